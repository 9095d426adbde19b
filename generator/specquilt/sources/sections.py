"""Where a document keeps objects that are used in several places."""

from __future__ import annotations

from typing import Any

from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import mapping
from specquilt.sources.swagger.version import is_swagger_2

Sections = dict[Kind, Pointer]

_COMPONENTS = {
    Kind.SCHEMA: "schemas",
    Kind.RESPONSE: "responses",
    Kind.PARAMETER: "parameters",
    Kind.EXAMPLE: "examples",
    Kind.REQUEST_BODY: "requestBodies",
    Kind.HEADER: "headers",
    Kind.SECURITY_SCHEME: "securitySchemes",
    Kind.LINK: "links",
    Kind.CALLBACK: "callbacks",
}
_OF_OPENAPI: Sections = {kind: ("components", name) for kind, name in _COMPONENTS.items()}
_OF_SWAGGER: Sections = {
    Kind.SCHEMA: ("definitions",),
    Kind.PARAMETER: ("parameters",),
    Kind.SWAGGER_RESPONSE: ("responses",),
}


def sections_of(root: Any) -> tuple[Kind, Sections]:
    """Return the type of a document, and where it has objects of each type."""
    if is_swagger_2(root):
        return Kind.SWAGGER, _OF_SWAGGER
    return Kind.DOCUMENT, _OF_OPENAPI


def has_places(root: Any, sections: Sections) -> bool:
    """Return whether objects can be added; if not, a later stage reports what is in the way."""
    above = {pointer[:length] for pointer in sections.values() for length in range(3)}
    return all(isinstance(_at(root, pointer), dict) for pointer in above)


def section_of(root: dict[str, Any], pointer: Pointer) -> dict[str, Any]:
    """Return the objects of a section. It is empty and not in the document if it is missing."""
    return mapping(_at(root, pointer))


def new_section(root: dict[str, Any], pointer: Pointer) -> dict[str, Any]:
    """Return the objects of a section, which is added if it is missing."""
    value = root
    for key in pointer:
        value = value.setdefault(str(key), {})
    return value


def _at(root: Any, pointer: Pointer) -> Any:
    """Return what is at a pointer, or an empty mapping for what is missing."""
    value = root
    for key in pointer:
        value = mapping(value).get(str(key), {})
    return value
