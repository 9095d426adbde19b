"""Operations that documents tell other generators to leave out."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import METHODS, Kind
from specquilt.openapi.plural import counted, shortened
from specquilt.openapi.values import is_yes
from specquilt.openapi.walk import walk
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.hints import keys_of

_KEYS = keys_of("declared-internal")


def check(node: Cursor) -> Iterator[Problem]:
    """Report each extension once, where it marks an operation first."""
    for key in _KEYS:
        names = node.once(_marked).get(key, {}) if is_yes(node.get(key)) else {}
        if names and next(iter(names)) == node.pointer:
            operations = [name for each in names.values() for name in each]
            message = f"{key!r} marks {counted(len(operations), 'operation')} as not for clients"
            advice = (
                f'to leave them out: exclude = ["{key}"] in [select]; otherwise they are generated'
            )
            yield Problem(f"{message}: {shortened(operations)}", node.pointer_to(key), help=advice)


def _marked(document: Document) -> dict[str, dict[tuple[str | int, ...], list[str]]]:
    """Return by extension the objects that have it, and the operations that this concerns."""
    found: dict[str, dict[tuple[str | int, ...], list[str]]] = {key: {} for key in _KEYS}
    for node in walk(document):
        names = _operations(node) if node.pointer[:1] == ("paths",) else []
        for key in _KEYS if names else ():
            if is_yes(node.get(key)):
                found[key][node.pointer] = names
    return found


def _operations(node: Cursor) -> list[str]:
    if node.kind is Kind.OPERATION and node.operation and len(node.pointer) == 3:
        return [" ".join(node.operation)]
    if node.kind is Kind.PATH_ITEM and len(node.pointer) == 2:
        path = node.pointer[-1]
        return [f"{method.upper()} {path}" for method in node.value if method in METHODS]
    return []


RULE = Rule(
    summary="operations that are marked as not for clients, and are generated all the same",
    why="You may need what is internal to the vendor, so it is generated and reported. To leave it out, write the "
    "name of the extension in `exclude` of `[select]`; to name one of its values, write `x-audience:staff`.",
    severity=Severity.INFO,
    on=Kind.OPERATION,
    also=(Kind.PATH_ITEM,),
    keys=_KEYS,
    check=check,
    before="""
        operationId: recountQuilts
        x-internal: true
        responses: {'204': {description: Done}}
    """,
)
