"""Together the recordings contain every parameter and field of the merged document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from recordings.exchange import load
from samples.page import documented_endpoints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recordings.exchange import Exchange

DOCUMENT: Final = Path(__file__).parents[2] / "specs/cohere/openapi.yaml"
ENDPOINTS: Final = documented_endpoints()


@pytest.fixture(scope="module")
def document() -> Any:
    return yaml.safe_load(DOCUMENT.read_text("utf-8"))


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_every_documented_parameter_and_field_is_sent(document: Any, endpoint: str) -> None:
    operation = _operation(document, endpoint)
    documented = {parameter["name"] for parameter in operation.get("parameters", [])}
    for media in operation.get("requestBody", {"content": {}})["content"].values():
        documented |= set(_fields(document, media["schema"]))
    sent = {name for exchange in _recorded(endpoint) for name in _sent(exchange)}
    assert documented - {"id", "X-Client-Name"} == sent


def test_every_documented_header_is_sent() -> None:
    sent = {name for exchange in load() for name in exchange.request["headers"]}
    assert sent == {"authorization", "x-client-name"}


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_every_documented_field_is_answered(document: Any, endpoint: str) -> None:
    content = _operation(document, endpoint)["responses"]["200"].get("content", {})
    documented = {
        field for media in content.values() for field in _fields(document, media["schema"])
    }
    answered = {
        field for exchange in _recorded(endpoint) for field in _present(exchange.response["body"])
    }
    assert documented == answered


def _operation(document: Any, endpoint: str) -> Any:
    method, path = endpoint.split()
    return document["paths"][path][method.lower()]


def _recorded(endpoint: str) -> list[Exchange]:
    return [exchange for exchange in load() if exchange.operation == endpoint]


def _sent(exchange: Exchange) -> Iterator[str]:
    yield from (name for name, _ in exchange.request["query"])
    yield from (part["name"] for part in exchange.request.get("parts", ()))
    yield from _present(exchange.request.get("body"))


def _fields(document: Any, schema: Any, prefix: str = "") -> Iterator[str]:
    """Yield the path of every property: `datasets[].name`."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/components/schemas/")
        schema = document["components"]["schemas"][name]
    for option in (*schema.get("oneOf", ()), *schema.get("anyOf", ()), *schema.get("allOf", ())):
        yield from _fields(document, option, prefix)
    if "items" in schema:
        yield from _fields(document, schema["items"], f"{prefix}[]")
    for name, child in schema.get("properties", {}).items():
        path = f"{prefix}.{name}" if prefix else name
        yield path
        yield from _fields(document, child, path)


def _present(value: Any, prefix: str = "") -> Iterator[str]:
    """Yield the path of every property of a JSON value, in the same form as `_fields`."""
    if isinstance(value, list):
        for item in value:
            yield from _present(item, f"{prefix}[]")
    if isinstance(value, dict):
        for name, child in value.items():
            path = f"{prefix}.{name}" if prefix else name
            yield path
            yield from _present(child, path)
