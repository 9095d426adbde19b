"""Reads which names arguments are to have. Back ends turn them into names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from specquilt.api.report import BuildReport
from specquilt.api.types import Parameter
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.operations import ARGUMENTS
from specquilt.openapi.suggestion import did_you_mean
from specquilt.openapi.values import mapping


def with_wanted_names(
    parameters: tuple[Parameter, ...], operation: Cursor, root: Cursor, report: BuildReport
) -> tuple[Parameter, ...]:
    """Return the parameters with the names that their operation, or the document, gives them.

    Args:
        parameters: The parameters, with the names that their own definitions give them.
        operation: Their operation.
        root: The document, whose names are for what nothing closer names.
        report: Collects names for what the operation does not have.
    """
    own, shared = mapping(operation.get(ARGUMENTS)), mapping(root.get(ARGUMENTS))
    if not (own or shared):
        return parameters
    _report_unknown(own, [each.wire for each in parameters], operation, report)
    return tuple(_named(each, own, shared) for each in parameters)


def _named(parameter: Parameter, own: Mapping[str, Any], shared: Mapping[str, Any]) -> Parameter:
    """Return a parameter with its name; null in an operation leaves it to the document's own."""
    given = parameter.wanted or shared.get(parameter.wire)
    wanted = own.get(parameter.wire, given)
    return replace(parameter, wanted=wanted if isinstance(wanted, str) else "")


def _report_unknown(
    names: Mapping[str, Any], known: list[str], operation: Cursor, report: BuildReport
) -> None:
    for wire in names:
        if wire not in known:
            message = f"the operation has no parameter {wire!r}, which is to have another name"
            advice = did_you_mean(wire, known, "remove it")
            place = (*operation.pointer, ARGUMENTS, wire)
            report.add("name-no-match", Severity.WARNING, message, place, advice)
