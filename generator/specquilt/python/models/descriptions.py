"""Keeps descriptions away from the backend: what it makes is the same whatever they say.

So a changed description makes no type again. Each is a token meanwhile: the name of a definition,
and which of its descriptions it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from specquilt.python.models.json_schema import Schema
from specquilt.python.models.modules import TypesModule
from specquilt.python.render.code import docstring

Texts: TypeAlias = Mapping[str, str]
"""Descriptions by token."""

_TOKEN = re.compile(r'^( *)"""(\w+ \d+)"""$', re.MULTILINE)


def set_aside(module: TypesModule) -> tuple[TypesModule, Texts]:
    """Return a module with tokens for descriptions, and these."""
    texts: dict[str, str] = {}
    schemas = {name: _with_tokens(name, each, texts) for name, each in module.schemas.items()}
    return replace(module, schemas=schemas), texts


def written(text: str, texts: Texts) -> str:
    """Return source code with docstrings for tokens."""
    return _TOKEN.sub(lambda found: _docstring(found[1], texts[found[2]]), text)


def _docstring(margin: str, text: str) -> str:
    return f"{margin}{docstring(text, len(margin))}"


def _with_tokens(name: str, schema: Schema, texts: dict[str, str]) -> Schema:
    """Return a definition with tokens, of which properties have the number of their place."""
    result = _with_token(f"{name} 0", schema, texts)
    if "properties" not in schema:
        return result
    properties = {
        wire: _with_token(f"{name} {number}", each, texts)
        for number, (wire, each) in enumerate(schema["properties"].items(), 1)
    }
    return {**result, "properties": properties}


def _with_token(token: str, schema: Schema, texts: dict[str, str]) -> Schema:
    if not schema.get("description"):
        return schema
    texts[token] = schema["description"]
    return {**schema, "description": token}
