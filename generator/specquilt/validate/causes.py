"""From the errors of JSON Schema to faults: what lies at the bottom of each, told once.

A schema of alternatives fails with all of them, and what one of them would have allowed counts as
not allowed at all: echoes, each longer than the cause.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from jsonschema.exceptions import ValidationError
from openapi_spec_validator.validation.exceptions import (
    DuplicateOperationIDError,
    OpenAPIValidationError,
    ParameterDuplicateError,
    UnresolvableParameterError,
)

from specquilt.openapi.keys import KEYS
from specquilt.openapi.pointer import Pointer
from specquilt.validate.fault import Concern, Fault, fault_of_absence, fault_of_value, object_at
from specquilt.validate.located import UNABLE

_LONGEST = 300
_UNEXPECTED = {"unevaluatedProperties", "additionalProperties"}
_KIND_KEYS = ("type", "in")
_ALTERNATIVES = {"allOf", "anyOf", "oneOf"}
_CONCERNS = {
    ParameterDuplicateError.__name__: Concern.PARAMETERS,
    UnresolvableParameterError.__name__: Concern.PATH_AND_PARAMETERS,
    DuplicateOperationIDError.__name__: Concern.OPERATIONS,
}
_REPEATED: dict[str | int, Concern] = {"parameters": Concern.PARAMETERS, "tags": Concern.TAGS}


def faults_of(errors: Iterable[ValidationError]) -> Iterator[Fault]:
    """Yield what lies at the bottom of errors, without what only follows from that."""
    causes = [cause for error in errors for cause in _causes(error)]
    failed = {place for cause in causes for place in _failed_alternatives(cause)}
    for cause in causes:
        echoes = _place(cause) in failed
        yield from (fault for fault in _faults(cause) if not (echoes and _is_known(fault.about)))


def _causes(error: ValidationError) -> Iterator[ValidationError]:
    """Follow the alternative that comes closest, down to what it fails for."""
    branches: defaultdict[Any, list[ValidationError]] = defaultdict(list)
    for inner in error.context or ():
        branches[inner.schema_path[0]].append(inner)
    if not branches:
        yield error
    elif (unknown := _unknown_kind(list(branches.values()))) is not None:
        yield unknown
    else:
        for inner in min(branches.values(), key=_misfit):
            yield from _causes(inner)


def _unknown_kind(branches: list[list[ValidationError]]) -> ValidationError | None:
    """Return one error for all alternatives, if each wants another `type` or `in`."""
    chosen = [branch for branch in branches if not _is_for_references(branch)]
    for key in _KIND_KEYS:
        errors = [error for branch in chosen for error in branch if _is_of_other_kind(error, key)]
        if len(errors) == len(chosen) > 1:
            values: list[Any] = [value for error in errors for value in _values(error)]
            errors[0].message = f"{errors[0].instance!r} is not one of {values!r}"
            return errors[0]
    return None


def _values(error: ValidationError) -> list[Any]:
    values: Any = error.validator_value
    return list(values)


def _misfit(branch: list[ValidationError]) -> tuple[bool, bool, bool, int, int]:
    """Tell how far an alternative is from what was meant.

    It is not a reference if there is none, nor a list if there is a text; another `type` or `in`
    is the next worst; what gets deeper before it fails fits better, and so does what fails less.
    """
    no_such_value = any(e.validator == "type" and not e.relative_path for e in branch)
    other_kind = any(_is_of_other_kind(error, key) for error in branch for key in _KIND_KEYS)
    depth = max(len(error.relative_path) for error in branch)
    return _is_for_references(branch), no_such_value, other_kind, -depth, len(branch)


def _is_for_references(branch: list[ValidationError]) -> bool:
    return any(error.validator == "required" and _missing(error) == "$ref" for error in branch)


def _is_of_other_kind(error: ValidationError, key: str) -> bool:
    return error.validator == "enum" and [*error.relative_path] == [key]


def _failed_alternatives(cause: ValidationError) -> Iterator[tuple[Pointer, Pointer]]:
    """Yield the schemas, each with the place that it judges, of which a cause has failed a part."""
    if cause.validator not in _UNEXPECTED:
        way, at = tuple(cause.absolute_schema_path), tuple(cause.absolute_path)
        for index, step in enumerate(way):
            if step in _ALTERNATIVES:
                yield from ((way[:index], at[:length]) for length in range(len(at) + 1))


def _place(echo: ValidationError) -> tuple[Pointer, Pointer] | None:
    """Return the schema, and the place that it judges, of an error about a key too many."""
    schema = tuple(echo.absolute_schema_path)[:-1]
    return (schema, tuple(echo.absolute_path)) if echo.validator in _UNEXPECTED else None


def _is_known(key: Pointer) -> bool:
    """Say whether an object may have a key: then the alternative that has it must have failed."""
    kind, _ = object_at(key[:-1])
    return key[-1] in KEYS.get(kind, ())


def _faults(error: ValidationError) -> Iterator[Fault]:
    """Name the keys that an error is about."""
    at: Pointer = tuple(error.absolute_path)
    message = _shortened(str(error.message))
    if error.validator == "required":
        yield fault_of_absence(at, _missing(error), message)
    elif error.validator in _UNEXPECTED and isinstance(error.instance, dict):
        yield from (_unexpected(at, key) for key in _named(error))
    elif _is_about_a_name(error):
        yield Fault((*at, str(error.instance)), message, concern=Concern.NAMES)
    else:
        yield replace(fault_of_value(at, message), concern=_concern(error), vague=_is_vague(error))


def _concern(error: ValidationError) -> Concern:
    """Name what does not agree; of lists, only the place tells what they are lists of."""
    if error.validator in ("uniqueItems", OpenAPIValidationError.__name__):
        return _REPEATED.get(error.absolute_path[-1], Concern.NONE)
    return _CONCERNS.get(str(error.validator), Concern.NONE)


def _is_vague(error: ValidationError) -> bool:
    """Say whether an error is about more than it can name."""
    return error.validator in (UNABLE, "oneOf", "anyOf", "not", "minProperties")


def _missing(error: ValidationError) -> str:
    required: Any = error.validator_value
    names = (str(name) for name in required)
    return next((name for name in names if error.message.startswith(repr(name))), "")


def _named(error: ValidationError) -> list[Any]:
    """Return the keys in the message of an error; patterns that they do not match stand there, too."""
    instance: Any = error.instance
    text = error.message.partition(" not match any of the regexes")[0]
    return [key for key in instance if repr(key) in text]


def _unexpected(at: Pointer, key: Any) -> Fault:
    return Fault((*at, key), f"{key!r} is not allowed here", str(key))


def _is_about_a_name(error: ValidationError) -> bool:
    """Say whether not a value is wrong, but the key that it stands under."""
    return "propertyNames" in [*error.schema_path][-2:-1] and isinstance(error.instance, str)


def _shortened(text: str) -> str:
    return text if len(text) < _LONGEST else text[:200] + " … " + text[-80:]
