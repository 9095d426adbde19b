"""What a stranger reads uses the words of the field, always the same ones: docs, help, and new packages."""

from __future__ import annotations

import re

import pytest

from newcomer.pages import ROOT, names, page
from specquilt.cli.arguments import parser

WORDS = {
    r"judge[sd]?": "check, validator",
    r"grave(st)?": "severe, severity",
    r"wish(es|ed)?": "want, option",
    r"told(?! apart)": "reported, said",
    r"leads? nowhere": "unresolved",
    r"lead on to": "refer to",
    r"mend(s|ed)?": "fix",
    r"speaks? of": "is about, refers to",
    r"by halves": "atomic",
    r"thereby": "so",
}
"""What is not written, and what is written instead."""

OTHERS = ["CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"]


def _strange(text: str) -> list[str]:
    return [
        f"{found.group()}: write {better}"
        for word, better in WORDS.items()
        for found in re.finditer(rf"\b{word}\b", text, re.IGNORECASE)
    ]


@pytest.mark.parametrize("name", [*names(), *OTHERS])
def test_pages_use_the_words_of_the_field(name: str) -> None:
    assert _strange(page(name)) == []


def test_help_uses_the_words_of_the_field() -> None:
    commands = parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    assert _strange("".join(each.format_help() for each in commands.values())) == []  # type: ignore


def test_generated_packages_use_the_words_of_the_field() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.j2")]
    assert [each for text in texts for each in _strange(text)] == []
