"""The commands and the code of docs/getting-started.md work as described."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from specquilt.cli.main import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "getting-started.md").read_text(encoding="utf-8")


def _commands() -> list[str]:
    """Return the specquilt commands of the page."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line.removeprefix("specquilt ") for line in lines if line.startswith("specquilt ")]


def _sample_page() -> str:
    found = re.search(r"^````markdown\n(.*?)^````$", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run the commands of the page in a folder with its sample page, and return the folder."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "list-quilts.md").write_text(_sample_page(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [main(shlex.split(command)) for command in _commands()] == [0, 0, 0]
    return tmp_path


def test_commands_write_the_files_that_the_page_names(project: Path) -> None:
    written = re.findall(r"`((?:specs|generated)/quilt-works[\w./-]*)`", PAGE)
    assert len(written) == 3
    assert [path for path in written if not (project / path).exists()] == []


def test_code_prints_the_response_of_the_server(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    quilt_server: str,
) -> None:
    monkeypatch.syspath_prepend(str(project / "generated" / "quilt-works"))
    code = re.search(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert code
    exec(code[1], {"server": quilt_server})
    assert capsys.readouterr().out.splitlines()[-2:] == ["log cabin 12", "400"]
