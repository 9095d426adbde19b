"""Parser, messages, starter, page and JSON Schema are made from one table of keys."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from specquilt.openapi.finding import Severity
from specquilt.project import json_schema, page, toml
from specquilt.project.check import faults
from specquilt.project.configuration import Job
from specquilt.project.key import Key, as_texts
from specquilt.project.keys import TABLES, Settings
from specquilt.project.value_types import ListOf, TableOf, Text

ROOT = Path(__file__).parents[2]
PAGE, SCHEMA = ROOT / "docs/configuration.md", ROOT / "docs/specquilt.schema.json"
FILES = [*ROOT.glob("specs/*/specquilt.toml"), *ROOT.glob("tests/cases/**/specquilt.toml")]
NO_TOML = {ROOT / "tests/cases/config/no_toml/in/specquilt.toml"}
SOURCES = '[sources]\npages = ["a.md"]\n'
_NO_FOLDERS = ("", ".", "..", "a/..", "../a", "/a", "a//b", "a\\b")
_NO_HOSTS = ("", "a b", "https://a.dev", "a.dev/b", "a.dev:b")
SHAPES = [
    "",
    SOURCES,
    "sources = 3",
    "[sources]",
    "[sources]\npages = []",
    '[sources]\npages = "a.md"',
    '[sources]\npages = ["a.md", 3]',
    "[[sources]]\npages = ['a.md']",
    f"{SOURCES}overlay = 3",
    f"{SOURCES}overlay = 'a'\n[sources.more]",
    f"top = 1\n{SOURCES}",
    f"{SOURCES}[lint]\nfail-on = 'info'",
    f"{SOURCES}[lint]\nfail-on = 'fatal'",
    f"{SOURCES}[lint]\nfail-on = 3",
    f"{SOURCES}[lint]\nseverity = 'off'",
    f"{SOURCES}[lint.severity]\nempty-content = 'off'",
    f"{SOURCES}[lint.severity]\nempty-content = 'quiet'",
    f"{SOURCES}[lint.severity]\nempty-content = ['off']",
    f"{SOURCES}[lint.severity]\nempty-contents = 'off'",
    *(f"{SOURCES}[pull]\nfolder = {folder!r}" for folder in ("a/b", "a.b", "..a", *_NO_FOLDERS)),
    *(f"{SOURCES}[pull]\nhosts = [{host!r}]" for host in ("a.dev", "[::1]:80", *_NO_HOSTS)),
    *(f"{SOURCES}[pull.credentials]\n'a.dev:80' = {name!r}" for name in ("A_1", "A-1", "", 1)),
    f"{SOURCES}[rules]\naccept = ['empty-content']",
    f"{SOURCES}[rules]\naccept = ['empty-contents']",
]


def _written(examples: bool) -> dict[str, Any]:
    """Return all keys that have an example, or a default."""
    written: dict[str, Any] = {}
    for key in Settings.all_keys():
        value = key.example if examples or key.required else key.default
        table = written
        for name in key.path[:-1] if value is not None else ():
            table = table.setdefault(name, {})
        if value is not None:
            table[key.name] = value
    return written


@pytest.mark.parametrize(
    ("file", "text", "option"),
    [(PAGE, page.markdown, "markdown"), (SCHEMA, json_schema.text, "schema")],
    ids=["page", "schema"],
)
def test_what_is_made_from_the_table_is_up_to_date(
    file: Path, text: Any, option: str, request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--golden"):
        file.write_text(text(), encoding="utf-8")
    command = f"run: specquilt config --format {option} > {file.relative_to(ROOT)}"
    assert file.read_text(encoding="utf-8") == text(), command


@pytest.mark.parametrize(
    "text",
    [*SHAPES, *(path.read_text("utf-8") for path in sorted(FILES) if path not in NO_TOML)],
)
def test_the_schema_accepts_what_the_parser_accepts(text: str) -> None:
    written = tomllib.loads(text)
    validator = jsonschema_rs.Draft7Validator(json_schema.schema())
    assert validator.is_valid(written) is not any(faults(written))


@pytest.mark.parametrize("examples", [True, False], ids=["examples", "defaults"])
def test_examples_and_defaults_have_the_type_of_their_key(examples: bool) -> None:
    assert list(faults(_written(examples))) == []


def test_leaving_a_key_out_is_the_same_as_writing_its_default() -> None:
    explicit, implicit = Job(_written(False)), Job({"sources": {"pages": ["pages"]}})
    for key in Settings.all_keys():
        assert getattr(explicit, key.attribute) == getattr(implicit, key.attribute)
    assert (implicit.fail_on, implicit.client_version) == (Severity.ERROR, "0.1.0")


def test_the_starter_has_every_key_but_the_one_that_a_team_agrees_on() -> None:
    text = toml.starter({})
    lines = [line.removeprefix("# ") for line in text.splitlines()]
    is_code = [line.startswith("[") or " = " in line for line in lines]
    code = "\n".join(line for line, is_one in zip(lines, is_code, strict=True) if is_one)
    wanted = _written(True)
    del wanted["required-version"]
    assert tomllib.loads(code) == wanted


@pytest.mark.parametrize("text", ['"\\', "a\nb", "\x7f\x00", "ü"])
def test_any_text_can_be_written(text: str) -> None:
    values = {"document.title": text, "sources.pages": [text, text]}
    written = tomllib.loads(toml.starter(values))
    assert written == {"document": {"title": text}, "sources": {"pages": [text, text]}}


def test_every_table_has_a_comment() -> None:
    assert {key.table for key in Settings.all_keys()} == {*TABLES}


def test_an_entry_in_the_table_is_all_that_a_key_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table in a table, with keys that the user chooses."""
    names = Key(
        "client.hooks.operations",
        TableOf(Text(), ListOf(Text())),
        lambda value, _: {name: as_texts(words, None) for name, words in value.items()},
        "Names of operations.",
        example={"GET /a b": ["a", "b"]},
        default={},
    )
    names.__set_name__(Settings, "operation_names")
    monkeypatch.setattr(Settings, "operation_names", names, raising=False)
    monkeypatch.setitem(TABLES, "client.hooks", "Names that are wanted.")
    written = tomllib.loads(f"{SOURCES}[client.hooks.operations]\n'GET /a' = ['a']\n")
    assert not any(faults(written))
    assert names.__get__(Job(written), Job) == {"GET /a": ("a",)}
    wrong = tomllib.loads(f"{SOURCES}[client.hooks]\noperation = 1\noperations = {{a = 'b'}}\n")
    assert [(path, message, help) for path, message, help in faults(wrong)] == [
        (
            ("client", "hooks", "operation"),
            "unknown key 'operation' in [client.hooks]",
            "did you mean operations?",
        ),
        (
            ("client", "hooks", "operations"),
            "[client.hooks] operations must be a table of lists of strings",
            "",
        ),
    ]
    validator = jsonschema_rs.Draft7Validator(json_schema.schema())
    assert (validator.is_valid(written), validator.is_valid(wrong)) == (True, False)
    assert "| `operations` | a table of lists of strings | `{}` | Names of operations. |" in (
        page.markdown()
    )
    assert '# [client.hooks.operations]\n# "GET /a b" = ["a", "b"]\n' in toml.starter({})
