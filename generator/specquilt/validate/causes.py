"""From the errors of jsonschema-rs to violations: the cause of each error, once.

A schema of alternatives fails with all of them, and a key that only one of them allows counts as
unexpected: consequences, each longer than the cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from specquilt.openapi.coverage import Disagreement
from specquilt.openapi.keys import KEYS
from specquilt.openapi.kinds import object_at
from specquilt.openapi.pointer import Pointer, exists, resolve
from specquilt.validate.violation import Violation, of_missing_key, shortened

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

_UNEXPECTED = {"unevaluatedProperties", "additionalProperties"}
_KIND_KEYS = ("type", "in")
_ALTERNATIVES = {"allOf", "anyOf", "oneOf"}
_VAGUE = {"oneOf", "anyOf", "not", "minProperties"}
_REPEATED: dict[str | int, str] = {
    "parameters": Disagreement.PARAMETERS,
    "tags": Disagreement.TAGS,
}
"""What does not agree in a list with duplicates, by the key of the list."""


class _Cause(NamedTuple):
    """An error at the bottom of others.

    Args:
        error: the error; its instance and its message are costly, so they are read last.
        options: all allowed values, if each alternative allows its own ones.
    """

    error: ValidationError
    options: list[Any] | None = None


def violations_of(data: Any, errors: Iterable[ValidationError]) -> Iterator[Violation]:
    """Yield the causes of errors of a document, without the consequences of other causes."""
    causes = [cause for error in errors for cause in _causes(error)]
    failed = {place for cause in causes for place in _failed_alternatives(cause.error)}
    for cause in causes:
        follows = _applied(cause.error) in failed
        for violation in _violations(cause):
            if not (follows and _is_known(violation.about)):
                yield replace(violation, about=_as_written(data, violation.about))


def _as_written(data: Any, pointer: Pointer) -> Pointer:
    """Return a pointer with texts for the keys of mappings: jsonschema-rs makes '200' a number."""
    place: list[str | int] = []
    for part in pointer:
        place.append(part if isinstance(data, list) else str(part))
        inner = data if isinstance(data, dict | list) else {}
        data = resolve(inner, (place[-1],)) if exists(inner, (place[-1],)) else None
    return tuple(place)


def _causes(error: ValidationError) -> Iterator[_Cause]:
    """Follow the alternative that comes closest, down to what it fails for."""
    branches = _branches(error)
    if not branches:
        yield _Cause(error)
    elif unknown := _unknown_kind(branches, len(error.instance_path)):
        yield unknown
    else:
        for inner in min(branches, key=lambda each: _misfit(each, len(error.instance_path))):
            yield from _causes(inner)


def _branches(error: ValidationError) -> list[list[ValidationError]]:
    """Return the errors of each alternative that failed; none where several are valid."""
    branches: list[list[ValidationError]] = getattr(error.kind, "context", [])
    return branches if all(branches) else []


def _unknown_kind(branches: list[list[ValidationError]], depth: int) -> _Cause | None:
    """Return one cause for all alternatives, if each wants another `type` or `in`."""
    chosen = [branch for branch in branches if not _is_for_references(branch)]
    for key in _KIND_KEYS:
        errors = [each for branch in chosen for each in branch if _is_other_kind(each, key, depth)]
        if len(errors) == len(chosen) > 1:
            return _Cause(errors[0], [value for error in errors for value in error.kind.value])
    return None


def _misfit(branch: list[ValidationError], depth: int) -> tuple[bool, bool, bool, int, int]:
    """Rank an alternative by how far it is from what was meant.

    It is not a reference if there is none, nor a list if there is a text; another `type` or `in`
    is the next worst; what gets deeper before it fails fits better, and so does what fails less.
    """
    places = [each.instance_path for each in branch]
    no_such_value = any(
        each.kind.name == "type" and len(at) == depth
        for each, at in zip(branch, places, strict=True)
    )
    other_kind = any(_is_other_kind(each, key, depth) for each in branch for key in _KIND_KEYS)
    deepest = max(map(len, places))
    return _is_for_references(branch), no_such_value, other_kind, -deepest, len(branch)


def _is_for_references(branch: list[ValidationError]) -> bool:
    return any(getattr(error.kind, "property", None) == "$ref" for error in branch)


def _is_other_kind(error: ValidationError, key: str, depth: int) -> bool:
    return error.kind.name == "enum" and error.instance_path[depth:] == [key]


def _failed_alternatives(error: ValidationError) -> Iterator[tuple[Pointer, Pointer]]:
    """Yield the schemas, each with the place it is applied to, of which an error fails a part."""
    if error.kind.name not in _UNEXPECTED:
        way, at = tuple(error.evaluation_path), tuple(error.instance_path)
        for index, step in enumerate(way):
            if step in _ALTERNATIVES:
                yield from ((way[:index], at[:length]) for length in range(len(at) + 1))


def _applied(error: ValidationError) -> tuple[Pointer, Pointer] | None:
    """Return the schema, and the place it is applied to, of an error about an unexpected key."""
    if error.kind.name not in _UNEXPECTED:
        return None
    return tuple(error.evaluation_path)[:-1], tuple(error.instance_path)


def _is_known(key: Pointer) -> bool:
    """Say whether an object may have a key: then the alternative that has it must have failed."""
    kind, _ = object_at(key[:-1])
    return key[-1] in KEYS.get(kind, ())


def _violations(cause: _Cause) -> Iterator[Violation]:
    """Name the keys that an error is about."""
    kind: Any = cause.error.kind
    at: Pointer = tuple(cause.error.instance_path)
    if kind.name == "required":
        yield of_missing_key(at, kind.property, f"{kind.property!r} is required")
    elif kind.name in _UNEXPECTED:
        for key in kind.unexpected:
            yield Violation((*at, key), f"{key!r} is not allowed here", kind.name)
    elif kind.name == "propertyNames":
        yield Violation((*at, kind.error.instance), _message(cause), kind.name)
    else:
        yield replace(_of_value(at, kind.name), message=_message(cause))


def _of_value(at: Pointer, keyword: str) -> Violation:
    if keyword == "uniqueItems":
        return Violation(at, "", _REPEATED.get(at[-1], keyword))
    return Violation(at, "", keyword, vague=keyword in _VAGUE)


def _message(cause: _Cause) -> str:
    """Return one sentence; jsonschema-rs cuts lists of options short, and quotes as JSON does."""
    kind: Any = cause.error.kind
    if options := cause.options or getattr(kind, "options", None):
        text = f"{cause.error.instance!r} is not one of {options!r}"
    elif kind.name == "type":
        text = f"{cause.error.instance!r} is not of type {' or '.join(map(repr, kind.types))}"
    else:
        text = str(cause.error.message)
    return shortened(text)
