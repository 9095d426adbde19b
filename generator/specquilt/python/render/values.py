"""Values of types as Python code: documented examples that fit, and placeholders."""

from __future__ import annotations

import json
from typing import Any

from specquilt.api.value_types import Constants, ListOf, MapOf, Named, Scalar, Type, UnionOf
from specquilt.openapi.dataclass import dataclass
from specquilt.python.surface.models import ModelClass, ModelField

_LONGEST = 400
"""Characters of an example as code; a placeholder is easier to read than a longer one."""

_DEEPEST = 4
"""Objects inside of each other in a placeholder."""

_FEW = 2
"""Optional fields of an object in a response, and how deep such objects go."""

FILE = 'Path("data.bin")'

_CODE = {
    "integer": "1",
    "number": "1.0",
    "boolean": "True",
    "null": "None",
    "any": "{}",
    "binary": FILE,
    "date": "datetime.date(2030, 1, 31)",
    "date-time": "datetime.datetime(2030, 1, 31, tzinfo=datetime.UTC)",
}
_JSON = {"date": '"2030-01-31"', "date-time": '"2030-01-31T00:00:00Z"', "binary": '"..."'}

_CLASSES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


@dataclass(frozen=True)
class SampleValues:
    """Writes values.

    Args:
        models: The classes and aliases by name.
        is_json: Whether the values are written as a server sends them.
    """

    models: dict[str, ModelClass]
    is_json: bool = False

    def example(self, value: Any, type_: Type) -> str:
        """Return a documented example. Empty if it does not have the type or is too long."""
        text = quoted(value) if value is not None and self.fits(value, type_) else ""
        return text if len(text) <= _LONGEST else ""

    def fits(self, value: Any, type_: Type) -> bool:
        """Return whether a JSON value can be passed where a type is expected."""
        match type_:
            case Constants(values):
                return value in values
            case ListOf(item):
                return isinstance(value, list) and all(self.fits(each, item) for each in value)
            case MapOf(inner):
                return _is_object(value) and all(self.fits(each, inner) for each in value.values())
            case UnionOf(members):
                return any(self.fits(value, member) for member in members)
            case Named(name):
                return self._fits_model(value, self.models.get(name))
            case Scalar("any"):
                return True
            case Scalar(kind):
                is_bool = isinstance(value, bool) and kind != "boolean"
                return not is_bool and isinstance(value, _CLASSES.get(kind, ()))

    def _fits_model(self, value: Any, model: ModelClass | None) -> bool:
        if model is None or model.alias:
            return model is not None and model.alias is not None and self.fits(value, model.alias)
        if not _is_object(value):
            return False
        known = {field.wire: field for field in model.fields}
        needed = {wire for wire, field in known.items() if field.required and self._is_sent(field)}
        return needed <= value.keys() <= known.keys() and all(
            self.fits(each, known[wire].type) for wire, each in value.items()
        )

    def placeholder(self, type_: Type, name: str, depth: int = 0) -> str:
        """Return a value of a type; `name` is what texts say."""
        match type_:
            case Constants(values):
                return quoted(values[0])
            case ListOf(item):
                return f"[{self.placeholder(item, name, depth)}]"
            case Named(model):
                return self._object(self.models.get(model), name, depth)
            case UnionOf(members):
                return self.placeholder(members[0], name, depth)
            case Scalar("string"):
                return quoted(name)
            case Scalar(kind):
                return (_JSON.get(kind) if self.is_json else None) or _CODE[kind]
            case MapOf():
                return "{}"

    def _object(self, model: ModelClass | None, name: str, depth: int) -> str:
        if model is None or depth >= _DEEPEST:
            return "{}"
        if model.alias:
            return self.placeholder(model.alias, name, depth + 1)
        sent = [each for each in model.fields if self._is_sent(each)]
        needed = [each for each in sent if each.required]
        # An empty response would show nothing.
        fields = needed or (sent[:_FEW] if self.is_json and depth < _FEW else [])
        written = (
            f"{quoted(each.wire)}: {self.placeholder(each.type, each.wire, depth + 1)}"
            for each in fields
        )
        return f"{{{', '.join(written)}}}"

    def _is_sent(self, field: ModelField) -> bool:
        return not (field.write_only if self.is_json else field.read_only)


def quoted(value: object) -> str:
    """Return a JSON value as a Python literal with double quotes."""
    match value:
        case str():
            return json.dumps(value, ensure_ascii=not _is_readable(value))
        case dict():
            return (
                f"{{{', '.join(f'{quoted(key)}: {quoted(each)}' for key, each in value.items())}}}"
            )
        case list():
            return f"[{', '.join(map(quoted, value))}]"
    return repr(value)


def _is_readable(text: str) -> bool:
    return text.isprintable() and not any("\ud800" <= each <= "\udfff" for each in text)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(key, str) for key in value)
