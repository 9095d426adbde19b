"""Definitions where OpenAPI has no place for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from itertools import chain, count
from typing import Any, NamedTuple

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Remove, Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.keys import KEYS, KEYWORDS
from specquilt.openapi.kinds import Kind, child_of, object_at
from specquilt.openapi.mentions import references_in
from specquilt.openapi.pointer import Pointer, exists, resolve, show
from specquilt.openapi.references import local_pointer, reference_to
from specquilt.openapi.values import mapping
from specquilt.openapi.walk import walk_from
from specquilt.rules.engine.rule import Problem, Rule

_SECTIONS = {
    child.kind: section
    for section in sorted(KEYS[Kind.COMPONENTS])
    if (child := child_of(Kind.COMPONENTS, section))
}
_USUAL = re.compile(rf"#/components/(?:{'|'.join(_SECTIONS.values())})/[^/]+")
_KNOWN = {**KEYS, Kind.SCHEMA: KEYWORDS}
_NO_SCHEMA: tuple[set[str], ...] = ({"name", "in"}, {"content"})
"""Keys of parameters, request bodies and responses that no schema has."""


class _Definition(NamedTuple):
    """A definition that has to move.

    Args:
        place: where it is.
        new: where it belongs.
        users: where references to it are, other than in such definitions.
    """

    place: Pointer
    new: Pointer
    users: list[Pointer]

    @property
    def holder(self) -> Pointer:
        """The unknown key, or the definition itself if it is among those of another kind."""
        return self.place[: len(object_at(self.place)[1]) + 1]


def check(node: Cursor) -> Iterator[Problem]:
    """Move what references lead to, but no tool would look for, to the components."""
    references = references_in(node.document)
    outside = {
        each for each in references if not _USUAL.fullmatch(each) and _is_unknown(node, each)
    }
    outside |= references & _no_schemas(node)
    moved = _definitions(node, outside) if outside else {}
    groups: defaultdict[Pointer, list[_Definition]] = defaultdict(list)
    for each in moved.values():
        groups[each.holder].append(each)
    for holder, definitions in groups.items():
        edits: list[Edit] = [*_sections(node, definitions)]
        edits += [edit for each in definitions for edit in _edits(node, each, moved)]
        edits += _removals(node, holder, {each.place for each in definitions})
        message = f"definitions at {show(holder)}, where OpenAPI has none, become components"
        yield Problem(message, holder, tuple(edits))


def _removals(node: Cursor, holder: Pointer, places: set[Pointer]) -> Iterator[Edit]:
    """Yield the edits that remove what moves, and the key that held it if nothing is left there."""
    if holder in places or places >= {(*holder, key) for key in resolve(node.value, holder)}:
        yield Remove(holder)
        return
    for place in places:
        if not any(place[:length] in places for length in range(len(place))):
            yield Remove(place)


def _is_unknown(node: Cursor, reference: str) -> bool:
    """Return whether a reference leads to an object at an unknown key, or inside of one.

    Extensions are known: they stay where they are.
    """
    place = local_pointer(reference)
    if not place or not exists(node.value, place):
        return False
    kind, around = object_at(place)
    key = str(place[len(around)]) if len(place) > len(around) else "x-"
    is_known = kind not in _KNOWN or key in _KNOWN[kind] or key.startswith("x-")
    return not is_known and isinstance(resolve(node.value, place), dict)


def _no_schemas(node: Cursor) -> set[str]:
    """Return references to parameters, request bodies and responses among the schemas."""
    schemas = mapping(mapping(node.get("components")).get("schemas"))
    return {
        reference_to(("components", "schemas", name))
        for name, value in schemas.items()
        if isinstance(value, dict) and any(keys <= value.keys() for keys in _NO_SCHEMA)
    }


def _definitions(node: Cursor, outside: Container[str]) -> dict[str, _Definition]:
    """Return what has to move, by reference; with all that it refers to itself."""
    found: dict[str, _Definition] = {}
    taken: set[Pointer] = set()
    waiting = [node]
    while waiting:
        root = waiting.pop()
        for each, reference, user in _references(root, outside):
            place = local_pointer(reference) or ()
            if reference not in found:
                new = _free(node, _SECTIONS[each.kind], str(place[-1]), taken)
                found[reference] = _Definition(place, new, [])
                waiting.append(node.at(*place)._replace(kind=each.kind))
            if root is node:
                found[reference].users.append(user)
    return found


def _references(root: Cursor, wanted: Container[str]) -> Iterator[tuple[Cursor, str, Pointer]]:
    """Yield objects that are references, what they refer to, and where they say so."""
    for each in walk_from(root):
        reference = each.value.get("$ref")
        if each.kind in _SECTIONS and isinstance(reference, str) and reference in wanted:
            yield each, reference, each.pointer_to("$ref")


def _free(node: Cursor, section: str, name: str, taken: set[Pointer]) -> Pointer:
    """Return a place in a section of the components, and take it."""
    known = mapping(mapping(node.get("components")).get(section))
    names = chain([name], (f"{name}{number}" for number in count(2)))
    places = (("components", section, each) for each in names if each not in known)
    new = next(place for place in places if place not in taken)
    taken.add(new)
    return new


def _sections(node: Cursor, definitions: list[_Definition]) -> Iterator[Edit]:
    """Yield the edits that make the sections of the components that are missing."""
    above = {each.new[:length] for each in definitions for length in (1, 2)}
    yield from (Set(place, {}) for place in sorted(above) if not exists(node.value, place))


def _edits(
    node: Cursor, definition: _Definition, moved: Mapping[str, _Definition]
) -> Iterator[Edit]:
    """Yield the edits that move a definition and the references to it."""
    value = _rewritten(resolve(node.value, definition.place), moved)
    yield Set(definition.new, value, node.document.provenance.place(definition.place))
    text = reference_to(definition.new)
    yield from (Set(user, text) for user in definition.users)


def _rewritten(value: Any, moved: Mapping[str, _Definition]) -> Any:
    """Return a value with new references to all that moves."""
    if isinstance(value, list):
        return [_rewritten(item, moved) for item in value]
    if isinstance(value, dict):
        return {key: _rewritten(item, moved) for key, item in value.items()}
    known = moved.get(value) if isinstance(value, str) else None
    return reference_to(known.new) if known else value


RULE = Rule(
    summary="definitions in places where OpenAPI has none, to which something refers",
    why="Tools look for definitions in `components` (OpenAPI 3.1, section 4.8.7). Elsewhere, such as "
    "in `definitions` of Swagger 2.0, they are unknown keys, which validators refuse.",
    severity=Severity.WARNING,
    fix=Fix.SAFE,
    on=Kind.DOCUMENT,
    check=check,
    before="""
        openapi: 3.1.0
        info: {title: Quilts, version: "1"}
        paths:
          /quilts:
            get:
              operationId: list_quilts
              responses:
                '200':
                  description: All
                  content:
                    application/json: {schema: {$ref: '#/models/Quilt'}}
        models:
          Quilt: {type: object, properties: {size: {type: integer}}}
    """,
    after="""
        openapi: 3.1.0
        info: {title: Quilts, version: "1"}
        paths:
          /quilts:
            get:
              operationId: list_quilts
              responses:
                '200':
                  description: All
                  content:
                    application/json: {schema: {$ref: '#/components/schemas/Quilt'}}
        components:
          schemas:
            Quilt: {type: object, properties: {size: {type: integer}}}
    """,
)
