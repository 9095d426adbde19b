"""`[client.extend]`: classes of the user that generated classes inherit from."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from seams.conftest import Generate
from seams.extensions import MORE, QUILTS, python, write_module
from seams.project import OUTPUT, PACKAGE, write_document, write_project

USER = """\
from typing_extensions import assert_type

from quilts_client import AsyncClient, Client, types

client = Client()
assert_type(client.first(), types.Quilt)
assert_type(client.quilts.by_name("a"), types.Quilt | None)
assert_type(client.quilts.get("1"), types.Quilt)
assert_type(client.with_options(timeout=1).first(), types.Quilt)


async def main() -> None:
    assert_type(await AsyncClient().first(), types.Quilt)
    assert_type(await AsyncClient().quilts.by_name("a"), types.Quilt | None)


client.quilts.by_nam("a")
"""
MYPY_CACHE = Path(__file__).parents[2] / ".mypy_cache/tests"
MISTAKE = len(USER.splitlines())
RUN = """
import asyncio, httpx2
from quilts_client import AsyncClient, Client
def answer(request):
    print(request.method, request.url.path)
    quilts = [{"id": "1", "name": "a"}, {"id": "2", "name": "b"}]
    return httpx2.Response(200, json=quilts if request.url.path == "/quilts" else quilts[0])
transport = httpx2.MockTransport(answer)
client = Client(http_client=httpx2.Client(transport=transport))
print(client.first().id, client.quilts.by_name("b").id, client.quilts.get(" 2 ").id)
async def main():
    client = AsyncClient(http_client=httpx2.AsyncClient(transport=transport))
    print((await client.first()).id, (await client.quilts.by_name("b")).id)
asyncio.run(main())
"""


def test_extended_classes_have_the_methods_of_the_user(extended: Generate) -> None:
    code, shown = extended()
    assert (code, shown.splitlines()[0]) == (0, _summary(extended))
    done = python("-c", RUN)
    calls = "GET /quilts\nGET /quilts\nGET /quilts/2\n1 2 1\nGET /quilts\nGET /quilts\n1 2\n"
    assert done.stdout == calls, done.stderr


def _summary(generate: Generate) -> str:
    """Return what a run without findings prints first: beside its summary, only the folder."""
    _, shown = generate("--strict")
    assert shown.count("\n") == 2
    return shown.splitlines()[0]


@pytest.mark.long
def test_extended_classes_are_typed_under_mypy_strict(extended: Generate) -> None:
    extended()
    (OUTPUT / "user.py").write_text(USER)
    options = ("--strict", "--no-error-summary", f"--cache-dir={MYPY_CACHE}")
    done = python("-m", "mypy", *options, "quilts_client", "user.py")
    found = [line.split(":")[:2] for line in done.stdout.splitlines()]
    assert found == [["user.py", str(MISTAKE)]], done.stdout


@pytest.mark.long
def test_extended_classes_are_typed_under_pyright_strict(extended: Generate) -> None:
    extended()
    (OUTPUT / "user.py").write_text(USER)
    (OUTPUT / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    options = ("--outputjson", "-p", "pyrightconfig.json", "--pythonpath", sys.executable)
    found = json.loads(python("-m", "pyright", *options).stdout)["generalDiagnostics"]
    assert {each["range"]["start"]["line"] + 1 for each in found} == {MISTAKE}, found


def test_the_files_of_the_user_are_neither_written_nor_imported(extended: Generate) -> None:
    write_module("more.py", f"{MORE}\nraise RuntimeError('imported')\n")
    before = (PACKAGE / "more.py").read_bytes()
    assert extended()[0] == 0
    assert (PACKAGE / "more.py").read_bytes() == before
    assert "class Client(ClientMore, GeneratedClient):" in (PACKAGE / "client.py").read_text()


def test_a_change_of_an_extension_is_noticed(extended: Generate) -> None:
    extended()
    assert extended()[1] == "specs/quilts: up to date\n"
    write_module("more.py", MORE.replace("def first", "def quilts"))
    assert "[extension-collision]" in extended()[1]


@pytest.mark.parametrize(
    ("own", "member", "generated"),
    [
        ("more.py", "def quilts(self) -> None: ...", "client.py"),
        ("more.py", "quilts = 3", "client.py"),
        ("more.py", "quilts: int", "client.py"),
        ("more.py", "def __init__(self) -> None: ...", "client.py"),
        ("more.py", "def close(self) -> None: ...", "_runtime/client.py"),
        ("more.py", "_core: int", "_runtime/connected.py"),
        ("own/quilts.py", "def create(self) -> None: ...", "resources/quilts.py"),
    ],
)
def test_a_collision_is_a_finding_with_both_lines(
    extended: Generate, own: str, member: str, generated: str
) -> None:
    name = member.removeprefix("def ").split("(")[0].split(" ")[0].strip(":")
    kind = "ClientMore" if own == "more.py" else "QuiltsMore"
    text = (PACKAGE / own).read_text()
    head, mark, rest = text.partition(f"class {kind}")
    line = head.count("\n") + 2
    heading, _, body = rest.partition("\n")
    write_module(own, f"{head}{mark}{heading}\n    {member}\n{body}")
    code, shown = extended()
    assert code == 0
    message = f"{PACKAGE / own}:{line}:1: warning[extension-collision] {kind}.{name} hides what is generated in "
    assert message in shown, shown
    at, number = shown.partition(message)[2].split("\n")[0].rsplit(":", 1)
    assert at == str(PACKAGE / generated)
    assert name in (PACKAGE / generated).read_text().splitlines()[int(number) - 1]


def test_a_collision_that_a_new_operation_brings_is_a_finding(extended: Generate) -> None:
    assert "collision" not in extended()[1]
    write_document(quilts_by_name="/quilts/by-name")
    code, shown = extended()
    assert code == 0
    assert "warning[extension-collision] QuiltsMore.by_name hides what is generated in" in shown
    assert "mark it with @override" in shown


def test_an_override_of_nothing_is_a_finding(extended: Generate) -> None:
    write_module("own/quilts.py", QUILTS.replace("def get(", "def fetch("))
    code, shown = extended()
    assert code == 0
    assert (
        "[extension-collision] QuiltsMore.fetch overrides nothing: Quilts has no generated" in shown
    )


def test_without_extensions_nothing_of_theirs_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_project()
    script = (
        "import sys; from specquilt.cli.main import main; main(['generate', '-q']);"
        "print([name for name in sys.modules if 'python.extensions' in name or name.endswith('.seams')])"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert "class Generated" not in (PACKAGE / "client.py").read_text()
