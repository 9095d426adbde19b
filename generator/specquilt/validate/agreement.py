"""What no JSON Schema can express: names that must differ, and names that must agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias, TypeVar

from specquilt.openapi.coverage import Disagreement
from specquilt.openapi.kinds import METHODS
from specquilt.openapi.paths import template_names
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.references import follow
from specquilt.openapi.values import without_extensions
from specquilt.validate.violation import Violation

T = TypeVar("T")
_Parameter: TypeAlias = tuple[Any, Any]
"""Name and location."""


def disagreements(data: dict[str, Any]) -> Iterator[Violation]:
    """Yield duplicate tags, operationIds and parameters, and path parameters without a match.

    Args:
        data: a document without unresolved references.
    """
    for name in _duplicates(tag.get("name") for tag in data.get("tags") or ()):
        yield Violation(("tags",), f"duplicate tag {name!r}", Disagreement.TAGS)
    operation_ids: set[Any] = set()
    for path, item in without_extensions(data.get("paths")).items():
        shared = _parameters(data, item)
        yield from _duplicate_parameters(("paths", path, "parameters"), shared)
        for method in (key for key in item if key in METHODS):
            place, operation_id = ("paths", path, method), item[method].get("operationId")
            if operation_id is not None and operation_id in operation_ids:
                message = f"duplicate operationId {operation_id!r}"
                yield Violation(place, message, Disagreement.OPERATION_IDS)
            operation_ids.add(operation_id)
            yield from _of_operation(place, shared, _parameters(data, item[method]))


def _of_operation(
    place: tuple[str, str, str], shared: list[_Parameter], own: list[_Parameter]
) -> Iterator[Violation]:
    yield from _duplicate_parameters((*place, "parameters"), own)
    declared = {name for name, location in (*shared, *own) if location == "path"}
    for name in sorted(declared ^ set(template_names(place[1])), key=str):
        state = "not in the path" if name in declared else "not declared"
        message = f"path parameter {name!r} is {state}"
        yield Violation(place, message, Disagreement.PATH_PARAMETERS)


def _duplicate_parameters(place: Pointer, parameters: list[_Parameter]) -> Iterator[Violation]:
    for name, location in _duplicates(parameters):
        message = f"duplicate {location} parameter {name!r}"
        yield Violation(place, message, Disagreement.PARAMETERS)


def _parameters(data: dict[str, Any], owner: dict[str, Any]) -> list[_Parameter]:
    found = [follow(data, parameter) for parameter in owner.get("parameters") or ()]
    return [(parameter.get("name"), parameter.get("in")) for parameter in found]


def _duplicates(names: Iterable[T]) -> Iterator[T]:
    seen: set[T] = set()
    for name in names:
        if name in seen:
            yield name
        seen.add(name)
