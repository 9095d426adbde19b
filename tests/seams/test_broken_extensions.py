"""Extensions that cannot be used: a warning, and a client without them."""

from __future__ import annotations

import os

import pytest

from seams.conftest import Generate
from seams.extensions import EXTEND, MORE, python, write_module
from seams.project import PACKAGE, write_document, write_project

BROKEN = {
    "missing": (None, 1, "the file cannot be read"),
    "syntax": ("class ClientMore\n", 1, "the file cannot be parsed: expected ':'"),
    "null": ("x = 1\0", 1, "the file cannot be parsed"),
    "deep": ("(" * 10_000, 1, "the file cannot be parsed"),
    "no-class": ("\nclass ClientMor: ...\n", 1, "the file has no class ClientMore"),
    "circle": (f"\nfrom .client import Client\n{MORE}", 2, "imports the generated class"),
    "package": (f"from quilts_client import Client\n{MORE}", 1, "imports the generated class"),
    "absolute": (f"import quilts_client.client\n{MORE}", 1, "imports the generated class"),
}

REST = BROKEN.keys() - {"missing", "circle"}


@pytest.mark.parametrize(
    "fault",
    ["missing", "circle", *(pytest.param(each, marks=pytest.mark.long) for each in sorted(REST))],
)
def test_a_broken_extension_never_blocks_a_run(extended: Generate, fault: str) -> None:
    """The client works without it, and has it again after the run that follows the correction."""
    extended()
    text, line, message = BROKEN[fault]
    (PACKAGE / "more.py").unlink()
    if text is not None:
        write_module("more.py", text)
    write_document(list_patches="/patches")
    code, shown = extended()
    assert code == 0
    where = (
        f"{PACKAGE / 'more.py'}:{line}:1: warning[extension-unusable] Client is generated without"
    )
    assert where in shown
    assert message in shown
    client = "from quilts_client import Client; client = Client(); client.patches.list"
    assert python("-c", client).returncode == 0
    write_module("more.py", MORE)
    assert "extension-unusable" not in extended()[1]
    assert python("-c", f"{client}; client.first").returncode == 0


def test_an_extension_that_is_no_file_does_not_stop_the_run(extended: Generate) -> None:
    (PACKAGE / "more.py").unlink()
    os.mkfifo(PACKAGE / "more.py")
    code, shown = extended()
    assert code == 0
    assert shown.count("the file cannot be read") == 2


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('Clint = "more:ClientMore"', "there is no generated class 'Clint'"),
        ('quilts = "more:ClientMore"', "did you mean Quilts"),
        ('Client = "client:ClientMore"', "'client' is a generated module"),
        ('Client = "resources.quilts:Quilts"', "'resources.quilts' is a generated module"),
        ('Client = "more:Quilts"', "the name 'Quilts' is taken"),
        ('Client = "more:BaseClient"', "the name 'BaseClient' is taken"),
        ('Client = "more:GeneratedClient"', "the name 'GeneratedClient' is taken"),
        ('Client = "a:More"\nAsyncClient = "a:More"', "the file cannot be read"),
    ],
)
def test_an_extension_that_cannot_be_is_reported_where_it_is_named(
    generate: Generate, entry: str, message: str
) -> None:
    write_project(f"\n[client.extend]\n{entry}\n")
    code, shown = generate()
    assert code == 0
    assert message in shown
    assert "[extension-unusable]" in shown


@pytest.mark.parametrize("value", ["ClientMore", "more:", ":ClientMore", "../more:A", "more:A:B"])
def test_a_value_that_names_no_class_is_refused(generate: Generate, value: str) -> None:
    write_project(f'\n[client.extend]\nClient = "{value}"\n')
    code, shown = generate()
    assert code == 2
    assert (
        f"specs/quilts/specquilt.toml:8:1: error[config-key] '{value}' is not MODULE:CLASS" in shown
    )


def test_other_names_of_the_client_can_be_extended(extended: Generate) -> None:
    write_project(
        EXTEND.replace("Client =", "QuiltsClient =").replace("AsyncQuiltsClient", "AsyncClient")
    )
    code, shown = extended()
    assert code == 0
    assert "there is no generated class 'QuiltsClient'" in shown
