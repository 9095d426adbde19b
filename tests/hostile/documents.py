"""Generates documents with hostile texts in every field of OpenAPI that contains text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from hostile.texts import names, patterns, texts, values

Draw = Callable[[st.SearchStrategy[Any]], Any]
Json = dict[str, Any]


@dataclass(frozen=True)
class Hostile:
    """A document and its wire names.

    Args:
        data: the document.
        params: locations and names of the parameters of its first operation.
        fields: names of the properties of its model.
    """

    data: Json = field(repr=False)
    params: frozenset[tuple[str, str]]
    fields: frozenset[str]


_PLAIN = {
    "prose": st.just("Words."),
    "name": st.just("name"),
    "tag": st.just("quilts"),
    "operation": st.just("getQuilt"),
    "component": st.just("Quilt"),
    "path": st.just("quilts"),
    "url": st.just("https://api.quilt.test"),
    "media": st.just("application/json"),
    "value": st.just("warm"),
    "pattern": st.just("^a+$"),
    "extension": st.just("x"),
}
_TARGETS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "prose": {"prose": texts},
    "operation names": {"operation": names, "tag": names},
    "field names": {"name": names},
    "component names": {"component": names},
    "paths and addresses": {"path": texts, "url": texts, "media": texts},
    "values": {"value": values},
    "patterns": {"pattern": patterns},
    "extensions": {"extension": texts | st.sampled_from(["os.system", "subprocess.Popen"])},
    "everything": {
        **dict.fromkeys(("prose", "path", "url", "media", "extension"), texts),
        **dict.fromkeys(("name", "tag", "operation", "component"), names),
        "value": values,
        "pattern": patterns,
    },
}
CLASSES = tuple(_TARGETS)
ALWAYS_ACCEPTED = frozenset(CLASSES) - {"paths and addresses", "everything"}
"""Classes whose documents are valid with any text. Documents of other classes may be refused."""


@st.composite
def hostile(draw: Draw, kind: str) -> Hostile:
    """Draw a document with hostile texts in the fields of one class."""
    slots = _PLAIN | _TARGETS[kind]

    def text(slot: str) -> Any:
        return draw(slots[slot])

    wires = draw(st.lists(slots["name"].filter(bool), min_size=1, max_size=5, unique=True))
    component = text("component")
    schemas = {component: _model(text, wires), "Fixed": {"type": "object", "properties": {}}}
    schemas["Fixed"]["properties"] = {"model": {"$ref": _reference(component)}}
    params = [_parameter(text, wire, place) for wire in wires for place in ("query", "header")]
    path = f"/{text('path')}"
    return Hostile(
        {
            "openapi": "3.1.0",
            "info": {"title": text("prose"), "version": "1", "description": text("prose")},
            "servers": [{"url": text("url"), "description": text("prose")}],
            "tags": [{"name": text("tag"), "description": text("prose")}],
            "paths": {path: {"post": _operation(text, component, params)}},
            "components": {"schemas": schemas, "securitySchemes": _schemes(text)},
        },
        frozenset((param["in"], param["name"]) for param in params),
        frozenset(wires),
    )


def _reference(component: str) -> str:
    escaped = component.replace("~", "~0").replace("/", "~1").replace("%", "%25")
    return f"#/components/schemas/{escaped}"


def _operation(text: Callable[[str], Any], component: str, params: list[Json]) -> Json:
    return {
        "operationId": text("operation"),
        "tags": [text("tag")],
        "summary": text("prose"),
        "description": text("prose"),
        "externalDocs": {"url": "https://quilt.test/docs", "description": text("prose")},
        "x-codeSamples": [{"lang": "python", "label": text("prose"), "source": text("prose")}],
        "parameters": params,
        "requestBody": {
            "description": text("prose"),
            "content": {text("media"): {"schema": {"$ref": _reference("Fixed")}}},
        },
        "responses": {
            "200": {
                "description": text("prose"),
                "content": {"application/json": {"schema": {"$ref": _reference(component)}}},
            },
            "404": {"description": text("prose")},
        },
    }


def _parameter(text: Callable[[str], Any], wire: str, place: str) -> Json:
    name = f"X-{wire}" if place == "header" else wire
    return {"name": name, "in": place, "description": text("prose"), "schema": _value(text)}


def _model(text: Callable[[str], Any], wires: list[str]) -> Json:
    return {
        "type": "object",
        "title": text("prose"),
        "description": text("prose"),
        "required": wires[:1],
        "properties": {wire: _value(text) for wire in wires},
        **_extensions(text),
    }


def _value(text: Callable[[str], Any]) -> Json:
    return {
        "title": text("prose"),
        "description": text("prose"),
        "pattern": text("pattern"),
        "default": text("value"),
        "enum": [text("value"), "fixed"],
        "example": text("value"),
        **_extensions(text),
    }


def _extensions(text: Callable[[str], Any]) -> Json:
    """Return extensions that control datamodel-code-generator and other generators."""
    steering = ("customTypePath", "customBasePath", "x-python-type", "x-python-import")
    naming = ("x-enum-varnames", "x-enumNames", "x-enum-descriptions")
    return {key: text("extension") for key in steering} | {
        key: [text("extension")] for key in naming
    }


def _schemes(text: Callable[[str], Any]) -> Json:
    scheme = {"type": "apiKey", "in": "header", "name": "X-Key", "description": text("prose")}
    return {"key": scheme}
