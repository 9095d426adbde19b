"""Two names that become one in Python."""

import re
from collections.abc import Callable, Iterable, Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.naming import pascal, snake
from specquilt.openapi.pointer import Pointer
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.operations import inherited_parameters, parameters

# Signs in front (`+1`, `-1`) are spoken, not dropped, when the client is named.
_SEPARATED_WORDS = re.compile(r"[A-Za-z_][\w .:/-]*", re.ASCII)


def check(node: Cursor) -> Iterator[Problem]:
    """Look among the properties of an object, the parameters of a call, the names of schemas."""
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
    """Those that differ by nothing, or only by case, have rules of their own."""
    own = list(parameters(node))
    known = {(str(p.get("in")), str(p.get("name"))): pointer for pointer, p in reversed(own)}
    for parameter in inherited_parameters(node):
        known.setdefault((str(parameter.get("in")), str(parameter.get("name"))), node.pointer)
    plain = {(place, name.casefold()): (name, at) for (place, name), at in known.items()}
    return _collisions("parameters", snake, plain.values())


def _collisions(
    what: str, spell: Callable[[str], str], names: Iterable[tuple[str, Pointer]]
) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, pointer in names:
        if _SEPARATED_WORDS.fullmatch(name):
            spelt = spell(name)
            other = first.setdefault(spelt, name)
            if other is not name:
                message = f"the {what} {other!r} and {name!r} would both be called {spelt!r}"
                yield Problem(message, pointer)


_NAMES: dict[Kind, Callable[[Cursor], Iterable[Problem]]] = {
    Kind.SCHEMA: _properties,
    Kind.COMPONENTS: _schemas,
    Kind.OPERATION: _parameters,
}

RULE = Rule(
    summary="names that become the same name in Python",
    why="The second one gets a number or its place in front, and changes with the order of the "
    "document; give one of the two another name by hand.",
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
