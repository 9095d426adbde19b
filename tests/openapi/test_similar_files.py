"""A path that leads to no file gets the files that may be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from specquilt.openapi.load.similar import similar_files

OTHERWISE = "check the spelling and the current folder"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("specs").mkdir()
    for name in ("openapi.yaml", "readme.md", "petstore.json"):
        Path("specs", name).touch()


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("specs/openapi.yml", "did you mean specs/openapi.yaml?"),
        ("specs/opnapi.yaml", "did you mean specs/openapi.yaml?"),
        ("specs/Petstore.json", "did you mean specs/petstore.json?"),
        ("specs\\openapi.yaml", "did you mean specs/openapi.yaml?"),
        ("specs/missing.yaml", OTHERWISE),
        ("other/openapi.yaml", OTHERWISE),
        ("openapi.yaml", OTHERWISE),
    ],
)
def test_files_of_similar_names_are_suggested(typed: str, advice: str) -> None:
    assert similar_files(Path(typed)) == advice


def test_several_files_may_be_meant() -> None:
    Path("specs/openapi.json").touch()
    advice = "did you mean specs/openapi.json or specs/openapi.yaml?"
    assert similar_files(Path("specs/openapi.yml")) == advice
