"""What is known of parts is not looked at again, and nothing out of shape is overlooked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from rules.odd import CLEAN
from rules.test_robustness import STRANGE, places
from specquilt.openapi.document import Document, clone
from specquilt.openapi.kinds import Kind
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.pointer import resolve
from specquilt.repair.shapes import reshape
from specquilt.validate import census


def test_only_parts_that_have_changed_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[dict[str, Any]] = []

    def noted(kind: Kind, value: dict[str, Any]) -> Iterator[tuple[Kind, dict[str, Any]]]:
        looked.append(value)
        yield kind, value

    monkeypatch.setattr(census, "objects", noted)
    paths: dict[str, Any] = {"/a": {"get": {}}, "/b": {"get": {}}}
    before = Document({"openapi": "3.1.0", "info": {}, "paths": paths})
    after = replace(before, data={**before.data, "paths": {**paths, "/b": {"put": {}}}})
    assert reshape(before) == (before, [])
    assert reshape(after) == (after, [])
    assert looked == [{"get": {}}, {"put": {}}]


@pytest.mark.parametrize("seed", range(30))
def test_result_is_that_of_looking_at_everything(seed: int) -> None:
    chance = random.Random(seed)
    before, _ = reshape(Document(yaml_loader.load(CLEAN)))
    data = clone(before.data)
    for _ in range(2):
        place = chance.choice(list(places(data)))
        resolve(data, place[:-1])[place[-1]] = clone(chance.choice(STRANGE))
    assert reshape(replace(before, data=clone(data))) == reshape(Document(data))
