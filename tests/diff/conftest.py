"""Folders in which ``specquilt diff`` is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from diff.versions import NEW, OLD, PERSON, base, edited
from repositories import commit, git
from specquilt.openapi.dump import to_yaml

_CONFIGURATION = """\
[sources]
pages = ["openapi.yaml"]
[client]
output = "../../generated/quilts"
version = "1.4.0"
"""


@pytest.fixture
def two_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two documents, one breaking and one added field apart."""
    monkeypatch.chdir(tmp_path)
    new = edited(f"{PERSON}/phone", "{type: string}", edited(f"{PERSON}/age", "{type: string}"))
    Path(OLD).write_text(to_yaml(base()))
    Path(NEW).write_text(to_yaml(new))
    return tmp_path


@pytest.fixture
def project(two_versions: Path) -> Path:
    """A project in a Git repository whose document has changed since the last commit."""
    specs = two_versions / "specs" / "quilts"
    specs.mkdir(parents=True)
    (specs / "specquilt.toml").write_text(_CONFIGURATION)
    (specs / "openapi.yaml").write_text(Path(OLD).read_text())
    git("init", "-q")
    commit("specs")
    (specs / "openapi.yaml").write_text(Path(NEW).read_text())
    return specs
