"""Placeholder arguments for example calls."""

from __future__ import annotations

import json

from specquilt.api.value_types import Constants, ListOf, MapOf, Named, Scalar, Type, UnionOf
from specquilt.openapi.dataclass import dataclass
from specquilt.python.surface.method_parts import Argument
from specquilt.python.surface.models import ModelClass
from specquilt.python.surface.types import Method

_EXAMPLES = {
    "integer": "1",
    "number": "1.0",
    "boolean": "True",
    "binary": 'open("data.bin", "rb")',
}


def required(method: Method) -> list[Argument]:
    """Return the required arguments of a method."""
    return [each for each in (*method.positional, *method.keyword_only) if each.required]


@dataclass(frozen=True)
class Examples:
    """Creates placeholder values for arguments."""

    models: dict[str, ModelClass]

    def arguments(self, method: Method | None) -> str:
        """Return the required arguments of a call as Python code."""
        return ", ".join(map(self._argument, required(method))) if method else ""

    def _argument(self, argument: Argument) -> str:
        name, file = argument.name, argument.location == "file"
        value = 'open("data.bin", "rb")' if file else self._value(argument.type, name)
        return value if argument.location == "path" else f"{name}={value}"

    def _value(self, type_: Type, name: str) -> str:
        match type_:
            case Constants(values):
                return quoted(values[0])
            case ListOf(item):
                return f"[{self._value(item, name)}]"
            case Named(model):
                alias = self.models[model].alias if model in self.models else None
                return self._value(alias, name) if alias else "{...}"
            case UnionOf(members):
                return self._value(members[0], name)
            case Scalar("string"):
                return quoted(name)
            case Scalar(kind):
                return _EXAMPLES.get(kind, "...")
            case MapOf():
                return "{...}"


def quoted(value: object) -> str:
    """Return a value as a Python literal with double quotes."""
    return json.dumps(value) if isinstance(value, str) else repr(value)
