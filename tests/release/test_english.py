"""Docs, help, packages and code use the words of the field, always the same ones."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from layers import MODULES, PACKAGE, RUNTIME
from newcomer.pages import ROOT, names, page
from specquilt.cli.arguments import parser

WORDS = {
    r"judge[sd]?": "check, validator",
    r"grave(r|st)?": "severe, severity",
    r"wish(es|ed)?": "want, option",
    r"told(?! apart)": "reported, said",
    r"leads? nowhere": "unresolved",
    r"lead on to": "refer to",
    r"mend(s|ed)?": "fix",
    r"speaks? of": "is about, refers to",
    r"by halves": "atomic",
    r"thereby": "so",
    r"nobody|somebody|whoever": "no user, a user, callers",
    r"in vain": "without result",
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


SOURCES = [*(PACKAGE / module for module in MODULES), *RUNTIME.rglob("*.py")]


def test_code_uses_the_words_of_the_field() -> None:
    tests = [path for path in (ROOT / "tests").rglob("*.py") if "cases" not in path.parts]
    paths = {*SOURCES, *tests, *(ROOT / "benchmarks").glob("*.py")} - {Path(__file__)}
    texts = {path.relative_to(ROOT): path.read_text("utf-8") for path in paths}
    assert {path: _strange(text) for path, text in texts.items() if _strange(text)} == {}


def test_docstrings_begin_with_words_not_with_names_of_classes() -> None:
    """To rename a class by search and replace would also rename the word that it was named after."""
    name = re.compile(r"(?:[A-Z]\w*)?\b[A-Z][a-z]+[A-Z]\w* [a-z]")
    found = [
        f"{path.relative_to(PACKAGE)}: {text}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if name.match(text := ast.get_docstring(node) or "")
    ]
    assert [each for each in found if "OpenAPI" not in each] == []
