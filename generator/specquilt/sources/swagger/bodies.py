"""Request bodies, from parameters in the body and in a form."""

from __future__ import annotations

from typing import Any

from specquilt.sources.swagger.media import JSON, content, form_types
from specquilt.sources.swagger.parameters import list_style
from specquilt.sources.swagger.part import Part, without
from specquilt.sources.swagger.schemas import others, schema, schema_of_value

_NOT_OF_A_BODY = ("name", "in", "allowEmptyValue", "schema", "collectionFormat")
_NOT_OF_A_PROPERTY = (*_NOT_OF_A_BODY, "required")


def body(part: Part, consumes: list[Part]) -> Part:
    """Convert the parameter in the body."""
    entries = part.entries()
    kept = without(others(entries), *_NOT_OF_A_BODY)
    has_schema = entries.get("schema", part).is_mapping and "schema" in entries
    shape = schema(entries["schema"]) if has_schema else schema_of_value(part, entries)
    return part.made({**kept, "content": content(consumes, part.made(JSON), {"schema": shape})})


def form(owner: Part, fields: list[Part], consumes: list[Part]) -> Part:
    """Convert the parameters in a form.

    Args:
        owner: the operation.
        fields: the parameters. Those without a name are left out.
    """
    named = {each.value["name"]: each for each in fields if _is_named(each)}
    required = [part.at("name") for part in named.values() if part.value.get("required") is True]
    shape: dict[str, Any] = {"type": "object", "properties": _properties(owner, named)}
    if required:
        shape["required"] = owner.made(required)
    media = {"schema": owner.made(shape), **_encoding(owner, named)}
    has_file = any(part.value.get("type") == "file" for part in named.values())
    types = form_types(consumes, owner, has_file)
    made: dict[str, Any] = {"content": content(types, owner, media)}
    return owner.made({**made, "required": True} if required else made)


def _is_named(part: Part) -> bool:
    return isinstance(part.value.get("name"), str)


def _properties(owner: Part, named: dict[str, Part]) -> Part:
    return owner.made({name: _property(part) for name, part in named.items()})


def _property(part: Part) -> Part:
    entries = part.entries()
    kept = without(others(entries), *_NOT_OF_A_PROPERTY)
    return part.made({**kept, **schema_of_value(part, entries).value})


def _encoding(owner: Part, named: dict[str, Part]) -> dict[str, Part]:
    styles = {name: part.made(list_style(part, "query") or {}) for name, part in named.items()}
    wanted = {name: style for name, style in styles.items() if style.value}
    return {"encoding": owner.made(wanted)} if wanted else {}
