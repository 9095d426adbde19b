"""`[client.extend]`: classes of the user that generated classes inherit from."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from seams.conftest import Generate
from seams.project import OUTPUT, PACKAGE, write_document, write_project

EXTEND = """
[client.extend]
Client = "more:ClientMore"
AsyncClient = "more:AsyncClientMore"
Quilts = "own.quilts:QuiltsMore"
AsyncQuilts = "own.quilts:AsyncQuiltsMore"
"""
MORE = """\
from __future__ import annotations

from typing import TYPE_CHECKING

from . import types

if TYPE_CHECKING:
    from .client import GeneratedAsyncClient, GeneratedClient
else:
    GeneratedClient = GeneratedAsyncClient = object


class ClientMore(GeneratedClient):
    def first(self) -> types.Quilt:
        return self.quilts.by_name("a") or self.quilts.list()[0]


class AsyncClientMore(GeneratedAsyncClient):
    async def first(self) -> types.Quilt:
        return (await self.quilts.list())[0]
"""
QUILTS = """\
from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from .. import types

if TYPE_CHECKING:
    from .._runtime import RequestOptions
    from ..resources.quilts import GeneratedAsyncQuilts, GeneratedQuilts
else:
    GeneratedQuilts = GeneratedAsyncQuilts = object


class QuiltsMore(GeneratedQuilts):
    def by_name(self, name: str) -> types.Quilt | None:
        return next((each for each in self.list() if each.name == name), None)

    @override
    def get(self, id: str, *, options: RequestOptions | None = None) -> types.Quilt:
        return super().get(id.strip(), options=options)


class AsyncQuiltsMore(GeneratedAsyncQuilts):
    async def by_name(self, name: str) -> types.Quilt | None:
        return next((each for each in await self.list() if each.name == name), None)
"""
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


@pytest.fixture
def extended(generate: Generate) -> Generate:
    """Return what runs `generate` in a project with extensions, where it has been run before."""
    write_project()
    assert generate()[0] == 0
    _write("more.py", MORE)
    _write("own/__init__.py", "")
    _write("own/quilts.py", QUILTS)
    write_project(EXTEND)
    return generate


def _write(name: str, text: str) -> None:
    (PACKAGE / name).parent.mkdir(exist_ok=True)
    (PACKAGE / name).write_text(text)


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=OUTPUT, capture_output=True, text=True, check=False)


def test_extended_classes_have_the_methods_of_the_user(extended: Generate) -> None:
    assert extended() == (0, _summary(extended))
    done = _python("-c", RUN)
    calls = "GET /quilts\nGET /quilts\nGET /quilts/2\n1 2 1\nGET /quilts\nGET /quilts\n1 2\n"
    assert done.stdout == calls, done.stderr


def _summary(generate: Generate) -> str:
    """Return what a run without findings prints: only its summary."""
    _, shown = generate("--strict")
    assert shown.count("\n") == 1
    return shown


def test_extended_classes_are_typed_under_mypy_strict(extended: Generate) -> None:
    extended()
    (OUTPUT / "user.py").write_text(USER)
    options = ("--strict", "--no-error-summary", f"--cache-dir={MYPY_CACHE}")
    done = _python("-m", "mypy", *options, "quilts_client", "user.py")
    found = [line.split(":")[:2] for line in done.stdout.splitlines()]
    assert found == [["user.py", str(MISTAKE)]], done.stdout


@pytest.mark.long
def test_extended_classes_are_typed_under_pyright_strict(extended: Generate) -> None:
    extended()
    (OUTPUT / "user.py").write_text(USER)
    (OUTPUT / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    options = ("--outputjson", "-p", "pyrightconfig.json", "--pythonpath", sys.executable)
    found = json.loads(_python("-m", "pyright", *options).stdout)["generalDiagnostics"]
    assert {each["range"]["start"]["line"] + 1 for each in found} == {MISTAKE}, found


def test_the_files_of_the_user_are_neither_written_nor_imported(extended: Generate) -> None:
    _write("more.py", f"{MORE}\nraise RuntimeError('imported')\n")
    before = (PACKAGE / "more.py").read_bytes()
    assert extended()[0] == 0
    assert (PACKAGE / "more.py").read_bytes() == before
    assert "class Client(ClientMore, GeneratedClient):" in (PACKAGE / "client.py").read_text()


def test_a_change_of_an_extension_is_noticed(extended: Generate) -> None:
    extended()
    assert extended()[1] == "specs/quilts: up to date\n"
    _write("more.py", MORE.replace("def first", "def quilts"))
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
    _write(own, f"{head}{mark}{heading}\n    {member}\n{body}")
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
    _write("own/quilts.py", QUILTS.replace("def get(", "def fetch("))
    code, shown = extended()
    assert code == 0
    assert (
        "[extension-collision] QuiltsMore.fetch overrides nothing: Quilts has no generated" in shown
    )


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


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_extension_never_blocks_a_run(extended: Generate, fault: str) -> None:
    """The client works without it, and has it again after the run that follows the correction."""
    extended()
    text, line, message = BROKEN[fault]
    (PACKAGE / "more.py").unlink()
    if text is not None:
        _write("more.py", text)
    write_document(list_patches="/patches")
    code, shown = extended()
    assert code == 0
    where = (
        f"{PACKAGE / 'more.py'}:{line}:1: warning[extension-unusable] Client is generated without"
    )
    assert where in shown
    assert message in shown
    client = "from quilts_client import Client; client = Client(); client.patches.list"
    assert _python("-c", client).returncode == 0
    _write("more.py", MORE)
    assert "extension-unusable" not in extended()[1]
    assert _python("-c", f"{client}; client.first").returncode == 0


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
