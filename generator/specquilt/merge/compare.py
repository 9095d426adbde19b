"""Compares what two sources say of the same parameters and schemas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from specquilt.openapi.finding import Severity
from specquilt.openapi.pointer import Pointer, exists, parse, resolve

_ANNOTATIONS = ("title", "description", "example", "examples", "externalDocs")


@dataclass(frozen=True)
class Difference:
    """One difference: a gap that the other source can fill, or a contradiction to report."""

    ours: Pointer
    theirs: Pointer
    message: str = ""
    severity: Severity = Severity.WARNING

    @property
    def fills(self) -> bool:
        """Whether the other source only knows more."""
        return not self.message


def compare_parameters(
    our_root: dict[str, Any], their_root: dict[str, Any], ours: Pointer, theirs: Pointer
) -> Iterator[Difference]:
    """Compare the parameters of one operation: by place and name, in the path by position."""
    known = {_identity(our_root, place, ours): place for place in _parameters(our_root, ours)}
    for place in _parameters(their_root, theirs):
        place = _followed(their_root, place)
        identity = _identity(their_root, place, theirs)
        ours_at = known.get(identity)
        if ours_at is None:
            message = f"the pages have no {identity[0]} parameter {identity[1]!r}"
            yield Difference(ours, place, message, Severity.INFO)
        else:
            ours_at = _followed(our_root, ours_at)
            yield Difference((*ours_at, "description"), (*place, "description"))
            yield from compare_schemas(
                our_root, their_root, (*ours_at, "schema"), (*place, "schema")
            )


def _parameters(root: dict[str, Any], operation: Pointer) -> Iterator[Pointer]:
    for pointer in (operation, operation[:-1]):
        for index in range(len(resolve(root, pointer).get("parameters") or [])):
            yield (*pointer, "parameters", index)


def _identity(root: dict[str, Any], pointer: Pointer, operation: Pointer) -> tuple[str, str]:
    parameter = resolve(root, _followed(root, pointer))
    place, name = str(parameter.get("in")), str(parameter.get("name"))
    if place == "path":
        before, found, _ = str(operation[1]).partition(f"{{{name}}}")
        name = f"number {before.count('{') + 1}" if found else name
    return place, name


def compare_schemas(
    our_root: dict[str, Any],
    their_root: dict[str, Any],
    ours: Pointer,
    theirs: Pointer,
    seen: frozenset[tuple[Pointer, Pointer]] = frozenset(),
) -> Iterator[Difference]:
    """Compare two schemas part by part, through their references."""
    if not exists(our_root, ours) or not exists(their_root, theirs):
        return
    yield from _annotations(ours, theirs)
    target, ours = theirs, _followed(our_root, ours)
    theirs = _followed(their_root, theirs)
    if theirs != target:
        yield from _annotations(ours, theirs)
    if (ours, theirs) in seen:
        return
    seen |= {(ours, theirs)}
    one, other = resolve(our_root, ours), resolve(their_root, theirs)
    if not isinstance(one, dict) or not isinstance(other, dict):
        return
    yield from _compare_types(one, other, ours, theirs)
    yield from _compare_enums(one, other, ours, theirs)
    yield from _compare_required(one, other, ours, theirs)
    for part in _common_parts(one, other):
        yield from compare_schemas(our_root, their_root, ours + part, theirs + part, seen)
    yield from _compare_properties(one, other, ours, theirs)


def _annotations(ours: Pointer, theirs: Pointer) -> Iterator[Difference]:
    """Words about a use belong to the use, words about a component to the component."""
    for key in _ANNOTATIONS:
        yield Difference((*ours, key), (*theirs, key))


def _followed(root: dict[str, Any], pointer: Pointer) -> Pointer:
    for _ in range(20):
        value = resolve(root, pointer)
        reference = value.get("$ref") if isinstance(value, dict) else None
        if not isinstance(reference, str) or not exists(root, parse(reference)):
            return pointer
        pointer = parse(reference)
    return pointer


def _compare_types(
    one: dict[str, Any], other: dict[str, Any], ours: Pointer, theirs: Pointer
) -> Iterator[Difference]:
    for key in ("type", "format"):
        if key in one and key in other and one[key] != other[key]:
            message = f"{key} is {other[key]!r} here, but {one[key]!r} on the page"
            yield Difference((*ours, key), (*theirs, key), message)


def _compare_enums(
    one: dict[str, Any], other: dict[str, Any], ours: Pointer, theirs: Pointer
) -> Iterator[Difference]:
    mine, yours = _values(one), _values(other)
    if isinstance(mine, list) and isinstance(yours, list):
        lacking = [value for value in mine if value not in yours]
        extra = [value for value in yours if value not in mine]
        for values, verb in ((lacking, "lacks"), (extra, "adds")):
            if values:
                message = f"the enum here {verb} {', '.join(map(repr, values))}"
                yield Difference((*ours, "enum"), (*theirs, "enum"), message)
    elif isinstance(mine, list):
        message = f"any {other.get('type', 'value')} here, but one of {mine!r} on the page"
        yield Difference((*ours, "enum"), theirs, message)


def _values(schema: dict[str, Any]) -> Any:
    """Return the values that a schema lists; a constant is a list of one."""
    return [schema["const"]] if "const" in schema else schema.get("enum")


def _compare_required(
    one: dict[str, Any], other: dict[str, Any], ours: Pointer, theirs: Pointer
) -> Iterator[Difference]:
    mine, yours = one.get("required") or [], other.get("required") or []
    lacking = [name for name in mine if name not in yours]
    extra = [name for name in yours if name not in mine]
    if lacking:
        message = f"{', '.join(map(repr, lacking))} is optional here, but required on the page"
        yield Difference((*ours, "required"), theirs, message)
    if extra:
        message = f"{', '.join(map(repr, extra))} is required here, but optional on the page"
        yield Difference(ours, (*theirs, "required"), message)


def _compare_properties(
    one: dict[str, Any], other: dict[str, Any], ours: Pointer, theirs: Pointer
) -> Iterator[Difference]:
    mine, yours = one.get("properties"), other.get("properties")
    if not isinstance(mine, dict) or not isinstance(yours, dict):
        return
    lacking = [name for name in mine if name not in yours]
    if lacking:
        message = f"the properties here lack {', '.join(map(repr, lacking))}"
        yield Difference((*ours, "properties"), (*theirs, "properties"), message, Severity.INFO)
    for name in yours:
        if name not in mine:
            place = (*theirs, "properties", name)
            yield Difference(ours, place, f"the page has no property {name!r}")


def _common_parts(one: dict[str, Any], other: dict[str, Any]) -> Iterator[Pointer]:
    if isinstance(one.get("items"), dict) and isinstance(other.get("items"), dict):
        yield ("items",)
    mine, yours = one.get("properties"), other.get("properties")
    if isinstance(mine, dict) and isinstance(yours, dict):
        yield from (("properties", name) for name in yours if name in mine)
