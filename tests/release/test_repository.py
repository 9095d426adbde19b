"""One constant names the repository; what else names it says the same."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from specquilt import REPOSITORY, __version__

ROOT = Path(__file__).parents[2]
OWNER, NAME = REPOSITORY.split("/")[-2:]
TEXTS = (".md", ".toml", ".yml", ".yaml", ".py", ".j2", ".sh", ".svg", ".html")
NAMED = re.compile(
    r"(?:https://(?:raw\.githubusercontent|github)\.com/|(?<=uses: ))"
    r"([\w<>{}-]+)/(specquilt)\b|https://([\w-]+)\.github\.io/(specquilt)\b"
)


def _project() -> Any:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def _texts() -> list[Path]:
    listed = ["git", "ls-files", "-z", "--", ".", ":!tests/cases", ":!generated"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in names.split("\0") if name.endswith(TEXTS)]


def test_every_address_of_the_repository_is_the_constant() -> None:
    found = [
        (path.relative_to(ROOT).as_posix(), tuple(filter(None, match.groups())))
        for path in _texts()
        for match in NAMED.finditer(path.read_text("utf-8"))
    ]
    assert {name for name, _ in found} >= {"README.md", "docs/pull.md", "pyproject.toml"}
    assert [each for each in found if each[1] != (OWNER, NAME)] == []


def test_no_placeholder_is_left() -> None:
    placeholder = "OWN" + "ER/"
    assert [path for path in _texts() if placeholder in path.read_text("utf-8")] == []


def test_the_package_names_the_repository_and_its_pages() -> None:
    assert _project()["urls"] == {
        "Repository": REPOSITORY,
        "Documentation": f"https://{OWNER}.github.io/{NAME}/",
        "Changelog": f"{REPOSITORY}/blob/main/CHANGELOG.md",
        "Issues": f"{REPOSITORY}/issues",
    }


def test_the_version_is_the_same_everywhere() -> None:
    assert _project()["version"] == __version__
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    releases = re.findall(r"^## (.*)$", changelog, re.MULTILINE)
    assert releases[0] == "Unreleased"
    assert re.fullmatch(rf"{re.escape(__version__)} \(\d{{4}}-\d\d-\d\d\)", releases[1])
    used = re.findall(rf"uses: {OWNER}/{NAME}\S*@v(\S+)", "".join(map(_read, ("README", "pull"))))
    assert set(used) == {__version__}


def _read(name: str) -> str:
    found = [path for path in (ROOT / f"{name}.md", ROOT / f"docs/{name}.md") if path.is_file()]
    return found[0].read_text("utf-8")


@pytest.mark.parametrize("name", ["CODE_OF_CONDUCT.md", "SECURITY.md", "CONTRIBUTING.md"])
def test_what_a_stranger_looks_for_is_there(name: str) -> None:
    assert (ROOT / name).is_file()
