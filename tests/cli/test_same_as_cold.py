"""A run that finds what earlier ones have kept makes and reports what a first run does."""

from __future__ import annotations

import json
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from diff.random_changes import history
from specquilt import pipeline
from specquilt.openapi import lasting
from specquilt.output import entries
from specquilt.project.configuration import from_sources
from specquilt.project.run import Output
from specquilt.python.render import kept
from specquilt.rules.engine import shelf
from specquilt.rules.engine.visits import PartKey, Recalled


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small documents are kept, too, in a cache of their own."""
    monkeypatch.setenv(entries.VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "MANY", 1)
    monkeypatch.setattr(lasting, "MANY", 1)
    monkeypatch.setattr(lasting, "_GROUP", 2)
    monkeypatch.chdir(tmp_path)


def _made(document: Any, *, reuse: bool) -> Output:
    Path("api.json").write_text(json.dumps(document, indent=1))
    return pipeline.generate(from_sources([Path("api.json")], [], Path("shop")), reuse=reuse)


def _assert_same(document: Any) -> None:
    warm = _made(document, reuse=True)
    cold = _made(document, reuse=False)
    assert warm.files == cold.files
    assert [*warm.files] == [*cold.files]
    assert warm.document == cold.document
    assert warm.findings == cold.findings
    assert [each.location for each in warm.findings] == [each.location for each in cold.findings]


def _odd(document: Any) -> Any:
    """Return a document with faults that rules find and fix, for which some look at the text."""
    changed = deepcopy(document)
    schemas = changed["components"]["schemas"]
    schemas["Odd"] = {"type": "string", "example": 20.04, "enum": ["a", "b"], "default": "c"}
    schemas["Even"] = {"type": "object", "required": ["gone"], "properties": {"x": {"type": "str"}}}
    return changed


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(n, marks=pytest.mark.long) for n in range(2, 12))])  # fmt: skip
def test_random_changes_give_what_a_first_run_gives(seed: int) -> None:
    for document in history(seed, 3):
        _assert_same(_odd(document))


def test_what_rules_found_is_kept_and_read_only_where_that_is_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known: list[bool] = []
    original = shelf.Shelf.recall

    def recall(memory: shelf.Shelf, keys: Iterable[PartKey]) -> Recalled:
        found = original(memory, keys)
        known.append(bool(found.visits) and not found.missing)
        return found

    monkeypatch.setattr(shelf.Shelf, "recall", recall)
    document = history(0, 0)[0]
    firsts = []
    for reuse in (True, True, False):
        known.clear()
        _made(document, reuse=reuse)
        firsts.append(known[0])
    assert firsts == [False, True, False]


def test_what_another_run_has_kept_in_part_is_used_in_part(tmp_path: Path) -> None:
    first, second = map(_odd, history(1, 1))
    _made(first, reuse=True)
    for number, path in enumerate(sorted((tmp_path / "cache").iterdir())):
        if number % 3 == 0:
            path.unlink()
        elif number % 3 == 1:
            path.write_bytes(path.read_bytes()[:-1])
    _assert_same(second)


def test_a_cache_that_cannot_be_written_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(entries.VARIABLE, str(tmp_path / "file"))
    _assert_same(_odd(history(0, 0)[0]))
