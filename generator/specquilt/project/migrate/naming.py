"""Names of calls and models, and what is left out: what `[client.names]` and `[select]` can say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from specquilt.openapi.operations import operation_names
from specquilt.openapi.paths import without_names
from specquilt.openapi.values import mapping
from specquilt.project import names
from specquilt.project.check import faults
from specquilt.project.migrate.plan import Kind, PlanStep

_MADE_OF: dict[str, Callable[[str], str]] = {
    "client.package": names.package,
    "client.distribution": names.distribution,
}


class Naming:
    """Collects names that fit the document.

    Args:
        data: the API document; None if it is not here: all names are taken over then.
    """

    def __init__(self, data: dict[str, Any] | None) -> None:
        self._known = data is not None
        self._operations = operation_names(data or {})
        self._schemas = mapping(mapping((data or {}).get("components")).get("schemas"))
        self._by_shape = _unique(
            {_shape(name): name for name in self._operations}, self._operations
        )
        self._values: dict[str, Any] = {}
        self._calls: dict[str, str] = {}
        self._aliases: dict[str, str] = {}
        self._models: dict[str, str] = {}
        self._left_out: list[str] = []

    @property
    def decided(self) -> set[str]:
        """The operations that have a name or are left out."""
        return {*self._calls, *self._left_out}

    def verdicts(self, steps: list[PlanStep]) -> Iterator[tuple[PlanStep, str]]:
        """Yield each step with the reason why it cannot be used; empty if it is used."""
        checks: dict[Kind, Callable[[PlanStep], str]] = {
            "setting": self._setting,
            "call": self._call,
            "leave-out": self._leave_out,
            "schema": self._schema,
        }
        for kind, check in checks.items():
            yield from ((step, check(step)) for step in steps if step.kind == kind)

    def settings(self) -> dict[str, Any]:
        """Return the values of specquilt.toml."""
        models = {f"schemas.{name}": model for name, model in self._models.items() if name != model}
        found = {
            **self._values,
            "select.exclude": self._left_out,
            "client.names": {**self._calls, **models},
            "client.aliases": self._aliases,
        }
        return {key: value for key, value in found.items() if value}

    def _setting(self, step: PlanStep) -> str:
        made = _MADE_OF.get(step.subject)
        value = made(step.value) if made else step.value
        written: Any = value
        for name in reversed(step.subject.split(".")):
            written = {name: written}
        fault = next((message for _, message, _ in faults(written, complete=False)), "")
        if fault:
            return fault
        if self._values.setdefault(step.subject, value) != value:
            return f"{step.subject} is {self._values[step.subject]!r} already"
        return ""

    def _call(self, step: PlanStep) -> str:
        operation = self._operation(step.subject)
        if not operation:
            return f"the API document has no {step.subject}"
        if step.value in (*self._calls.values(), *self._aliases):
            return f"another method is called {step.value} already"
        if operation in self._calls:
            self._aliases[step.value] = self._calls[operation]
        else:
            self._calls[operation] = step.value
        return ""

    def _leave_out(self, step: PlanStep) -> str:
        operation = self._operation(step.subject)
        if not operation:
            return f"the API document has no {step.subject}"
        if operation in self._calls:
            return f"another method of the configuration is {operation}"
        if operation not in self._left_out:
            self._left_out.append(operation)
        return ""

    def _operation(self, name: str) -> str:
        if not self._known or name in self._operations:
            return name
        return self._by_shape.get(_shape(name), "")

    def _schema(self, step: PlanStep) -> str:
        if self._known and step.subject not in self._schemas:
            return f"the API document has no schema {step.subject!r}"
        if step.subject in self._models:
            return f"the schema {step.subject!r} is called {self._models[step.subject]} already"
        if step.value != step.subject and step.value in self._schemas:
            return f"another schema is called {step.value!r}"
        if step.value in self._models.values():
            return f"another schema is called {step.value!r} already"
        self._models[step.subject] = step.value
        return ""


def _shape(name: str) -> str:
    """Return an operation without names of path parameters, slash at the end and query."""
    return without_names(re.split(r"[?#]", name)[0]).rstrip("/")


def _unique(found: dict[str, str], all_names: list[str]) -> dict[str, str]:
    counts = Counter(map(_shape, all_names))
    return {shape: name for shape, name in found.items() if counts[shape] == 1}
