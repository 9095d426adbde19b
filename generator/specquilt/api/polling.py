"""Reads the hint ``x-specquilt-polling``: how to poll an operation until a job has finished."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.api.fields import field_at
from specquilt.api.report import BuildReport
from specquilt.api.types import NamedSchema, Parameter, PollingHint, Response
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.values import listing, mapping

POLLING = "x-specquilt-polling"
_GIVEN = ("path", "header")
"""Locations of what `wait` gives: the id, and headers of its `options`."""
_EXAMPLE = "{status: status, succeeded: [done], failed: [failed], accepts: {Job: id}}"


class PollingHints:
    """Reads the polling of operations.

    Args:
        schemas: Named schemas by id, to find the status in a response.
        report: Collects the findings.
    """

    def __init__(self, schemas: dict[str, NamedSchema], report: BuildReport) -> None:
        self._schemas, self._report = schemas, report

    def of(
        self, operation: Cursor, parameters: tuple[Parameter, ...], response: Response
    ) -> PollingHint | None:
        """Return how to poll an operation, or None.

        Raises:
            InputError: The operation cannot be polled in the way of the hint.
        """
        hint = operation.get(POLLING)
        if hint is None:
            return None
        problems = [*_malformed(hint), *_unsuitable(parameters)]
        if not problems and field_at(self._schemas, response.type, hint["status"]) is None:
            problems = [f"names a status that the response does not have: {hint['status']!r}"]
        if problems:
            message = f"{POLLING} {problems[0]}"
            advice = f"for example {_EXAMPLE}"
            place = operation.pointer_to(POLLING)
            raise self._report.error("unsupported-polling", message, place, advice)
        return PollingHint(
            status=hint["status"],
            succeeded=tuple(map(str, hint["succeeded"])),
            failed=tuple(map(str, hint.get("failed") or ())),
            accepts=tuple(hint["accepts"].items()),
        )


def _malformed(hint: Any) -> Iterator[str]:
    """Yield what is wrong with the hint itself."""
    given = mapping(hint)
    accepts = mapping(given.get("accepts"))
    if unknown := set(given) - {"status", "succeeded", "failed", "accepts"}:
        yield f"has an unknown key: {min(unknown)!r}"
    if not _is_text(given.get("status")):
        yield "needs `status`: the field of the response with the job's status"
    if not _are_statuses(given.get("succeeded")):
        yield "needs `succeeded`: a list of the statuses of a job that has succeeded"
    if given.get("failed") and not _are_statuses(given["failed"]):
        yield "has an invalid `failed`: expected a list of statuses"
    if not accepts or not all(_is_text(path) for path in accepts.values()):
        yield "needs `accepts`: models of jobs, each with the field of the job's id"


def _unsuitable(parameters: tuple[Parameter, ...]) -> Iterator[str]:
    """Yield why `wait` cannot call an operation, for which it has nothing but the job's id."""
    arguments = [each for each in parameters if each.given == "call" and each.constant is None]
    in_path = [each for each in arguments if each.location == "path"]
    if len(in_path) != 1:
        yield "needs an operation with one path parameter: the job's id"
    others = [each.wire for each in arguments if each.required and each.location not in _GIVEN]
    if others:
        yield f"needs an operation without other required parameters than the id: {others[0]!r}"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _are_statuses(value: Any) -> bool:
    values = listing(value)
    return bool(values) and not any(isinstance(each, list | dict) for each in values)
