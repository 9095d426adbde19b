"""After edits only what they have changed is looked at, and nothing out of shape is overlooked."""

from __future__ import annotations

import random
from typing import Any

import pytest

from rules.odd import CLEAN
from rules.test_robustness import STRANGE, places
from specquilt.openapi.document import Document, clone
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.pointer import resolve
from specquilt.repair.shapes import reshape


def test_only_what_has_changed_is_looked_at() -> None:
    paths: dict[str, Any] = {"/a": {"get": {}}, "/b": {"get": {}}}
    before = Document({"openapi": "3.1.0", "info": {}, "paths": paths})
    after = Document({**before.data, "paths": {**paths, "/b": {"put": {}}}})
    found = reshape(after, before)
    assert found.document is after
    assert [each.pointer for each in found.nodes] == [
        (),
        ("info",),
        ("paths", "/b"),
        ("paths", "/b", "put"),
    ]


@pytest.mark.parametrize("seed", range(30))
def test_result_is_that_of_looking_at_everything(seed: int) -> None:
    chance = random.Random(seed)
    before = reshape(Document(yaml_loader.load(CLEAN))).document
    data = clone(before.data)
    for _ in range(2):
        place = chance.choice(list(places(data)))
        resolve(data, place[:-1])[place[-1]] = clone(chance.choice(STRANGE))
    found, expected = reshape(Document(clone(data)), before), reshape(Document(data))
    assert (found.document, found.findings) == (expected.document, expected.findings)
