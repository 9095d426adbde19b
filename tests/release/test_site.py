"""The site of the documentation: every page has a place, and Markdown for GitHub works there, too."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from release.modules import module_at
from specquilt import REPOSITORY

ROOT = Path(__file__).parents[2]
BLOB = f"{REPOSITORY}/blob/main"


ASSEMBLER = module_at("docs/assemble.py")


def _listed(nav: Any) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    parts = nav if isinstance(nav, list) else nav.values()
    return [name for part in parts for name in _listed(part)]


def test_every_page_has_one_place(tmp_path: Path) -> None:
    ASSEMBLER.assemble(tmp_path / "site")
    nav = tomllib.loads((tmp_path / "site/zensical.toml").read_text("utf-8"))["project"]["nav"]
    listed = _listed(nav)
    written = {path.name for path in (tmp_path / "site/pages").glob("*.md")}
    assert len(listed) == len(set(listed))
    assert set(listed) <= written
    assert written == set(listed)


@pytest.mark.parametrize(
    ("github", "site"),
    [
        ("[a](../specs/a.yaml)", f"[a]({BLOB}/specs/a.yaml)"),
        ("[a](lint.md#rules)", "[a](lint.md#rules)"),
        ("```yaml api.yaml\na: 1\n```", '```yaml title="api.yaml"\na: 1\n```'),
        ("Text:\n- a\n- b\n", "Text:\n\n- a\n- b\n"),
        ("- a\n- b\n\n1. c\n2. d\n", "- a\n- b\n\n1. c\n2. d\n"),
    ],
)
def test_pages_for_github_become_pages_of_the_site(github: str, site: str) -> None:
    assert ASSEMBLER.page(github) == site


def test_the_readme_is_the_first_page() -> None:
    text = ASSEMBLER.first("[a](docs/a.md) [b](specs/b) [c](https://c.dev) ![d](docs/images/d.svg)")
    assert text == f"[a](a.md) [b]({BLOB}/specs/b) [c](https://c.dev) ![d](images/d.svg)"


def test_documented_jobs_are_valid() -> None:
    yaml = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/ci.md").read_text("utf-8"), re.DOTALL)
    assert len(yaml) == 4
    hooks = re.search(r"id: ([\w-]+)\}\].*also: ([\w-]+), ([\w-]+)", "".join(yaml))
    assert hooks
    declared = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert set(hooks.groups()) == set(re.findall(r"^- id: ([\w-]+)", declared, re.MULTILINE))


SEARCHED = {
    "retries": "client.md",
    "timeouts": "client.md",
    "unknown enum": "client.md",
    "authentication": "client.md",
    "rename methods": "customise.md",
    "pagination": "paging.md",
    "mock": "testing.md",
    "fastapi": "documents.md",
    "github actions": "ci.md",
    "baseline": "lint.md",
    "overlays": "lint.md",
}
"""What strangers search for: the search of the site ranks headings first."""


@pytest.mark.parametrize(("words", "name"), SEARCHED.items())
def test_what_is_searched_for_is_in_a_heading_of_its_page(words: str, name: str) -> None:
    text = (ROOT / "docs" / name).read_text("utf-8").lower()
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    assert any(all(word in heading for word in words.split()) for heading in headings)
