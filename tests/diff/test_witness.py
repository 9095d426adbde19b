"""``--witness``: programs that type-check with the old package, and not with the new one."""

from __future__ import annotations

from typing import Any

import pytest

from diff.versions import base, edited, version
from specquilt.comparison.compare import compare
from specquilt.comparison.difference import ChangeFinding, differences
from specquilt.comparison.witness import Witnesses

SCHEMAS = "/components/schemas"
LIST = "/paths/~1quilts/get"


def _changes(old: Any, new: Any) -> list[tuple[ChangeFinding, str]]:
    before, after = version(old), version(new)
    witnesses = Witnesses(before, after)
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
            "def use(value: types.Quilt) -> set[str] | None:\n    return value.extra\n",
        ),
        (
            f"{SCHEMAS}/Patch/discriminator",
            "",
            "from quilts import types\n\n\n"
            "def use(value: types.Patch) -> types.Square | types.Round | types.UnknownPatch:\n"
            "    return value\n",
        ),
        (
            "/security",
            "[login: []]",
            "from quilts import Client\n\n\n"
            "def use(api_key: str) -> Client:\n    return Client(api_key=api_key)\n",
        ),
        (
            f"{SCHEMAS}/NewQuilt/properties/size/enum",
            "[s, m]",
            "from typing import Literal, assert_type\nfrom quilts import types\n\n\n"
            "def use(value: types.NewQuiltSize) -> None:\n"
            "    assert_type(value, Literal['s', 'm', 'l'] | str)\n",
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
        (f"{LIST}/parameters/2/schema", "{type: string, enum: [red, blue]}"),
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


def test_a_field_that_becomes_read_only_takes_its_argument_with_it() -> None:
    at = "/paths/~1quilts~1{id}/put/requestBody/content/application~1json/schema"
    old = edited(at, f"{{$ref: '#{SCHEMAS}/Person'}}")
    new = edited(f"{SCHEMAS}/Person/properties/age/readOnly", "true", old)
    ((change, _),) = _changes(old, new)
    assert change.rule == "field-became-read-only"
    assert "client.quilts.replace(age=)" in change.known
