"""The code in README, AGENTS.md and the reference runs."""

from __future__ import annotations

import copy
import functools
import json
import re
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import httpx2
import pytest

from api.small import methods, named
from python.markdown import snippets
from python.zoo import ZOO, tree
from specquilt.python.render.readme import Documentation
from specquilt.python.render.snippets import Snippets
from specquilt.python.render.values import SampleValues
from specquilt.python.surface.types import Method

SURFACE, _ = named(ZOO)
METHODS = methods(SURFACE)
MODELS = {model.name: model for model in SURFACE.models}


def _respond(request: httpx2.Request) -> httpx2.Response:
    """Answer as the document says: a page is followed by an empty one, a job is done."""
    method = next(each for each in METHODS if _is_call(each, request))
    match method.response.kind:
        case "events":
            return httpx2.Response(
                200,
                headers={"content-type": "text/event-stream"},
                text=f"data: {_body(method)}\n\n",
            )
        case "json" if request.url.params.get("offset", "0") != "0":
            return httpx2.Response(200, json={"animals": []})
        case "json":
            return httpx2.Response(200, json=json.loads(_body(method)))
        case "text":
            return httpx2.Response(200, text="text")
    return httpx2.Response(200, headers={"content-type": "audio/mpeg"}, content=b"x")


def _is_call(method: Method, request: httpx2.Request) -> bool:
    pattern = re.sub(r"\{[^{}]*\}", "[^/]+", method.path)
    return method.verb == request.method and bool(re.fullmatch(pattern, request.url.path))


def _body(method: Method) -> str:
    assert method.response.type is not None
    written = SampleValues(MODELS, is_json=True).placeholder(method.response.type, "text")
    return written.replace('"status": "status"', '"status": "done"')


@pytest.fixture
def package(zoo: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """Return the package with clients that need no network, in a folder with a file to upload."""
    transport = httpx2.MockTransport(_respond)
    sync, other = httpx2.Client(transport=transport), httpx2.AsyncClient(transport=transport)
    for name, http in (("Client", sync), ("AsyncClient", other)):
        monkeypatch.setattr(zoo, name, functools.partial(getattr(zoo, name), http_client=http))
    monkeypatch.setenv("ZOO_CLIENT_API_KEY", "secret")
    monkeypatch.chdir(tmp_path)
    Path("data.bin").write_bytes(b"x")
    return zoo


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize("file", ["README.md", "AGENTS.md"])
def test_snippets_run_one_after_the_other(
    file: str, zoo_tree: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    found = snippets(zoo_tree[file])
    namespace: dict[str, Any] = {}
    for each in found:
        exec(compile(each, file, "exec"), namespace)
    assert len(found) >= (1 if file == "AGENTS.md" else 8)
    assert "Cat(kind='cat'" in capsys.readouterr().out


def test_every_call_of_the_package_can_be_shown(package: ModuleType) -> None:
    shown = Snippets(SURFACE, METHODS)
    for method in METHODS:
        code = shown.upload(method)
        exec(code, {"client": package.Client()})


def test_a_signature_in_the_reference_is_that_of_the_method(
    zoo_tree: dict[str, str], package: ModuleType
) -> None:
    text = "".join(t for path, t in zoo_tree.items() if path.startswith("reference/"))
    client, found = package.Client(), snippets(text)
    assert len(found) == len(METHODS)
    for each in found:
        call = re.match(r"client\.([\w.]+)\(", each)
        assert call
        functools.reduce(getattr, call[1].split("."), client)


# --- what is shown -----------------------------------------------------------------------------


def _documentation(**changes: Any) -> Documentation:
    surface, _ = named(ZOO | changes)
    return Documentation(surface)


def test_without_servers_every_client_gets_a_base_url() -> None:
    api = {name: value for name, value in ZOO.items() if name != "servers"}
    files = tree(api)
    code = "".join(snippets(files["README.md"]) + snippets(files["AGENTS.md"]))
    made = re.findall(r"\b(?:Async)?Client\(([^)]*)", code.replace("httpx2.Client(", ""))
    assert len(made) >= 4
    assert all('base_url="https://api.example.com"' in each for each in made)
    assert "pass its address as `base_url`" in files["README.md"]


def _with_body(example: Any, **properties: Any) -> str:
    """Return the quick start of an API that creates something with a body."""
    api = copy.deepcopy(ZOO)
    content = api["paths"]["/animals"]["post"]["requestBody"]["content"]["application/json"]
    content["schema"]["properties"] |= properties
    if example is not None:
        content["example"] = example
    surface, _ = named(api)
    return Documentation(surface).snippets.quick_start


def test_quick_start_sends_the_documented_example() -> None:
    assert 'client.animals.create(name="Tom")' in _with_body({"name": "Tom"})


def test_an_example_of_a_property_is_shown_too() -> None:
    assert 'create(name="Tom")' in _with_body(None, name={"type": "string", "example": "Tom"})


def test_optional_arguments_are_shown_if_the_example_of_the_body_has_them() -> None:
    age = {"type": "integer", "example": 3}
    assert 'create(name="Tom", age=5)' in _with_body({"name": "Tom", "age": 5}, age=age)
    assert 'create(name="Tom")' in _with_body({"name": "Tom"}, age=age)


@pytest.mark.parametrize("example", [5, ["Tom"], None, {"a": 1}])
def test_an_example_of_another_type_is_not_shown(example: Any) -> None:
    assert "client.animals.list()" in _with_body({"name": example})


def test_without_examples_quick_start_lists_what_the_largest_resource_has() -> None:
    assert "response = client.animals.list()" in _documentation().snippets.quick_start


def test_texts_of_examples_are_readable() -> None:
    assert 'name="Kätzchen"' in _with_body({"name": "Kätzchen"})


@pytest.mark.parametrize("text", ['"""', "\\", "a\nb", "\u2028", "\x00", "\ud800", "'\""])
def test_text_of_an_example_stays_a_text(text: str) -> None:
    code = _with_body({"name": text})
    assert "client.animals.create(" in code
    client = SimpleNamespace(animals=SimpleNamespace(create=dict))
    namespace: dict[str, Any] = {"Client": lambda **_: client}
    exec(code.split("\n\n", 1)[1], namespace)
    assert namespace["response"] == {"name": text}
