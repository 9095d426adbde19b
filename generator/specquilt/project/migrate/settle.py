"""Compares what a configuration asks for with the API document: what fits is used, the rest is reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document, clone
from specquilt.openapi.operations import operation_names
from specquilt.overlay.difference import Change, difference
from specquilt.project.migrate import credentials, overrides, parameters, transforms
from specquilt.project.migrate.naming import Naming
from specquilt.project.migrate.paging import paged
from specquilt.project.migrate.plan import NAMES, Kind, Plan, PlanStep

NO_DOCUMENT = "the API document is needed for this, and is not here"

Verdicts = Iterator[tuple[PlanStep, str]]
"""Steps, each with the reason why it cannot be used; empty if it is used."""


def _each(
    apply: Callable[[dict[str, Any], PlanStep], str],
) -> Callable[[dict[str, Any], list[PlanStep]], Verdicts]:
    return lambda data, steps: ((step, apply(data, step)) for step in steps)


_CHANGES: dict[Kind, tuple[str, Callable[[dict[str, Any], list[PlanStep]], Verdicts]]] = {
    "override": ("what the configuration overrides", _each(overrides.override)),
    "overlay": ("an overlay of the configuration", _each(overrides.overlay)),
    "transform": ("a transform of the configuration", _each(transforms.transform)),
    "scheme": ("how the client authenticates", _each(credentials.scheme)),
    "security": ("which credentials are needed", _each(credentials.security)),
    "servers": ("where the API is", _each(credentials.servers)),
    "base-variable": ("the environment variable of the base URL", _each(credentials.base_variable)),
    "variables": ("the environment variables of the credentials", _each(credentials.variables)),
    "variable": ("the environment variable of the credential", _each(credentials.variable)),
    "arrays": ("how lists are written into queries", _each(parameters.arrays)),
    "objects": ("how objects are written into queries", _each(parameters.objects)),
    "pages": ("how a list is paged", paged),
}
"""What changes the document, in this order: the reason that the overlay gives, and the code."""

_USED_FOR: dict[Kind, str] = {
    "call": NAMES,
    "schema": NAMES,
    "leave-out": "`exclude` in `[select]`",
    "setting": "`[client]` and `[client.project]`",
}
_IN_THE_OVERLAY = "the overlay"


@dataclass
class Outcome:
    """What is written.

    Args:
        settings: values of specquilt.toml, by ``table.key``.
        changes: what the overlay changes, each with its reason.
        unnamed: operations of the document that a configuration of names does not name.
    """

    settings: dict[str, Any] = field(default_factory=dict)
    changes: list[tuple[Change, str]] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)


def settle(plan: Plan, document: Document | None) -> Outcome:
    """Return what is to be written, and note in the ledger of the plan what became of all keys.

    Args:
        plan: what the configuration asks for.
        document: the API document; None if it is not here.
    """
    outcome = Outcome()
    data = clone(document.data) if document else None
    for kind, (reason, change) in _CHANGES.items():
        steps = [step for step in plan.steps if step.kind == kind]
        if data is None:
            _note(plan, ((step, NO_DOCUMENT) for step in steps))
        elif steps:
            before = clone(data)
            _note(plan, change(data, steps))
            outcome.changes += [(each, reason) for each in difference(before, data)]
    naming = Naming(data)
    _note(plan, naming.verdicts(plan.steps))
    outcome.settings.update(naming.settings())
    if data is not None and any(step.kind == "call" for step in plan.steps):
        outcome.unnamed = sorted({*operation_names(data)} - naming.decided)
    return outcome


def _note(plan: Plan, verdicts: Verdicts) -> None:
    for step, reason in verdicts:
        if reason:
            plan.ledger.report(step.keys, reason)
        else:
            plan.ledger.use(step.keys, _USED_FOR.get(step.kind, _IN_THE_OVERLAY))
