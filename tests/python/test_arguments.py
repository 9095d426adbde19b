"""Arguments are sent under their wire names, whatever the names are."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from api.small import document
from python.proved import write
from python.zoo import TEXT, answer, body, query, tree
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.request import Request

NAMES = (
    "self", "cls", "locals", "super", "class", "import", "None", "options", "operation", "pages",
    "arguments", "spec", "target", "types", "list", "str", "base_url", "datetime", "call", "sort-by",
)  # fmt: skip
API = document(
    {
        "/things": {
            "get": {
                "x-specquilt-call": "find",
                "parameters": query(**dict.fromkeys(NAMES, TEXT)),
                "responses": answer(TEXT, "text/plain"),
            },
            "post": {
                "x-specquilt-call": "create",
                "requestBody": body(dict.fromkeys(NAMES, TEXT), "application/json"),
                "responses": answer(TEXT, "text/plain"),
            },
        }
    },
    servers=[{"url": "https://zoo.example"}],
)


class Recording:
    """A custom transport that records requests."""

    status = 200
    headers = Headers([("content-type", "text/plain")])

    def __init__(self) -> None:
        self.requests: list[Request] = []

    def send(self, request: Request) -> Recording:
        self.requests.append(request)
        return self

    def chunks(self) -> Iterator[bytes]:
        yield b"fine"

    def close(self) -> None:
        pass


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder: Path = tmp_path_factory.mktemp("dist") / "names"
    write(tree(API), folder)
    others = _forgotten()
    sys.path.insert(0, str(folder))
    yield importlib.import_module("zoo_client")
    sys.path.remove(str(folder))
    _forgotten()
    sys.modules.update(others)


def _forgotten() -> dict[str, ModuleType]:
    """Remove the package from `sys.modules` and return its modules. Others may have its name."""
    names = [name for name in sys.modules if name.partition(".")[0] == "zoo_client"]
    return {name: sys.modules.pop(name) for name in names}


def _given(method: Any) -> dict[str, str]:
    """Return an argument for each parameter of a method, in document order."""
    names = list(method.__annotations__)[: len(NAMES)]
    return {name: f"value of {name}" for name in names}


def _called(package: Any, name: str) -> tuple[Request, list[str]]:
    transport = Recording()
    with package.Client(transport=transport) as client:
        method = getattr(client, name)
        given = _given(method)
        assert len(given) == len(NAMES)
        assert method(**given) == "fine"
    return transport.requests[0], list(given.values())


def test_every_query_parameter_is_sent_by_its_own_name(package: Any) -> None:
    request, values = _called(package, "find")
    pairs = dict(pair.split("=") for pair in request.target.partition("?")[2].split("&"))
    assert list(pairs) == list(NAMES)
    assert [pair.replace("%20", " ") for pair in pairs.values()] == values


def test_every_property_of_a_body_is_sent_by_its_own_name(package: Any) -> None:
    request, values = _called(package, "create")
    assert isinstance(request.body, bytes)
    assert json.loads(request.body) == dict(zip(NAMES, values, strict=True))


def test_what_is_left_out_is_not_sent(package: Any) -> None:
    transport = Recording()
    with package.Client(transport=transport) as client:
        client.find()
        client.find(self_="a", options={"query": {"more": "b"}})
    assert [request.target for request in transport.requests] == [
        "/things",
        "/things?self=a&more=b",
    ]
