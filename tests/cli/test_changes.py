"""After a change only that is made again which comes out differently."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from specquilt.cli.main import main
from specquilt.output.earlier import earlier
from specquilt.output.lock import LOCK
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


def test_a_schema_touches_the_models(formatted: list[str]) -> None:
    _change("{name:", "{title:")
    assert "out/types/models.py" in formatted
    assert "out/client.py" not in formatted


def test_what_is_kept_is_what_would_be_made(formatted: list[str]) -> None:
    _change("List quilts", "List all quilts")
    _change("List all quilts", "List quilts")
    kept = _output()
    for path in Path("out").rglob("*.*"):
        if path.is_file() and path.name != LOCK:
            path.write_text("")
    assert main(COMMAND) == 0
    assert _output() == kept
    assert formatted


def test_a_file_that_somebody_has_touched_is_made_again(formatted: list[str]) -> None:
    Path("out/out/client.py").write_text("x = 1\n")
    assert main(COMMAND) == 0
    assert formatted == ["out/client.py"]


@pytest.mark.usefixtures("formatted")
@pytest.mark.parametrize("content", ["", "[]", "{}", '{"tool": 1}', '{"files": []}'])
def test_a_lock_that_says_nothing_keeps_nothing(content: str) -> None:
    Path("out", LOCK).write_text(content)
    assert earlier(Path("out")).keys == {}


@pytest.mark.usefixtures("formatted")
def test_what_another_tool_has_made_is_not_kept() -> None:
    lock = json.loads(Path("out", LOCK).read_text())
    Path("out", LOCK).write_text(json.dumps(lock | {"tool": "another"}))
    assert earlier(Path("out")).keys == {}


def test_what_is_done_is_not_formatted() -> None:
    assert format_tree({"a.py": "x=1"}, {"a.py": "x = 1\n"}) == {"a.py": "x = 1\n"}
