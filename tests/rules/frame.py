"""The smallest valid document around an object of any kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import pairwise
from textwrap import dedent
from typing import Any

from specquilt.merging.merge import fragment_of
from specquilt.openapi.document import Document
from specquilt.openapi.kinds import Kind
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import mapping
from specquilt.rules.engine.book import book
from specquilt.rules.engine.rule import Rule
from specquilt.sources.read import read_text

_QUILTS: Pointer = ("paths", "/quilts/{id}")
_MAKE: Pointer = (*_QUILTS, "post")
_MADE: Pointer = (*_MAKE, "responses", "201")
_MEDIA: Pointer = (*_MADE, "content", "application/json")
_HEADER: Pointer = (*_MADE, "headers", "X-Thread")
_ABOUT_SECURITY = {
    book()[rule_id].summary
    for rule_id in (
        "missing-security",
        "authentication-not-declared",
        "security-not-required",
        "auth-as-header-param",
    )
}
_SCHEME: Pointer = ("components", "securitySchemes", "key")

PLACES: dict[Kind, Pointer] = {
    Kind.DOCUMENT: (),
    Kind.INFO: ("info",),
    Kind.CONTACT: ("info", "contact"),
    Kind.LICENSE: ("info", "license"),
    Kind.COMPONENTS: ("components",),
    Kind.PATH_ITEM: _QUILTS,
    Kind.OPERATION: _MAKE,
    Kind.EXTERNAL_DOCS: (*_MAKE, "externalDocs"),
    Kind.PARAMETER: (*_MAKE, "parameters", 0),
    Kind.REQUEST_BODY: (*_MAKE, "requestBody"),
    Kind.RESPONSE: _MADE,
    Kind.MEDIA_TYPE: _MEDIA,
    Kind.HEADER: _HEADER,
    Kind.SCHEMA: (*_MEDIA, "schema"),
    Kind.DISCRIMINATOR: (*_MEDIA, "schema", "discriminator"),
    Kind.SECURITY_SCHEME: _SCHEME,
    Kind.SERVER: ("servers", 0),
    Kind.TAG: ("tags", 0),
}


def example(text: str) -> Any:
    """Parse the YAML of a rule's example."""
    return yaml_loader.load(dedent(text))


def framed(rule: Rule, text: str) -> dict[str, Any]:
    """Return a valid document that contains the example and uses its components."""
    data = in_document(rule.shown or rule.on, example(text), rule.openapi)
    return data if rule.summary in _ABOUT_SECURITY else {"security": [], **data}


def in_document(kind: Kind, value: Any, version: str) -> dict[str, Any]:
    """Return a document that contains an object and is valid if the object is valid."""
    data = _base(version)
    if kind is Kind.DOCUMENT:
        return {**data, "paths": {}, **value}
    _put(data, PLACES[kind], value)
    _COMPLETIONS.get(kind, _complete_nothing)(data, value)
    return data


def as_document(rule: Rule, text: str) -> Document:
    """Return the document of an example; if the rule has a page, read it from that page."""
    data = framed(rule, text)
    if not rule.page:
        return Document(data)
    specification = f"## OpenAPI Specification\n\n```yaml\n{json.dumps(data, indent=2)}\n```\n"
    (page,) = read_text("page.md", f"{dedent(rule.page).strip()}\n\n{specification}")
    return fragment_of(page)


def _base(version: str) -> dict[str, Any]:
    return {
        "openapi": version,
        "info": {"title": "Quilts", "version": "1.0.0"},
        "servers": [{"url": "https://api.quilt.test"}],
        "paths": {
            "/quilts/{id}": {
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "post": {"operationId": "make", "responses": {"201": {"description": "Made"}}},
            }
        },
    }


def _put(data: dict[str, Any], pointer: Pointer, value: Any) -> None:
    """Set a value and create its parents."""
    parent: Any = data
    for part, following in pairwise(pointer):
        empty: Any = [] if isinstance(following, int) else {}
        parent = parent.setdefault(part, empty) if isinstance(parent, dict) else parent[part]
    if isinstance(parent, list) and pointer[-1] == len(parent):
        parent.append(value)
    else:
        parent[pointer[-1]] = value


def _complete_nothing(_data: dict[str, Any], _value: Any) -> None:
    """Do nothing: most kinds need no further objects."""


def _use_components(data: dict[str, Any], value: Any) -> None:
    """Refer to every schema, so that none is unused."""
    references = {
        f"part{index}": {"$ref": f"#/components/schemas/{name}"}
        for index, name in enumerate(mapping(value.get("schemas")))
    }
    _put(data, (*_MEDIA, "schema"), {"type": "object", "properties": references})


def _use_scheme(data: dict[str, Any], _value: Any) -> None:
    data["security"] = [{"key": []}]


_COMPLETIONS: Mapping[Kind, Callable[[dict[str, Any], Any], None]] = {
    Kind.COMPONENTS: _use_components,
    Kind.SECURITY_SCHEME: _use_scheme,
}
