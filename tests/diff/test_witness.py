"""``--witness``: programs that type-check with the old package, and not with the new one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from diff.versions import base, edited, version
from specquilt.cli.main import main
from specquilt.diff.compare import compare
from specquilt.diff.difference import ChangeFinding, differences
from specquilt.diff.witness import Witnesses
from specquilt.openapi.dump import to_yaml

SCHEMAS = "/components/schemas"
LIST = "/paths/~1quilts/get"


def _changes(old: Any, new: Any) -> list[tuple[ChangeFinding, str]]:
    before, after = version(old), version(new)
    witnesses = Witnesses(before)
    found = differences(compare(before, after), before, after)
    return [(each, witnesses.of(each)) for each in found]


@pytest.mark.parametrize(
    ("at", "text", "program"),
    [
        (
            "/paths/~1about",
            "",
            "from quilts import Client\n\n\ndef use(client: Client) -> str:\n    return client.about()\n",
        ),
        (
            f"{SCHEMAS}/Quilt/properties/made",
            "{type: string}",
            "import datetime\nfrom quilts import types\n\n\n"
            "def use(value: types.Quilt) -> datetime.datetime | None:\n    return value.made\n",
        ),
        (
            f"{LIST}/parameters/0",
            "",
            "from quilts import Client, types\n\n\n"
            "def use(client: Client, colour: str, width: int) -> types.QuiltsListResponse:\n"
            "    return client.quilts.list(colour=colour, width=width)\n",
        ),
        (
            f"{LIST}/parameters/0/required",
            "true",
            "from quilts import Client, types\n\n\n"
            "def use(client: Client, colour: str) -> types.QuiltsListResponse:\n"
            "    return client.quilts.list(colour=colour)\n",
        ),
        (
            f"{SCHEMAS}/Person/required",
            "[email, age]",
            "from quilts import types\n\n\n"
            "def use(email: str) -> types.Person:\n    return types.Person(email=email)\n",
        ),
        (
            f"{SCHEMAS}/Person/properties/code",
            "{type: integer}",
            "from quilts import types\n\n\n"
            "def use(email: str, code: str | int | None) -> types.Person:\n"
            "    return types.Person(email=email, code=code)\n",
        ),
        (
            f"{SCHEMAS}/Quilt/properties/extra",
            "{type: string}",
            "from quilts import types\n\n\n"
            "def use(value: types.Quilt) -> bytes | None:\n    return value.extra\n",
        ),
        (
            f"{SCHEMAS}/Patch/discriminator",
            "",
            "from quilts import types\n\n\n"
            "def use(value: types.UnknownPatch) -> object:\n    return value\n",
        ),
        (
            "/security",
            "[login: []]",
            "from quilts import Client\n\n\n"
            "def use(value: str) -> Client:\n    return Client(api_key=value)\n",
        ),
        (
            f"{SCHEMAS}/Person/x-specquilt-name",
            "Owner",
            "from quilts import types\n\n\n"
            "def use(value: types.Person) -> object:\n    return value\n",
        ),
    ],
)
def test_a_program_uses_what_has_changed(at: str, text: str, program: str) -> None:
    ((_, found),) = _changes(base(), edited(at, text))
    assert found == program


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (f"{SCHEMAS}/NewQuilt/properties/size/enum", "[s, m]"),
        ("/paths/~1about/get/security", "[key: []]"),
        (f"{SCHEMAS}/Person/properties/phone", "{type: string}"),
    ],
)
def test_what_type_checkers_do_not_see_has_no_program(at: str, text: str) -> None:
    ((_, found),) = _changes(base(), edited(at, text))
    assert found == ""


def test_the_method_for_all_pages_has_a_program_of_its_own() -> None:
    hint = "{style: offset, advance: width, items: quilts}"
    old = edited(f"{LIST}/x-specquilt-pagination", hint)
    ((_, found),) = _changes(old, base())
    assert found.endswith(
        "def use(client: Client, colour: str) -> list[types.Quilt]:\n"
        "    return list(client.quilts.list_all(colour=colour))\n"
    )


@pytest.mark.long
def test_programs_type_check_with_the_old_package_only(tmp_path: Path) -> None:
    new = edited(f"{LIST}/parameters/0", "")
    for at, text in (
        ("/paths/~1about", ""),
        (f"{LIST}/responses/404", ""),
        (f"{SCHEMAS}/Person/properties/age", "{type: string}"),
        (f"{SCHEMAS}/Person/required", "[]"),
        (f"{SCHEMAS}/Person/x-specquilt-name", "Owner"),
        (f"{SCHEMAS}/Quilt/properties/owner", ""),
        (f"{SCHEMAS}/Quilt/properties/made", "{type: string}"),
        (f"{SCHEMAS}/NewQuilt/properties/width", "{type: string}"),
        (f"{SCHEMAS}/NewQuilt/required", "[name, secret]"),
        ("/paths/~1quilts~1{id}/get/operationId", "fetch"),
    ):
        new = edited(at, text, new)
    programs = [program for _, program in _changes(base(), new) if program]
    assert len(programs) >= 10
    assert _refused(tmp_path / "old", base(), programs) == set()
    assert _refused(tmp_path / "new", new, programs) == set(range(len(programs)))


def _refused(folder: Path, document: Any, programs: list[str]) -> set[int]:
    """Return the numbers of the programs that pyright refuses with the package for a document."""
    source = folder.with_suffix(".yaml")
    source.write_text(to_yaml(document))
    assert main(["generate", "-q", str(source), "-o", str(folder), "--package", "quilts"]) == 0
    for number, program in enumerate(programs):
        (folder / f"program_{number}.py").write_text(program)
    (folder / "pyrightconfig.json").write_text(json.dumps({"include": ["program_*.py"]}))
    command = [
        sys.executable,
        "-m",
        "pyright",
        "--outputjson",
        "--pythonpath",
        sys.executable,
        "-p",
        ".",
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    errors = json.loads(done.stdout)["generalDiagnostics"]
    return {int(Path(each["file"]).stem.rpartition("_")[2]) for each in errors}
