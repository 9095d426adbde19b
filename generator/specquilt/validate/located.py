"""openapi-spec-validator, made to say where: what its own checks find has no place, or half of one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from jsonschema.exceptions import ValidationError
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError
from openapi_spec_validator.validation.validators import SpecValidator

from specquilt.openapi.kinds import Kind, child_of
from specquilt.openapi.pointer import Pointer

UNABLE = "unable"
"""In place of the keyword that failed: the check itself did, over something that was malformed."""

_FAILURES = (ValueError, TypeError, LookupError, AttributeError, AssertionError)

Check = Callable[..., Iterator[ValidationError]]


class Located(OpenAPIValidationError):
    """An error whose path begins at the document."""


def located(validator: type[SpecValidator]) -> type[SpecValidator]:
    """Return a validator of documents that locates everything that it finds."""
    known: dict[str, Any] = dict(validator.keyword_validators)
    checks = {name: _maker(_Located, made) for name, made in known.items()}
    checks["schema"] = _maker(_Schemas, known["schema"])
    return type(validator.__name__, (validator,), {"keyword_validators": checks})


def _maker(
    wrapped: Callable[[Check], Check], made: Callable[[Any], Check]
) -> Callable[[Any], Check]:
    return lambda registry: wrapped(made(registry))


class _Located:
    """A check that knows the place of what it is called for; the innermost one knows it best."""

    def __init__(self, check: Check) -> None:
        self.check = check

    def __call__(self, *arguments: Any, **options: Any) -> Iterator[ValidationError]:
        place = next(each.parts for each in arguments if hasattr(each, "parts"))
        try:
            for error in self.check(*arguments, **options):
                yield error if isinstance(error, Located) else _at(place, error)
        except _FAILURES as failure:
            message = f"openapi-spec-validator cannot judge this: {failure!r}"
            yield Located(message, path=place, validator=UNABLE)


def _at(place: Pointer, error: ValidationError) -> Located:
    result = Located.create_from(error)
    result.relative_path.extendleft(reversed(place))
    if not isinstance(error.validator, str):
        result.validator = type(error).__name__
    for inner in result.context or ():
        inner.parent = result
    return result


class _Schemas:
    """Checks each schema without those inside of it, because only its first error is ever told."""

    def __init__(self, check: Check) -> None:
        self.check = check
        self.clean: set[int] = set()
        self.known: dict[str, list[ValidationError]] = {}
        self.checked: list[Any] = []

    def __call__(self, schema: Any, *_: Any, **__: Any) -> Iterator[ValidationError]:
        yield from self._errors(schema.read_value(), schema.parts, type(schema).from_dict)

    def _errors(
        self, schema: Any, place: Pointer, path: Callable[[Any], Any]
    ) -> Iterator[ValidationError]:
        """Yield the errors of a schema; the skeleton has equal ones as one object."""
        if not isinstance(schema, dict) or id(schema) in self.clean:
            return
        found = False
        for at, part in _parts(schema):
            for error in self._errors(part, (*place, *at), path):
                found = True
                yield error
        for error in self._own(_shallow(schema), path):
            found = True
            yield _at(place, deepcopy(error))
        if not found:
            self.clean.add(id(schema))

    def _own(self, schema: dict[str, Any], path: Callable[[Any], Any]) -> list[ValidationError]:
        key = json.dumps(schema, sort_keys=True, default=str)
        if key not in self.known:
            self.known[key] = list(self._in_turn(schema, path))
        return self.known[key]

    def _in_turn(
        self, schema: dict[str, Any], path: Callable[[Any], Any]
    ) -> Iterator[ValidationError]:
        """Check a schema again without the keyword that was wrong, until nothing is."""
        while errors := list(self.check(path(schema))):
            # The check remembers what it has seen by identity: it must not go.
            self.checked.append(schema)
            yield from errors
            wrong = {error.path[0] for error in errors if error.path}
            if not wrong:
                return
            schema = {key: value for key, value in schema.items() if key not in wrong}
        self.checked.append(schema)


def _parts(schema: dict[str, Any]) -> Iterator[tuple[Pointer, Any]]:
    for key, value in schema.items():
        child = child_of(Kind.SCHEMA, key)
        if child and child.kind is Kind.SCHEMA:
            yield from (((key, *at), part) for at, part in child.items(value))


def _shallow(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema whose parts are empty."""
    return {key: _emptied(key, value) for key, value in schema.items()}


def _emptied(key: str, value: Any) -> Any:
    child = child_of(Kind.SCHEMA, key)
    if child is None or child.kind is not Kind.SCHEMA:
        return value
    empty = [({} if isinstance(part, dict) else part) for _, part in child.items(value)]
    if child.many and isinstance(value, dict):
        return dict(zip(value, empty, strict=True))
    return empty if isinstance(value, list) else next(iter(empty), value)
