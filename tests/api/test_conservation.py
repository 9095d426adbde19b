"""Every operation becomes a method. Unsupported parts are errors, and all are reported at once."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from api.small import OK, calls, document, facts, named
from shared import SHARED
from specquilt.api.build import build
from specquilt.openapi.finding import InputError, Location
from specquilt.openapi.kinds import METHODS

DOCUMENTS = [
    *("petstore.yaml", "train-travel.yaml"),
    *(pytest.param(name, marks=pytest.mark.long) for name in ("stripe.json", "github.json")),
]


def _load(name: str) -> dict[str, Any]:
    path = SHARED / "specs" / name
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    text = path.read_text(encoding="utf-8")
    return dict(json.loads(text) if name.endswith("json") else yaml.safe_load(text))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_operation_of_a_real_document_is_a_method(name: str) -> None:
    loaded = _load(name)
    surface, _ = named(loaded)
    count = sum(method in METHODS for item in loaded["paths"].values() for method in item)
    assert len(set(calls(surface))) == count


def test_all_errors_are_reported_at_once() -> None:
    bad = {"parameters": [{"$ref": "#/components/parameters/Gone"}], "responses": OK}
    paths = {f"/{i}": {"get": bad | {"operationId": f"x{i}"}} for i in range(3)}
    with pytest.raises(InputError) as caught:
        facts(paths)
    assert [finding.operation for finding in caught.value.findings] == [
        "GET /0",
        "GET /1",
        "GET /2",
    ]


def test_an_error_names_the_place_in_the_users_files() -> None:
    bad = {"operationId": "x", "parameters": [{"$ref": "#/nothing"}], "responses": OK}
    with pytest.raises(InputError, match=r"pages/x\.md:7:3"):
        build(document({"/a": {"get": bad}}), lambda _pointer: Location("pages/x.md", 7, 3))


def test_the_same_document_gives_the_same_facts() -> None:
    paths = {f"/{i}": {"get": {"operationId": "same", "responses": OK}} for i in range(5)}
    assert facts(paths) == facts(paths)


def test_webhooks_callbacks_and_relative_servers_are_reported() -> None:
    get = {"operationId": "x", "callbacks": {"done": {}}, "responses": OK}
    item = {"servers": [{"url": "/uploads"}], "get": get}
    _, findings = facts({"/a": item}, webhooks={"born": {}})
    assert sorted(finding.rule for finding in findings) == [
        "unsupported-callbacks",
        "unsupported-operation-server",
        "unsupported-webhooks",
    ]
