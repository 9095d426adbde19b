"""A real editor talks to `specquilt lsp`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from lsprotocol import types

from lsp.editor import Editor, editor
from specquilt.cli.main import main

HEAD = """\
openapi: 3.1.0
info: {title: Quilts, version: "1"}
servers: [{url: "https://api.quilts.dev"}]
security: []
paths:
"""
OPERATION = """\
  /quilts/NUMBER:
    get:
      operationId: getNUMBER
      tags: [quilts]
      responses:
        "200":
          description: A quilt
          content:
            application/json:
              schema:
                type: object
                properties:
                  name: {type: string}
"""
LARGE = HEAD + "".join(OPERATION.replace("NUMBER", str(number)) for number in range(400))
FAULT = ("name: {type: string}", "name: {type: string, enum: [one]}")
URI = "file:///quilts/openapi.yaml"
WHOLE = types.Range(types.Position(0, 0), types.Position(10**5, 0))


def _codes(found: list[types.Diagnostic]) -> list[object]:
    return [each.code for each in found]


def test_a_finding_is_shown_at_its_place_and_a_quick_fix_repairs_it() -> None:
    assert LARGE.count("\n") > 5000

    async def session() -> None:
        async with editor() as one:
            assert "single-value-enum" not in _codes(await one.open(URI, LARGE))
            line = LARGE.split("\n").index("  /quilts/390:") + 12
            faulty = _with_one_fault(LARGE, line)
            found = await one.edit(URI, faulty)
            (finding,) = [each for each in found if each.code == "single-value-enum"]
            column = faulty.split("\n")[line].index("enum")
            start = types.Position(line, column)
            assert finding.range == types.Range(start, types.Position(line, column + 4))
            assert finding.source == "specquilt"
            assert finding.severity is types.DiagnosticSeverity.Information
            assert finding.code_description
            assert finding.code_description.href.endswith("/docs/rules.md#single-value-enum")
            (action,) = await one.actions(URI, finding.range)
            assert list(action.diagnostics or ()) == [finding]
            assert action.kind == types.CodeActionKind.QuickFix
            after = one.after(URI, action)
            assert after.split("\n")[line].strip() == "name: {type: string, const: one}"
            assert "single-value-enum" not in _codes(await one.edit(URI, after, 2))
            assert await one.actions(URI, finding.range) == []

    asyncio.run(session())


def _with_one_fault(text: str, line: int) -> str:
    rows = text.split("\n")
    rows[line] = rows[line].replace(*FAULT)
    return "\n".join(rows)


def test_a_session_with_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def session() -> None:
        async with editor() as one:
            await _of_texts_about_something_else(one)
            await _of_broken_texts(one)
            await _of_hover(one)
            await _of_guesses(one)
            await _of_all_at_once(one)
            await _of_fast_typing(one)
            await _of_pages(one)
            await _of_unsaved_files(one, tmp_path)

    asyncio.run(session())


async def _of_texts_about_something_else(one: Editor) -> None:
    """An editor shows other files, too."""
    assert await one.open("file:///quilts/notes.md", "# Notes\n\nBuy thread.\n", "markdown") == []
    assert await one.open("file:///quilts/ci.yml", "on: push\njobs: {}\n") == []
    assert await one.open("file:///quilts/empty.yaml", "") == []
    assert await one.actions("file:///quilts/notes.md", WHOLE) == []
    assert await one.hover("file:///quilts/notes.md", 0, 0) is None


async def _of_broken_texts(one: Editor) -> None:
    """What is being typed is often no YAML, and later it is."""
    uri = "untitled:Untitled-1"
    (found,) = await one.open(uri, "openapi: 3.1.0\npaths: [}\n")
    assert (found.code, found.severity) == ("yaml-syntax", types.DiagnosticSeverity.Error)
    assert found.range.start == types.Position(1, 8)
    whole = HEAD + OPERATION
    assert "yaml-syntax" not in _codes(await one.edit(uri, whole))
    one.client.text_document_did_close(
        types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
    )
    assert await one.heard(uri) == []


async def _of_hover(one: Editor) -> None:
    text = HEAD + OPERATION.replace(*FAULT)
    found = await one.open("file:///quilts/hover.yaml", text)
    (finding,) = [each for each in found if each.code == "single-value-enum"]
    place = finding.range.start
    hover = await one.hover("file:///quilts/hover.yaml", place.line, place.character + 4)
    assert hover
    assert hover.range == finding.range
    assert isinstance(hover.contents, types.MarkupContent)
    assert hover.contents.kind is types.MarkupKind.Markdown
    assert hover.contents.value.startswith("**single-value-enum** (info, fix: safe)\n\nFinds ")
    assert "```yaml\n" in hover.contents.value
    for line, character in ((place.line, place.character + 5), (place.line + 1, 0)):
        assert await one.hover("file:///quilts/hover.yaml", line, character) is None


GUESSED = OPERATION.replace(*FAULT).replace('"200":', '"204":')


async def _of_guesses(one: Editor) -> None:
    """A guess says what it writes, and no editor makes it without being asked to."""
    uri = "file:///quilts/guess.yaml"
    await one.open(uri, HEAD + GUESSED)
    fixes = {action.is_preferred: action for action in await one.actions(uri, WHOLE)}
    assert fixes[True].title.startswith("single-value-enum: ")
    guess = fixes[False]
    assert guess.title.startswith("body-on-204: guess: remove content")
    assert [each.code for each in guess.diagnostics or ()] == ["body-on-204"]
    after = one.after(uri, guess)
    assert after.rstrip("\n") == (HEAD + GUESSED).partition("\n          content:")[0]
    assert "body-on-204" not in _codes(await one.edit(uri, after))


async def _of_all_at_once(one: Editor) -> None:
    """All safe fixes of a file are one action, which editors can make whenever it is saved."""
    uri, text = "file:///quilts/all.yaml", HEAD + GUESSED + GUESSED.replace("NUMBER", "2")
    await one.open(uri, text)
    for kind in ("source", "source.fixAll", "source.fixAll.specquilt"):
        (action,) = await one.actions(uri, types.Range(WHOLE.start, WHOLE.start), kind)
        assert action.kind == "source.fixAll.specquilt"
        after = one.after(uri, action)
        assert (after.count("const: one"), after.count("enum: [one]")) == (2, 0)
        assert after.count('"204"') == 2, "a guess is not safe"
    assert await one.actions(uri, WHOLE, "source.organizeImports", "source.fixAllelse") == []
    kinds = {action.kind for action in await one.actions(uri, WHOLE, "quickfix")}
    assert kinds == {types.CodeActionKind.QuickFix}
    assert "body-on-204" in _codes(await one.edit(uri, after))
    assert await one.actions(uri, WHOLE, "source.fixAll") == []


async def _of_fast_typing(one: Editor) -> None:
    """Only the last of several edits is checked, and questions are about the last text."""
    uri, texts = "file:///quilts/fast.yaml", [HEAD, HEAD + "  /a", HEAD + OPERATION.replace(*FAULT)]
    await one.open(uri, HEAD + OPERATION)
    for version, text in enumerate(texts, 1):
        one.type(uri, text, version)
    (action,) = await one.actions(uri, WHOLE)
    assert "const: one" in one.after(uri, action)
    assert "single-value-enum" in _codes(await one.heard(uri))


async def _of_pages(one: Editor) -> None:
    """Columns are counted in UTF-16 code units, of which some characters need two."""
    rows = (
        HEAD
        + OPERATION.replace(
            "{type: string}", '{title: "\N{SPOOL OF THREAD}", enum: [one], type: string}'
        )
    ).split("\n")
    page = (
        "# Quilts\n\n- A page:\n\n  ```yaml\n" + "".join(f"  {row}\n" for row in rows) + "  ```\n"
    )
    found = await one.open("file:///quilts/page.md", page, "markdown")
    (finding,) = [each for each in found if each.code == "single-value-enum"]
    row = page.split("\n")[finding.range.start.line]
    assert finding.range.start.character == len(row[: row.index("enum")].encode("utf-16-le")) // 2
    (action,) = await one.actions("file:///quilts/page.md", finding.range)
    after = one.after("file:///quilts/page.md", action)
    assert '\N{SPOOL OF THREAD}", type: string, const: one}' in after.replace(
        "const: one, type: string", "type: string, const: one"
    )
    assert after.count("\n") == page.count("\n")


async def _of_unsaved_files(one: Editor, folder: Path) -> None:
    """A document is checked with the unsaved text of a file that it refers to."""
    (folder / "parts.yaml").write_text("Name: {type: string}\n")
    (folder / "api.yaml").write_text("")
    text = HEAD + OPERATION.replace("{type: string}", "{$ref: 'parts.yaml#/Quilt'}")
    uri = (folder / "api.yaml").as_uri()
    assert "unresolved-reference" in _codes(await one.open(uri, text))
    await one.open((folder / "parts.yaml").as_uri(), "Quilt: {type: string}\n")
    assert "unresolved-reference" not in _codes(await one.edit(uri, text + "\n"))


def test_what_to_install_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("specquilt.cli.extras.find_spec", {"pygls": None}.__getitem__)
    assert main(["lsp"]) == 2
    assert "specquilt lsp needs pygls, which is not installed" in (said := capsys.readouterr().err)
    assert "pip install 'specquilt[lsp]'" in said


def test_the_server_ends_when_the_editor_is_gone() -> None:
    async def session() -> int:
        command = [sys.executable, "-m", "specquilt", "lsp", "--stdio"]
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
        assert process.stdin
        process.stdin.close()
        return await process.wait()

    assert asyncio.run(session()) == 0
