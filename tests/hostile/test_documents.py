"""Packages of hostile documents compile, import, execute no text, and keep all wire names."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hostile.conftest import Count
from hostile.documents import ALWAYS_ACCEPTED, CLASSES, Hostile, hostile
from hostile.factory import imported, package_of, write
from hostile.texts import CANARY

BATCH = 8
SETTINGS = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # shrinking eight documents at once takes too long
    suppress_health_check=list(HealthCheck),
)


SIZES = [("everything", 1), *((kind, 4) for kind in CLASSES)]


@pytest.mark.long
@pytest.mark.parametrize(("kind", "batches"), SIZES)
def test_hostile_document_is_harmless(kind: str, batches: int, count: Count) -> None:
    @settings(SETTINGS, max_examples=batches)
    @given(st.lists(hostile(kind), min_size=BATCH, max_size=BATCH))
    def check(documents: list[Hostile]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            _check_together(documents, kind, Path(folder), count)

    check()


def _check_together(documents: list[Hostile], kind: str, work: Path, count: Count) -> None:
    packages = work / "packages"
    packages.mkdir()
    made: dict[str, Hostile] = {}
    for number, document in enumerate(documents):
        files = package_of(document.data, f"p{number}", work)
        count(kind, "refused" if files is None else "made")
        assert files is not None or kind not in ALWAYS_ACCEPTED
        if files is not None:
            made[f"p{number}"] = document
            write(
                {path.partition("/")[2]: text for path, text in files.items()},
                packages / f"p{number}",
            )
    found = imported(packages, work)
    assert not found["canary"]
    assert not (work / CANARY).exists()
    for name, document in made.items():
        _check_wire_names(document, found["packages"][name])


def _check_wire_names(document: Hostile, found: dict[str, Any]) -> None:
    (path,) = document.data["paths"]
    assert found["operations"] == [["POST", path]]
    assert {tuple(param) for param in found["params"]} >= document.params
    assert document.fields in [frozenset(wires) for wires in found["models"]]
