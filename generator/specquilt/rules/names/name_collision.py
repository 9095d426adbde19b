"""Names that become the same name in Python."""

import re
from collections.abc import Callable, Iterable, Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.words import pascal, snake
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import inherited_parameters, parameters

# Names with a sign (`+1`, `-1`) do not collide: the sign becomes a word in Python.
_SEPARATED_WORDS = re.compile(r"[A-Za-z_][\w .:/-]*", re.ASCII)


def check(node: Cursor) -> Iterator[Problem]:
    """Report properties, parameters and schemas that get the same name in Python."""
    yield from _NAMES[node.kind](node)


def _properties(node: Cursor) -> Iterable[Problem]:
    known = node.mapping("properties")
    if len(set(map(snake, known))) == len(known):
        return ()
    names = ((name, node.pointer_to("properties", name)) for name in known)
    return _collisions("properties", snake, names)


def _schemas(node: Cursor) -> Iterator[Problem]:
    names = ((name, node.pointer_to("schemas", name)) for name in node.mapping("schemas"))
    return _collisions("schemas", pascal, names)


def _parameters(node: Cursor) -> Iterator[Problem]:
    """Compare parameters; other rules report names that are equal or differ only in case."""
    own = list(parameters(node))
    known = {(str(p.get("in")), str(p.get("name"))): pointer for pointer, p in reversed(own)}
    for parameter in inherited_parameters(node):
        known.setdefault((str(parameter.get("in")), str(parameter.get("name"))), node.pointer)
    plain = {(place, name.casefold()): (name, at) for (place, name), at in known.items()}
    return _collisions("parameters", snake, plain.values())


def _collisions(
    what: str, to_python: Callable[[str], str], names: Iterable[tuple[str, Pointer]]
) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, pointer in names:
        if _SEPARATED_WORDS.fullmatch(name):
            python_name = to_python(name)
            other = first.setdefault(python_name, name)
            if other is not name:
                message = (
                    f"{what} {other!r} and {name!r} have the same name in Python: {python_name!r}"
                )
                yield Problem(message, pointer)


_NAMES: dict[Kind, Callable[[Cursor], Iterable[Problem]]] = {
    Kind.SCHEMA: _properties,
    Kind.COMPONENTS: _schemas,
    Kind.OPERATION: _parameters,
}

RULE = Rule(
    summary="names that become the same name in Python",
    why="The second name gets a number or the location of the parameter as a prefix, and changes "
    "with the order in the document. Rename one of the two.",
    severity=Severity.WARNING,
    on=Kind.SCHEMA,
    also=(Kind.COMPONENTS, Kind.OPERATION),
    concerns=lambda shape: shape.kind is not Kind.SCHEMA or shape.has("properties"),
    check=check,
    before="""
        type: object
        properties:
          thread-count:
            type: integer
          threadCount:
            type: integer
    """,
)
