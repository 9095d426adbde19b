"""Made-up arguments for examples of calls."""

from __future__ import annotations

import json
from dataclasses import dataclass

from specquilt.api.types import Model, Param
from specquilt.api.value_types import Constants, ListOf, MapOf, Named, Scalar, Type, UnionOf
from specquilt.python.render.facts import Call

_EXAMPLES = {"int": "1", "float": "1.0", "bool": "True", "bytes": 'open("data.bin", "rb")'}


def required(call: Call) -> list[Param]:
    """Return the arguments that a call needs."""
    return [p for p in (*call.positional, *call.keyword_only) if p.required]


@dataclass(frozen=True)
class Examples:
    """Makes up values for arguments."""

    models: dict[str, Model]

    def arguments(self, call: Call | None) -> str:
        """Return the arguments that a call needs, as they are written in a call."""
        return ", ".join(map(self._argument, required(call))) if call else ""

    def _argument(self, param: Param) -> str:
        file = param.place == "file"
        value = 'open("data.bin", "rb")' if file else self._value(param.type, param.name.snake)
        return value if param.place == "path" else f"{param.name.snake}={value}"

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
            case Scalar("str"):
                return quoted(name)
            case Scalar(kind):
                return _EXAMPLES.get(kind, "...")
            case MapOf():
                return "{...}"


def quoted(value: object) -> str:
    """Return a value as people write it in Python."""
    return json.dumps(value) if isinstance(value, str) else repr(value)
