"""What maintainers of clients keep by hand survives every regeneration."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from seams.conftest import Generate
from seams.project import OUTPUT, write_document, write_project

SETTINGS = """\
keep = ["LICENSE", "pyproject.toml", ".github/**", "tests/**"]

[client.extend]
Client = "more:ClientMore"
Quilts = "more:QuiltsMore"
"""
OWN = {
    "quilts_client/more.py": (
        "from ._helpers import shown\n\n\nclass ClientMore:\n    def mine(self) -> str:\n"
        "        return shown('client')\n\n\nclass QuiltsMore:\n    def mine(self) -> str:\n"
        "        return shown('resource')\n"
    ),
    "quilts_client/_helpers.py": "def shown(text: str) -> str:\n    return text\r\n",
    "tests/test_mine.py": "from quilts_client import Client\n\n\ndef test_mine() -> None:\n    assert Client().mine()\n",
    ".github/workflows/ci.yml": "on: push\n",
    "LICENSE": "Mine.\n",
}
"""The client class and a resource extended, helpers, tests, CI and licence; README and pyproject.toml follow."""
PROOF = "from quilts_client import Client; print(Client().mine(), Client().quilts.mine())"


@pytest.mark.parametrize("times", [2, pytest.param(20, marks=pytest.mark.long)])
def test_what_is_kept_by_hand_survives_every_regeneration(generate: Generate, times: int) -> None:
    write_project()
    assert generate()[0] == 0
    _write_own_files()
    write_project(SETTINGS)
    assert generate()[0] == 0
    before, random_ = _own_files(), random.Random(7)
    titles = [f"Quilts {number}" for number in range(times)]
    for title in titles:
        names = random_.sample(("list_patches", "find_quilts", "count_quilts", "old_quilts"), 2)
        write_document(title, **{name: f"/{name.replace('_', '-')}" for name in names})
        code, shown = generate()
        assert (code, "warning" in shown) == (0, False), shown
        assert _own_files() == before
        assert title in (OUTPUT / "README.md").read_text()
    done = subprocess.run(
        [sys.executable, "-c", PROOF], cwd=OUTPUT, capture_output=True, check=True
    )
    assert done.stdout.split() == [b"client", b"resource"]


def _write_own_files() -> None:
    for path, text in OWN.items():
        (OUTPUT / path).parent.mkdir(parents=True, exist_ok=True)
        (OUTPUT / path).write_bytes(text.encode())
    with (OUTPUT / "pyproject.toml").open("a") as project:
        project.write("\n[tool.mine]\nkey = 1\n")
    page = (OUTPUT / "README.md").read_text()
    mark = "<!-- specquilt:begin install -->"
    page = page.replace(mark, f"Mine.\n\n{mark}")
    (OUTPUT / "README.md").write_text(f"Before.\n{page}After.\n")


def _own_files() -> dict[str, bytes]:
    """Return the files of the user, and what is his in the README."""
    files = {path: (OUTPUT / path).read_bytes() for path in [*OWN, "pyproject.toml"]}
    page = (OUTPUT / "README.md").read_bytes()
    outside = [
        part.partition(b"<!-- specquilt:end")[2] for part in page.split(b"<!-- specquilt:begin")
    ]
    return files | {"README.md": page.partition(b"<!--")[0] + b"|".join(outside)}
