"""What openapi-spec-validator refuses: it decides whether a suspected violation is one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple, TypeAlias

from jsonschema.exceptions import ValidationError
from openapi_spec_validator import (
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
    OpenAPIV32SpecValidator,
)
from openapi_spec_validator.validation.validators import SpecValidator
from referencing.exceptions import Unresolvable

from specquilt.openapi.pointer import Pointer
from specquilt.validate.references import settled
from specquilt.validate.skeleton import skeleton, suspected_parts
from specquilt.validate.violation import CANNOT_CHECK, Violation, shortened

_VALIDATORS: dict[str, type[SpecValidator]] = {
    "3.0": OpenAPIV30SpecValidator,
    "3.2": OpenAPIV32SpecValidator,
}
_FAILURES = (ValueError, TypeError, LookupError, AttributeError, AssertionError)

Check: TypeAlias = Callable[..., Iterator[ValidationError]]


class Refusal(NamedTuple):
    """An object that is not valid, or something above what is not, and why."""

    place: Pointer
    message: str


def refusals(
    data: dict[str, Any], suspects: list[Violation], references_resolve: bool = True
) -> list[Refusal]:
    """Return what openapi-spec-validator refuses in the parts of a document with suspects.

    Args:
        data: a document of the right shape.
        suspects: where to look.
        references_resolve: whether references may be followed.
    """
    # Where jsonschema-rs is installed it would be taken instead, and its verdict is known.
    os.environ["OPENAPI_SPEC_VALIDATOR_SCHEMA_VALIDATOR_BACKEND"] = "jsonschema"
    known = _VALIDATORS.get(str(data.get("openapi"))[:3], OpenAPIV31SpecValidator)
    # A reference may lead into one of the parts that are left out.
    for parts in (suspected_parts(data, suspects), data):
        with suppress(Unresolvable):
            found = list(_refusals(known, parts, references_resolve))
            return [refusal._replace(place=settled(data, refusal.place)) for refusal in found]
    return [Refusal(each.about, each.message) for each in suspects]


def _refusals(
    known: type[SpecValidator], data: dict[str, Any], references_resolve: bool
) -> Iterator[Refusal]:
    noted: list[Refusal] = []
    validator = _noting(known, noted)(skeleton(data))
    errors = validator.iter_errors if references_resolve else _errors_of_objects(validator)
    found = [Refusal(tuple(error.absolute_path), shortened(error.message)) for error in errors()]
    yield from (*noted, *found)


def _errors_of_objects(validator: SpecValidator) -> Callable[[], Iterator[ValidationError]]:
    return lambda: validator.schema_validator.iter_errors(validator.schema)


def _noting(validator: type[SpecValidator], found: list[Refusal]) -> type[SpecValidator]:
    """Return a validator whose own checks note where they refuse something: their errors do not."""
    known: dict[str, Any] = dict(validator.keyword_validators)
    checks = {name: _maker(made, found) for name, made in known.items()}
    return type(validator.__name__, (validator,), {"keyword_validators": checks})


def _maker(made: Callable[[Any], Check], found: list[Refusal]) -> Callable[[Any], Check]:
    return lambda registry: _Noting(made(registry), found)


class _Noting:
    """A check that notes what it refuses, and where, and yields nothing to the check above."""

    def __init__(self, check: Check, found: list[Refusal]) -> None:
        self.check, self.found = check, found
        self.known: dict[int, list[str]] = {}

    def __call__(self, *arguments: Any, **options: Any) -> Iterator[ValidationError]:
        path = next(each for each in arguments if hasattr(each, "parts"))
        # The check passes over an object that it has seen, and the skeleton has equal ones as one.
        key = id(path.read_value())
        if key not in self.known:
            self.known[key] = list(self._messages(*arguments, **options))
        self.found.extend(Refusal(path.parts, message) for message in self.known[key])
        return iter(())

    def _messages(self, *arguments: Any, **options: Any) -> Iterator[str]:
        try:
            for error in self.check(*arguments, **options):
                yield shortened(error.message)
        except _FAILURES as failure:
            yield f"{CANNOT_CHECK}: {failure!r}"
