"""After a change only that is made again which comes out differently."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from specquilt.cli.main import main
from specquilt.output import staged_write
from specquilt.python import models
from specquilt.python.format import files as formatting
from specquilt.python.format.files import format_tree

DOCUMENT = """\
openapi: 3.1.0
info: {title: Quilts, version: '1'}
servers: [{url: https://api.quilts.dev}]
paths:
  /quilts:
    get:
      operationId: list_quilts
      summary: List quilts
      tags: [quilts]
      responses:
        '200':
          description: Done
          content: {application/json: {schema: {$ref: '#/components/schemas/Quilt'}}}
components: {schemas: {Quilt: {type: object, properties: {name: {type: string}}}}}
"""
COMMAND = ["generate", "api.yaml", "-o", "out", "--quiet"]


@pytest.fixture
def formatted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Generate a client, and return the list of files that are formatted from then on."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPECQUILT_CACHE", str(tmp_path / "cache"))
    Path("api.yaml").write_text(DOCUMENT)
    assert main(COMMAND) == 0
    seen: list[str] = []
    original = formatting.format_text

    def format_text(text: str, path: str = "") -> str:
        seen.append(path)
        return original(text, path)

    monkeypatch.setattr(formatting, "format_text", format_text)
    return seen


def _change(old: str, new: str) -> None:
    Path("api.yaml").write_text(DOCUMENT.replace(old, new))
    assert main(COMMAND) == 0


def _output() -> dict[str, str]:
    files = (path for path in Path("out").rglob("*") if path.is_file())
    return {path.as_posix(): path.read_text() for path in files}


def test_a_description_touches_one_module_and_no_models(
    formatted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(models, "generate")
    _change("List quilts", "List all quilts")
    assert formatted == ["out/resources/quilts.py"]


@pytest.mark.usefixtures("formatted")
def test_what_changes_is_written_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    staged: list[str] = []
    original = staged_write._write_files

    def write_files(tree: dict[str, str], folder: Path) -> None:
        staged.extend(tree)
        original(tree, folder)

    monkeypatch.setattr(staged_write, "_write_files", write_files)
    _change("List quilts", "List all quilts")
    assert "out/resources/quilts.py" in staged
    assert "out/client.py" not in staged
    _change("{name:", "{title:")
    assert "out/types/models.py" in staged
    assert "out/client.py" not in staged


def test_a_schema_touches_the_models(formatted: list[str]) -> None:
    _change("{name:", "{title:")
    assert "out/types/models.py" in formatted
    assert "out/client.py" not in formatted


def test_what_is_kept_is_what_would_be_made(formatted: list[str]) -> None:
    kept = _output()
    shutil.rmtree("out")
    assert main(COMMAND) == 0
    assert (_output(), formatted) == (kept, [])
    shutil.rmtree("out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPECQUILT_CACHE", "off")
        assert main(COMMAND) == 0
    assert _output() == kept
    assert formatted


def test_another_folder_shares_what_has_been_made(formatted: list[str]) -> None:
    assert main(["generate", "api.yaml", "-o", "more/out", "--quiet"]) == 0
    assert formatted == []


def test_what_is_done_is_not_formatted() -> None:
    assert format_tree({"a.py": "x=1"}, {"a.py": "x = 1\n"}) == {"a.py": "x = 1\n"}
