"""Keys that OpenAPI does not define."""

import difflib
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, RenameKey
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.keys import KEYS, KEYS_OF_3_2, KEYWORDS, RESERVED_EVERYWHERE
from specquilt.openapi.kinds import METHODS, Kind
from specquilt.openapi.mentions import references_in
from specquilt.openapi.references import reference_to
from specquilt.rules.engine.rule import Problem, Rule

_MIN_SIMILARITY = 0.75


def check(node: Cursor) -> Iterator[Problem]:
    """Report keys that OpenAPI does not define; in schemas, only misspelled keywords."""
    if "$ref" in node.value and node.kind is not Kind.SCHEMA:
        return
    known = _known(node.kind)
    if node.document.version.startswith("3.2"):
        known |= KEYS_OF_3_2.get(node.kind, frozenset())
    is_path = node.kind is Kind.PATH_ITEM
    for key in node.value:
        if is_path and key.lower() in METHODS:
            continue  # there is a rule for it
        is_unknown = key not in known and not key.startswith(RESERVED_EVERYWHERE)
        if is_unknown and not _is_referred_to(node, key):
            yield from _unknown(node, key, known)


def _is_referred_to(node: Cursor, key: str) -> bool:
    """Return whether references lead to a key, or inside of it: there is a rule for that."""
    place = reference_to(node.pointer_to(key))
    return any(
        each == place or each.startswith(f"{place}/") for each in references_in(node.document)
    )


def _known(kind: Kind) -> frozenset[str]:
    return KEYWORDS if kind is Kind.SCHEMA else KEYS[kind]


def _unknown(node: Cursor, key: str, known: frozenset[str]) -> Iterator[Problem]:
    close = difflib.get_close_matches(
        key, sorted(known - set(node.value)), n=1, cutoff=_MIN_SIMILARITY
    )
    if close or node.kind is not Kind.SCHEMA:
        edits: tuple[Edit, ...] = (RenameKey(node.pointer_to(key), close[0]),) if close else ()
        advice = (
            f"did you mean {close[0]!r}?"
            if close
            else "remove it, or start the name of an extension with x-"
        )
        yield Problem(
            f"unknown key {key!r} in {_with_article(node.kind)}",
            node.pointer_to(key),
            edits,
            advice,
        )


def _with_article(kind: Kind) -> str:
    name = kind.replace("-", " ")
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


RULE = Rule(
    summary="keys that OpenAPI does not define",
    why="Most are misspelled, and tools silently ignore them. Names of extensions start with `x-`.",
    severity=Severity.WARNING,
    fix=Fix.GUESS,
    on=Kind.OPERATION,
    also=tuple(kind for kind in (*KEYS, Kind.SCHEMA) if kind is not Kind.OPERATION),
    concerns=lambda shape: not _known(shape.kind).issuperset(shape.keys),
    check=check,
    before="""
        operationId: make
        desciption: Makes a quilt
        responses: {'201': {description: Made}}
    """,
    after="""
        operationId: make
        description: Makes a quilt
        responses: {'201': {description: Made}}
    """,
)
