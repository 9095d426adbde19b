"""Short programs that a type checker accepts with the old package, and refuses with the new one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from specquilt.diff.difference import ChangeFinding
from specquilt.diff.version import ApiVersion, methods_of
from specquilt.python.surface.method_parts import Argument
from specquilt.python.surface.models import ModelClass, ModelField
from specquilt.python.surface.types import Method
from specquilt.rules.changes.rule import MAJOR

_KEY = re.compile(r"(?P<owner>client|types|errors|Client)(?P<name>[\w.]*)(?P<end>\(.*\)|=)?")
_RUNTIME = ("AsyncBinaryResponse", "BinaryResponse", "FileArgument", "FileContent", "Stream")
_ONLY_WHEN_RUN = frozenset(
    {
        "authentication-added",
        "credentials-refused",
        "enum-closed",
        "enum-value-removed",
        "environment-variable-changed",
        "error-body-added",
        "error-body-removed",
        "field-became-read-only",
        "scheme-changed",
        "variant-removed",
        "wait-removed",
        "wait-takes-less",
    }
)
"""What no type checker sees, as enums are open, and what depends on more than one name."""
_TAKEN = frozenset({"not-nullable", "type-narrowed"})
"""Changes of fields that break those who write them."""
_OTHER_TYPE = "bytes"
"""A type that no JSON value has, for values that could be of any type."""


class Witnesses:
    """Writes programs for changes.

    Args:
        old: The version that they type-check with.
    """

    def __init__(self, old: ApiVersion) -> None:
        surface = old.surface
        self._package, self._models = surface.package, surface.models_by_name
        self._methods = {each.dotted: each for each in methods_of(surface.root)}
        self._pages = {
            ".".join((*each.resource, each.pagination.name)): each
            for each in self._methods.values()
            if each.pagination
        }

    def of(self, change: ChangeFinding) -> str:
        """Return the program for a change; empty if type checkers cannot see it."""
        if change.verdicts.sdk is not MAJOR or change.rule in _ONLY_WHEN_RUN:
            return ""
        is_about_unknown = change.rule == "discriminator-removed"
        keys = change.known[::-1] if is_about_unknown else change.known
        bodies = (self._body(key, change.rule) for key in keys)
        body = next(filter(None, bodies), "")
        return f"{self._imports(body)}\n\n\n{body}\n" if body else ""

    def _imports(self, body: str) -> str:
        used = [name for name in ("Client", *_RUNTIME, "errors", "types") if _uses(body, name)]
        standard = [
            line
            for line, names in (
                ("import datetime", ("datetime",)),
                ("from collections.abc import Mapping, Sequence", ("Mapping", "Sequence")),
                ("from typing import Any, Literal", ("Any", "Literal")),
            )
            if any(_uses(body, name) for name in names)
        ]
        return "\n".join([*standard, f"from {self._package} import {', '.join(used)}"])

    def _body(self, key: str, rule: str) -> str:
        found = _KEY.fullmatch(key)
        if found is None:
            return ""
        owner, name, end = found["owner"], found["name"].removeprefix("."), found["end"] or ""
        if owner == "Client":
            return f"def use(value: str) -> Client:\n    return Client({end[1:-2]}=value)"
        if owner == "errors":
            return f"def use(error: errors.{name}) -> str:\n    return str(error)"
        if owner == "client":
            return self._call(name, end[1:-1].removesuffix("="), rule)
        return self._of_class(name, end, rule)

    def _call(self, call: str, argument: str, rule: str) -> str:
        method = self._methods.get(call) or self._pages.get(call)
        if method is None:
            return ""
        is_any = rule == "type-became-known"
        given = [each for each in _arguments(method) if each.required or each.name == argument]
        types = {each.name: each.annotation for each in given}
        types |= {argument: _OTHER_TYPE} if is_any and argument else {}
        parameters = ", ".join(["client: Client", *(f"{n}: {t}" for n, t in types.items())])
        values = ", ".join(f"{name}={name}" for name in types)
        returned = _OTHER_TYPE if is_any and not argument else method.returns
        if call in self._pages and method.pagination:
            item = method.pagination.annotation
            return (
                f"def use({parameters}) -> list[{item}]:\n    return list(client.{call}({values}))"
            )
        return f"def use({parameters}) -> {returned}:\n    return client.{call}({values})"

    def _of_class(self, name: str, end: str, rule: str) -> str:
        class_name, _, attribute = name.partition(".")
        model = self._models.get(class_name)
        if end == "=":
            return ""
        if model and (end or (attribute and rule in _TAKEN)):
            return _constructor(model, attribute)
        if attribute:
            return _attribute(model, attribute, rule) if model else ""
        return f"def use(value: types.{class_name}) -> object:\n    return value"


def _arguments(method: Method) -> Iterable[Argument]:
    return [*method.positional, *method.keyword_only]


def _attribute(model: ModelClass, attribute: str, rule: str) -> str:
    found = next((each for each in model.fields if each.name == attribute), None)
    if found is None:
        return ""
    type_ = f"{_OTHER_TYPE} | None" if rule == "type-became-known" else _given(found)
    head = f"def use(value: types.{model.name}) -> {type_}:"
    return f"{head}\n    return value.{attribute}"


def _constructor(model: ModelClass, attribute: str) -> str:
    given = [each for each in model.fields if each.required or each.name == attribute]
    parameters = ", ".join(f"{each.name}: {_given(each)}" for each in given)
    values = ", ".join(f"{each.name}={each.name}" for each in given)
    return f"def use({parameters}) -> types.{model.name}:\n    return types.{model.name}({values})"


def _given(field: ModelField) -> str:
    """Return the annotation of a field, which is None if it is optional and left out."""
    is_complete = field.required or "None" in field.annotation.split(" | ")
    return field.annotation if is_complete else f"{field.annotation} | None"


def _uses(body: str, name: str) -> bool:
    return re.search(rf"(?<![\w.]){name}\b", body) is not None
