"""What a `DecodingError` says: the path, what was expected, what came, and no value."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field
from typing_extensions import TypeAliasType

from runtime.conftest import Runner
from runtime.server import Loopback, answer
from specquilt.python.runtime import DecodingError, Model
from specquilt.python.runtime.concealment import concealed
from specquilt.python.runtime.decoding.results import CompleteResponse, Json, ResponseInfo
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.redact import Redaction
from specquilt.python.runtime.variants import UnknownVariant


class Cat(Model):
    kind: Literal["cat"]
    lives: int
    name: str


class Dog(Model):
    kind: Literal["dog"]
    bark: str


class Unknown(UnknownVariant):
    kind: str = Field(json_schema_extra={"x-known": ["cat", "dog"]})


class One(Model):
    one: str
    two: str
    three: str


class Two(Model):
    one: int
    two: int


class Owner(Model):
    name: str
    pet: Cat | Dog | None = None


Tagged = Annotated[Cat | Dog, Field(discriminator="kind")] | Unknown
Nested = TypeAliasType("Nested", "str | list[int]")
HTML = "text/html; charset=utf-8"


def explained(kind: Any, content: bytes, content_type: str = "application/json") -> list[str]:
    """Return the lines of the error for a body."""
    info = ResponseInfo(200, Headers([("content-type", content_type)]), None)
    with pytest.raises(DecodingError) as caught:
        Json[Any](lambda: kind).decode(CompleteResponse(info, content), lenient=False)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("kind", "data", "lines"),
    [
        (Owner, {}, ["name: required, but missing"]),
        (Owner, {"name": None}, ["name: expected a string, received null"]),
        (Owner, [], ["the body: expected an object, received an array of 0 items"]),
        (list[Owner], {"a": 1}, ["the body: expected an array, received an object"]),
        (
            list[Owner],
            [{"name": "a"}, {"name": True}, 5],
            [
                "[1].name: expected a string, received a boolean",
                "[2]: expected an object, received an integer",
            ],
        ),
        (
            dict[str, Owner],
            {"a b": {"name": 1.5}},
            ["['a b'].name: expected a string, received a number"],
        ),
        (
            int | str,
            [1],
            ["the body: expected an integer or a string, received an array of 1 item"],
        ),
        (
            Literal["a", "b"],
            "SECRET",
            ["the body: expected 'a' or 'b', received a string of 6 characters"],
        ),
        (
            Owner,
            {"name": "a", "pet": {"bark": "wau"}},
            ["pet.kind: required, but missing (read as Dog)"],
        ),
        (
            Owner,
            {"name": "a", "pet": "SECRET"},
            ["pet: expected an object, received a string of 6 characters"],
        ),
        (
            list[Tagged],
            [{"kind": "cat", "lives": "SECRET", "name": "x"}],
            ["[0].lives: expected an integer, received a string of 6 characters (read as cat)"],
        ),
        (
            Annotated[Cat | Dog, Field(discriminator="kind")],
            {"kind": "SECRET"},
            ["the body: expected one of 'cat', 'dog' as 'kind', received an object"],
        ),
        (
            One | Two,
            {"one": "x", "two": "y"},
            [
                "one: expected an integer, received a string of 1 character (read as Two)",
                "two: expected an integer, received a string of 1 character (read as Two)",
            ],
        ),
        (
            int | list[int] | One,
            ["x"],
            ["[0]: expected an integer, received a string of 1 character"],
        ),
        (
            int | Nested,
            ["x"],
            ["the body: expected an integer or a string, received an array of 1 item"],
        ),
        (
            dict[str, int],
            {"a" * 61: "x", "b" * 62: "", "ü": None},
            [
                f"{'a' * 61}: expected an integer, received a string of 1 character",
                f"['{'b' * 59}]: expected an integer, received a string of 0 characters",
                "['ü']: expected an integer, received null",
            ],
        ),
        (
            dict[str, dict[str, dict[str, dict[str, int]]]],
            {"a" * 61: {"a" * 61: {"a" * 61: {"a" * 61: "x"}}}},
            [
                f"{'.'.join(['a' * 61] * 4)[:200]}:"
                " expected an integer, received a string of 1 character"
            ],
        ),
        (list[Tagged], [{}], ["[0].kind: required, but missing (read as Unknown)"]),
        (tuple[int, int], [1], ["[1]: required, but missing"]),
    ],
)
def test_message_begins_with_the_cause(kind: Any, data: Any, lines: list[str]) -> None:
    *causes, where = explained(kind, json.dumps(data).encode())
    assert causes == lines
    assert where.startswith("in the body of a 200 response; `lenient=True`")


@pytest.mark.parametrize("count", [5, 6, 3000])
def test_message_fits_on_a_screen(count: int) -> None:
    lines = explained(list[Owner], json.dumps([{}] * count).encode())
    assert lines[4] == "[4].name: required, but missing"
    assert [line for line in lines if line.startswith("and ")] == (
        [f"and {min(count, 1000) - 5} more"] if count > 5 else []
    )
    assert len(lines) <= 7


def test_union_of_many_members_is_one_line() -> None:
    members = [
        type(f"Variant{at}", (Model,), {"__annotations__": {f"x{at}": int}}) for at in range(60)
    ]
    kind: Any = members[0]
    for member in members[1:]:
        kind = kind | member
    assert len(explained(kind, b'{"x7": "seven"}')) == 2
    assert explained(kind, b'{"x7": "seven"}')[0].startswith("x7: expected an integer")


@pytest.mark.parametrize(
    ("content", "content_type", "line"),
    [
        (b"", "application/json", "expected JSON, received an empty body"),
        (b"<html>", HTML, f"expected JSON, received 6 bytes of type '{HTML}'"),
        (b"{", "application/json", "expected JSON, received other text: EOF while parsing"),
        (b'{"a": 1', "application/json", "expected JSON, received other text: EOF while parsing"),
    ],
)
def test_body_that_is_not_json_is_reported_by_its_type(
    content: bytes, content_type: str, line: str
) -> None:
    assert explained(Owner, content, content_type)[0].startswith(line)


def test_key_that_a_server_sends_as_a_name_is_replaced() -> None:
    error = concealed(
        DecodingError("fields.the-secret-key: required"), Redaction(["the-secret-key"])
    )
    assert str(error) == "fields.***: required"


def test_answer_of_another_type_leads_to_the_raw_body(runner: Runner, server: Loopback) -> None:
    server.answer(answer(b"<html>", content_type="text/html"))
    with pytest.raises(DecodingError, match="expected JSON, received 6 bytes of type 'text/html'"):
        runner.run(lambda client: client.jobs.get("j1"))
