"""Without a default server, type checkers and help say that a client needs its base URL."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from api.small import named
from python.proved import write
from python.zoo import ZOO, tree
from specquilt.python.render import docstrings

NO_SERVERS: dict[str, Any] = {key: value for key, value in ZOO.items() if key != "servers"}
BY_VARIABLE = ZOO | {"servers": [{"url": "/v1", "x-specquilt-env": "ZOO_URL"}]}


@pytest.fixture
def imported(tmp_path: Path) -> Iterator[Any]:
    """Return what imports the package of a document."""

    def imported_(document: dict[str, Any], name: str) -> ModuleType:
        info = document["info"] | {"title": name}
        files = {
            path.replace("zoo_client", name): text.replace("zoo_client", name)
            for path, text in tree(document | {"info": info}).items()
        }
        write(files, tmp_path / name)
        sys.path.insert(0, str(tmp_path / name))
        try:
            return importlib.import_module(name)
        finally:
            sys.path.remove(str(tmp_path / name))

    yield imported_
    for module in [each for each in sys.modules if each.startswith("zoo_without")]:
        del sys.modules[module]


def _about(servers: list[dict[str, Any]]) -> str:
    surface, _ = named(ZOO | {"servers": servers})
    text = docstrings.client(surface, False)
    return text.partition("base_url: ")[2].partition("\n")[0]


def test_base_url_is_required_where_the_document_has_no_server(imported: Any) -> None:
    package = imported(NO_SERVERS, "zoo_without_servers")
    for client in (package.Client, package.AsyncClient):
        parameter = inspect.signature(client).parameters["base_url"]
        assert (parameter.default, parameter.annotation) == (parameter.empty, "str")
        assert parameter.kind is parameter.KEYWORD_ONLY
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'base_url'"):
        package.Client()
    with package.Client(base_url="https://zoo.example") as client:
        assert "https://zoo.example" in repr(client)


def test_base_url_may_come_from_the_environment_instead(
    imported: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = imported(BY_VARIABLE, "zoo_without_host")
    parameter = inspect.signature(package.Client).parameters["base_url"]
    assert (parameter.default, parameter.annotation) == (None, "str | None")
    monkeypatch.setenv("ZOO_URL", "https://zoo.example")
    with package.Client() as client:
        assert "https://zoo.example" in repr(client)


@pytest.mark.parametrize(
    ("servers", "text"),
    [
        ([], "Base URL. Required: the document names no server."),
        ([{"url": "/v1"}], "Base URL, ending in /v1. Required: the document names no server."),
        ([{"url": "/"}], "Base URL. Required: the document names no server."),
        ([{"url": "/", "x-specquilt-env": "A"}], "Base URL. Default: the environment variable A"),
        ([{"url": "https://a.example"}], "Base URL. Default: https://a.example"),
        (
            [{"url": "https://a.example", "x-specquilt-env": "A"}],
            "Base URL. Default: the environment variable A, or https://a.example",
        ),
    ],
)
def test_docstring_says_where_the_base_url_comes_from(
    servers: list[dict[str, Any]], text: str
) -> None:
    assert _about(servers) == text
