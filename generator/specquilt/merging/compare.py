"""Compares the parameters and schemas of a page with those of a supplement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Severity
from specquilt.openapi.pointer import Pointer

_ANNOTATIONS = ("title", "description", "example", "examples", "externalDocs")


@dataclass(frozen=True)
class Difference:
    """A value that the supplement may add, or a contradiction to report.

    Args:
        ours: pointer in the merged document.
        theirs: pointer in the supplement.
        message: the contradiction. Empty if there is none, and the supplement only adds a value.
        severity: severity of the contradiction.
    """

    ours: Pointer
    theirs: Pointer
    message: str = ""
    severity: Severity = Severity.WARNING

    @property
    def fills(self) -> bool:
        """Whether the supplement may add the value."""
        return not self.message


def compare_parameters(
    ours: Cursor, theirs: Cursor, our_path: str, their_path: str
) -> Iterator[Difference]:
    """Yield the differences between the parameters of two operations.

    Parameters are matched by location and name. Path parameters are matched by position.
    """
    known = {_identity(each, our_path): each for each in _parameters(ours)}
    for parameter in _parameters(theirs):
        location, name = identity = _identity(parameter, their_path)
        mine = known.get(identity)
        if mine is None:
            message = f"{location} parameter {name!r} is not on the pages"
            yield Difference(ours.pointer, parameter.pointer, message, Severity.INFO)
        else:
            yield Difference(mine.pointer_to("description"), parameter.pointer_to("description"))
            yield from compare_schemas(mine.part("schema"), parameter.part("schema"))


def _parameters(operation: Cursor) -> Iterator[Cursor]:
    for holder in (operation, operation.parent()):
        yield from (parameter.followed() for parameter in holder.elements("parameters"))


def _identity(parameter: Cursor, path: str) -> tuple[str, str]:
    location, name = str(parameter.get("in")), str(parameter.get("name"))
    if location == "path":
        before, found, _ = path.partition(f"{{{name}}}")
        name = f"number {before.count('{') + 1}" if found else name
    return location, name


def compare_schemas(
    ours: Cursor | None,
    theirs: Cursor | None,
    seen: frozenset[tuple[Pointer, Pointer]] = frozenset(),
) -> Iterator[Difference]:
    """Yield the differences between two schemas. References are followed."""
    if ours is None or theirs is None:
        return
    yield from _annotations(ours, theirs)
    ours, target = ours.followed(), theirs.followed()
    if target.pointer != theirs.pointer:
        yield from _annotations(ours, target)
    pair = (ours.pointer, target.pointer)
    if pair in seen or not isinstance(ours.value, dict) or not isinstance(target.value, dict):
        return
    yield from _compare_types(ours.value, target.value, *pair)
    yield from _compare_enums(ours.value, target.value, *pair)
    yield from _compare_required(ours.value, target.value, *pair)
    for part in _common_parts(ours.value, target.value):
        yield from compare_schemas(ours.part(*part), target.part(*part), seen | {pair})
    yield from _compare_properties(ours.value, target.value, *pair)


def _annotations(ours: Cursor, theirs: Cursor) -> Iterator[Difference]:
    """Yield the annotations that the supplement may add."""
    for key in _ANNOTATIONS:
        yield Difference(ours.pointer_to(key), theirs.pointer_to(key))


def _compare_types(
    one: dict[str, Any], other: dict[str, Any], ours: Pointer, theirs: Pointer
) -> Iterator[Difference]:
    for key in ("type", "format"):
        if key in one and key in other and one[key] != other[key]:
            message = f"{key} is {other[key]!r} in the supplement, but {one[key]!r} on the page"
            yield Difference((*ours, key), (*theirs, key), message)


def _compare_enums(
    one: dict[str, Any], other: dict[str, Any], ours: Pointer, theirs: Pointer
) -> Iterator[Difference]:
    mine, yours = _values(one), _values(other)
    if isinstance(mine, list) and isinstance(yours, list):
        lacking = [value for value in mine if value not in yours]
        extra = [value for value in yours if value not in mine]
        for values, source in ((lacking, "in the supplement"), (extra, "on the page")):
            if values:
                message = f"enum values that are not {source}: {_listed(values)}"
                yield Difference((*ours, "enum"), (*theirs, "enum"), message)
    elif isinstance(mine, list):
        kind = other.get("type", "value")
        message = f"any {kind} in the supplement, but one of {_listed(mine)} on the page"
        yield Difference((*ours, "enum"), theirs, message)


def _values(schema: dict[str, Any]) -> Any:
    """Return the enum values of a schema, or its constant as a list."""
    return [schema["const"]] if "const" in schema else schema.get("enum")


def _listed(values: list[Any]) -> str:
    return ", ".join(map(repr, values))


def _compare_required(
    one: dict[str, Any], other: dict[str, Any], ours: Pointer, theirs: Pointer
) -> Iterator[Difference]:
    mine, yours = one.get("required") or [], other.get("required") or []
    lacking = [name for name in mine if name not in yours]
    extra = [name for name in yours if name not in mine]
    if lacking:
        message = f"optional in the supplement, but required on the page: {_listed(lacking)}"
        yield Difference((*ours, "required"), theirs, message)
    if extra:
        message = f"required in the supplement, but optional on the page: {_listed(extra)}"
        yield Difference(ours, (*theirs, "required"), message)


def _compare_properties(
    one: dict[str, Any], other: dict[str, Any], ours: Pointer, theirs: Pointer
) -> Iterator[Difference]:
    mine, yours = one.get("properties"), other.get("properties")
    if not isinstance(mine, dict) or not isinstance(yours, dict):
        return
    lacking = [name for name in mine if name not in yours]
    if lacking:
        message = f"properties that are not in the supplement: {_listed(lacking)}"
        yield Difference((*ours, "properties"), (*theirs, "properties"), message, Severity.INFO)
    for name in yours:
        if name not in mine:
            place = (*theirs, "properties", name)
            yield Difference(ours, place, f"property {name!r} is not on the page")


def _common_parts(one: dict[str, Any], other: dict[str, Any]) -> Iterator[Pointer]:
    if isinstance(one.get("items"), dict) and isinstance(other.get("items"), dict):
        yield ("items",)
    mine, yours = one.get("properties"), other.get("properties")
    if isinstance(mine, dict) and isinstance(yours, dict):
        yield from (("properties", name) for name in yours if name in mine)
