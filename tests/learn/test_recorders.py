"""What other programs have recorded of the same exchanges says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from learn.exchanges import COVERAGE, quilts
from specquilt.openapi.document import Document
from specquilt.recordings.learn import learn
from specquilt.recordings.text import render

FILES = sorted(
    path for path in (Path(__file__).parent / "recorded").iterdir() if path.suffix != ".md"
)
FACTS = [
    "GET /quilts/{id} answered with the undocumented status 404: seen in 1 of 2 exchanges",
    "NewQuilt.shade is not documented (string): seen in 1 of 1 object",
    "Quilt.name was null: seen in 1 of 4 values",
    "Quilt.odd is not documented (integer): seen in 4 of 4 objects",
    "Stitch.size is not documented (integer): seen in 2 of 2 objects",
]
PAGE = "GET / is not documented: seen in 1 of 1 exchange"
"""The page that made the requests of the browser."""


def test_files_of_two_proxies_and_of_both_spellings_are_there() -> None:
    assert [path.suffix for path in FILES].count(".har") == 2
    texts = [path.read_text("utf-8") for path in FILES if path.suffix == ".yaml"]
    assert {"status_code: 200" in text for text in texts} == {True, False}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_recorder_leads_to_the_same_facts(path: Path) -> None:
    learned = learn(Document(quilts()), [path])
    findings = [each for each in learned.findings if each.rule not in COVERAGE]
    assert sorted({each.message for each in findings} - {PAGE}) == FACTS
    assert learned.matched == 5
    assert "canary" not in render("text", findings)
