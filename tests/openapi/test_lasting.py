"""What is said about the parts of a document is kept between runs, and is what would be said again."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from typing import Any

import pytest

from rules.odd import CLEAN
from rules.test_robustness import STRANGE, places
from specquilt.openapi import lasting
from specquilt.openapi.document import Document, clone
from specquilt.openapi.kinds import Kind
from specquilt.openapi.lasting import Lasting, groups
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.mentions import MENTIONS
from specquilt.openapi.part_memory import PartMemory
from specquilt.openapi.pointer import resolve
from specquilt.validate.census import taken_of


class _Store(dict[bytes, str]):
    """A store in memory."""

    def get(self, made_from: Iterable[bytes]) -> str | None:  # type: ignore[override]
        return super().get(b"|".join(made_from))

    def put(self, made: str, made_from: Iterable[bytes]) -> None:
        self[b"|".join(made_from)] = made


@pytest.fixture(autouse=True)
def _small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting, "MANY", 5)
    monkeypatch.setattr(lasting, "_GROUP", 2)


def _document(store: _Store | None, number: int = 40, **changed: Any) -> Document:
    schemas = {f"S{at}": {"title": str(at)} for at in range(number)} | changed
    return Document({"components": {"schemas": schemas}}, parts=PartMemory(store))


class _Titles:
    """A fact about schemas that notes of which it has been asked."""

    def __init__(self, name: str = "titles") -> None:
        self.asked: list[str] = []
        self.fact = Lasting(name, self._title, plain=lambda one: [one], revived=lambda one: one[0])

    def _title(self, schema: Any) -> str:
        self.asked.append(schema["title"])
        return str(schema["title"])

    def said(self, document: Document) -> list[str]:
        """Return of which schemas it is asked in a run of its own."""
        self.asked.clear()
        found = document.about_parts(self.fact)
        assert [*found.values()] == [str(each["title"]) for each in _schemas(document).values()]
        return self.asked


def _schemas(document: Document) -> dict[str, Any]:
    schemas: dict[str, Any] = document.data["components"]["schemas"]
    return schemas


def test_nothing_is_looked_at_again_if_nothing_has_changed() -> None:
    store, titles = _Store(), _Titles()
    assert len(titles.said(_document(store))) == 40
    assert titles.said(_document(store)) == []


def test_a_changed_part_and_its_group_are_looked_at_again() -> None:
    store, titles = _Store(), _Titles()
    titles.said(_document(store))
    again = titles.said(_document(store, S7={"title": "seven"}))
    assert "seven" in again
    assert len(again) < 10


def test_what_other_facts_say_is_kept_apart() -> None:
    store = _Store()
    assert len(_Titles().said(_document(store))) == 40
    assert len(_Titles("others").said(_document(store))) == 40


def test_few_parts_and_other_facts_are_not_kept() -> None:
    store = _Store()
    _Titles().said(_document(store, 4))
    _document(store).about_parts(str)
    _Titles().said(_document(None))
    assert store == {}


def test_parts_that_cannot_be_compared_are_looked_at_every_time() -> None:
    deep: Any = "end"
    for _ in range(3_000):
        deep = [deep]
    store, titles = _Store(), _Titles()
    for _ in range(2):
        assert "deep" in titles.said(_document(store, S1={"title": "deep", "x-deep": deep}))


def test_groups_have_all_parts_once_and_are_as_large_as_wanted() -> None:
    keys = [(("paths", f"/{number}"), number) for number in range(400)]
    found = groups(keys)
    assert sorted(key for group in found for key in group) == sorted(keys)
    assert 400 / len(found) < 4
    assert groups(keys[:4]) == []


@pytest.mark.parametrize("fact", [MENTIONS, taken_of(Kind.PATH_ITEM)], ids=lambda each: each.name)
@pytest.mark.parametrize("seed", range(10))
def test_what_is_kept_is_what_was_said(fact: Lasting[Any], seed: int) -> None:
    chance, data = random.Random(seed), yaml_loader.load(CLEAN)
    for _ in range(4):
        place = chance.choice([place for place in places(data) if place[0] == "paths"][1:])
        resolve(data, place[:-1])[place[-1]] = clone(chance.choice(STRANGE))
    for item in data["paths"].values() if isinstance(data["paths"], dict) else ():
        said = fact(item) if isinstance(item, dict) else None
        assert said is None or fact.revived(json.loads(json.dumps(fact.plain(said)))) == said
