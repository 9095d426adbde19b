"""The package and code that uses it pass type checkers in strict mode."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
USER = """
import datetime
from collections.abc import Iterator
from typing import Literal, assert_type

from zoo_client import AsyncClient, AsyncItemIterator, Client, ItemIterator, errors, types, webhooks

client = Client(max_retries=1)
assert_type(client.greet(), str)
assert_type(client.animals.get("1"), types.Animal)
assert_type(client.animals.list(mood="new mood", limit=3), types.Page)
all_animals: Iterator[types.Animal] = client.animals.list_all()
assert_type(client.animals.list_all(), ItemIterator[types.Animal, types.Page])
assert_type(client.animals.list_all().pages(), Iterator[types.Page])
made = client.animals.create(name="Tom", parents=[{"kind": "cat", "id": "1"}])
if isinstance(made, types.Cat):
    assert_type(made.float_, list[float] | None)
    assert_type(made.born_at, datetime.datetime | None)
assert_type(client.raw_response(client.jobs.get, "1").parsed, types.Job)
assert_type(client.wait(client.jobs.get("1")), types.Job)
client.animals.voice.upload("1", sound=("voice.mp3", b"miau"))


async def main() -> None:
    async with AsyncClient(api_key=lambda: "key") as client:
        assert_type(await client.animals.get("1"), types.Animal)
        every = client.animals.list_all()
        assert_type(every, AsyncItemIterator[types.Animal, types.Page])
        async with await client.animals.voice.listen("1") as stream:
            async for animal in stream:
                assert_type(animal, types.Animal)


event = webhooks.unwrap(b"{}", {"webhook-id": "1"}, ["old", b"new"], tolerance=60)
assert_type(event, types.Cat | types.EscapedPayload | webhooks.UnknownEvent)
every_event: list[webhooks.Event] = [event]
match event:
    case types.Cat():
        assert_type(event.kind, Literal["cat"])
    case types.EscapedPayload():
        assert_type(event.at, datetime.datetime | None)
    case _:
        assert_type(event.name, str | None)
assert_type(webhooks.sign(b"{}", "secret", id="msg_1", timestamp=3), dict[str, str])

try:
    client.animals.delete("1")
except errors.NotFoundError as error:
    assert_type(error.status, int)
"""

CHECKERS = {
    "mypy": [
        "mypy",
        "--strict",
        f"--cache-dir={ROOT / '.mypy_cache/tests'}",
        "zoo_client",
        "user.py",
    ],
    "pyright": ["pyright", "-p", "pyrightconfig.json", "--pythonpath", sys.executable],
}


@pytest.fixture(scope="module")
def folder(zoo: ModuleType) -> Path:
    """Return a folder with the package and a program that uses it."""
    folder = Path(str(zoo.__file__)).parents[1]
    (folder / "user.py").write_text(USER)
    (folder / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    return folder


@pytest.mark.long
@pytest.mark.parametrize("checker", CHECKERS)
def test_type_checker_reports_nothing(folder: Path, checker: str) -> None:
    command = [sys.executable, "-m", *CHECKERS[checker]]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
