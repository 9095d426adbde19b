"""``--callers``: the lines of a user's code that use what a new version breaks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from diff.versions import base, edited
from specquilt.cli.main import main
from specquilt.openapi.dump import to_yaml

MARK = "  # uses "
SYNC = """\
import quilts
from quilts import Client, errors, types
from quilts.types import Person  # uses class
from quilts.errors import NotFoundError  # uses error

client = Client(api_key="k")
owner = Person(email="a@quilt.test", age=3)  # uses class age
page = client.quilts.list(colour="red", width=5)  # uses width
print(page.more, page.archive)
for quilt in page.quilts:
    print(quilt.name, quilt.owner)  # uses owner
    if quilt.owner and quilt.owner.age:  # uses owner age
        print(quilt.owner.email)  # uses owner
print(client.about())  # uses about
one = client.quilts.get(id="7")  # uses id
print(one.status)  # uses status
print(one.width, one.made)
try:
    client.quilts.create(name="n", size="l")  # uses size
except errors.NotFoundError:  # uses error
    raise
except quilts.errors.NotFoundError as error:  # uses error
    print(error)


def names(listed: list[types.Quilt]) -> list[str]:
    return [each.name for each in listed if each.status == "sold"]  # uses status


def first(found: "types.Quilt | None") -> types.Person:  # uses class
    assert found
    return found.owner  # uses owner


first(one).age  # uses age
everything = quilts.Client()
print(everything.about())  # uses about
with Client() as other:
    print(other.with_options(timeout=3).about())  # uses about
"""
ASYNC = """\
from __future__ import annotations

from quilts import AsyncClient, types


class Shop:
    def __init__(self, client: AsyncClient) -> None:
        self.client = client
        self.owners: list[types.Person] = []  # uses class

    async def load(self, colour: str) -> None:
        page = await self.client.quilts.list(
            colour=colour,
            width=3,  # uses width
        )
        owners = [each.owner for each in page.quilts]  # uses owner
        self.owners = [owner for owner in owners if owner]
        statuses = {quilt.status for quilt in page.quilts}  # uses status
        print(statuses, [owner.age for owner in owners])  # uses age
        last = page.quilts[-1]
        if (found := last.owner) is not None:  # uses owner
            print(found.age)  # uses age

    def oldest(self) -> types.Person:  # uses class
        return max(self.owners, key=lambda each: each.email)

    async def sew(self) -> types.Quilt:
        made = await self.client.quilts.create(name="n", size="m")  # uses size
        again = await self.client.quilts.get(made.id)
        return again if again.status else made  # uses status


async def main() -> None:
    async with AsyncClient() as client:
        shop = Shop(client)
        await shop.load("red")
        print(shop.oldest().age)
        text = await client.about()  # uses about
        print(text.title())
"""
OTHER = '''\
"""Code with the same names that has nothing to do with the package."""
import elsewhere
from elsewhere import Client, types

client = Client()
client.about()
client.quilts.list(width=3)
thing = types.Person(age=3)
print(thing.age, thing.owner, elsewhere.errors.NotFoundError)
'''


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two configured versions, and code that uses the old one."""
    monkeypatch.chdir(tmp_path)
    for name, document in (("old", base()), ("new", _broken())):
        job = tmp_path / "specs" / name
        job.mkdir(parents=True)
        (job / "openapi.yaml").write_text(to_yaml(document))
        text = '[sources]\npages = ["openapi.yaml"]\n[client]\npackage = "quilts"\n'
        (job / "specquilt.toml").write_text(f'{text}output = "../../generated/{name}"\n')
    app = tmp_path / "app"
    app.mkdir()
    for name, code in (("shop.py", SYNC), ("later.py", ASYNC), ("other.py", OTHER)):
        (app / name).write_text(code)
    (app / "broken.py").write_text("def (:\n")
    (app / "notes.txt").write_text("client.about()\n")
    return tmp_path


def _broken() -> Any:
    """Return the document with many breaking changes."""
    schemas = "/components/schemas"
    new = edited("/paths/~1quilts/get/parameters/0", "")
    new = edited("/paths/~1about", "", new)
    new = edited("/paths/~1quilts/get/responses/404", "", new)
    new = edited(f"{schemas}/Person/properties/age", "{type: string}", new)
    new = edited(f"{schemas}/Person/x-specquilt-name", "Owner", new)
    new = edited(f"{schemas}/Quilt/properties/owner", "", new)
    new = edited(f"{schemas}/Quilt/required", "[id, name]", new)
    new = edited(f"{schemas}/NewQuilt/properties/size/enum", "[s, m]", new)
    item = new["paths"].pop("/quilts/{id}")
    for operation in item.values():
        operation["parameters"][0]["name"] = "quilt_id"
    new["paths"]["/quilts/{quilt_id}"] = item
    return new


def _expected() -> set[tuple[str, int]]:
    files = {"app/shop.py": SYNC, "app/later.py": ASYNC}
    return {
        (path, number)
        for path, code in files.items()
        for number, line in enumerate(code.splitlines(), 1)
        if MARK in line
    }


def _found(capsys: pytest.CaptureFixture[str]) -> set[tuple[str, int]]:
    arguments = ["specs/old", "specs/new", "--callers", "app", "--format", "json"]
    assert main(["diff", *arguments]) == 0
    findings = json.loads(capsys.readouterr().out)["findings"]
    return {(use["path"], use["line"]) for each in findings for use in each.get("uses", ())}


def test_every_marked_line_is_found_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    found, expected = _found(capsys), _expected()
    assert len(expected) >= 30
    assert found == expected


def test_the_text_says_where_a_change_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "specs/old", "specs/new", "--callers", "app/shop.py"]) == 0
    text = capsys.readouterr().out
    _, _, about = text.partition("`client.about()` is gone")
    lines = [line.strip() for line in about.splitlines()[1:7]]
    number = next(
        n for n, line in enumerate(SYNC.splitlines(), 1) if line.startswith("print(client.about")
    )
    assert f"used: app/shop.py:{number}:7" in lines


def test_code_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "specs/old", "specs/new", "--callers", "nothing"]) == 2
    assert "there is no nothing" in capsys.readouterr().err


def test_the_package_must_have_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    documents = [f"specs/{name}/openapi.yaml" for name in ("old", "new")]
    assert main(["diff", *documents, "--callers", "app"]) == 2
    assert "--callers needs the name of the package" in capsys.readouterr().err
