"""Bodies and values without a server: what is sent, and what is refused."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from enum import Enum, IntEnum, StrEnum
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import Field

from specquilt.python.runtime import (
    OMIT,
    BinaryBody,
    FormBody,
    InvalidRequestError,
    JsonBody,
    Model,
    MultipartBody,
    Param,
    WholeBody,
)
from specquilt.python.runtime.encoding.bodies import Body
from specquilt.python.runtime.encoding.choice import encode_as
from specquilt.python.runtime.encoding.parameters import path_text, query_pairs
from specquilt.python.runtime.encoding.scalars import json_bytes, plain_value, text_of

FORM = "application/x-www-form-urlencoded"


class Shade(StrEnum):
    DARK = "dark"


class Level(IntEnum):
    HIGH = 2


class Other(Enum):
    ON = True
    HALF = 0.5


class Named(Model):
    name: str = Field(alias="Name")
    size: int = 5


JSON = "application/json"


@pytest.mark.parametrize(
    ("body", "arguments", "extra", "written"),
    [
        (JsonBody("a", renamed={"a": "A"}), {"a": 1, "b": 2}, {}, (b'{"A":1}', JSON)),
        (JsonBody("a"), {"a": 1}, {"a": 2}, (b'{"a":2}', JSON)),
        (JsonBody("a"), {"a": None}, {}, (b'{"a":null}', JSON)),
        (JsonBody("a"), {"a": OMIT}, {}, (b"{}", JSON)),
        (JsonBody("a", required=False), {"a": OMIT}, {}, None),
        (JsonBody("a", required=False), {"a": None}, {}, (b'{"a":null}', JSON)),
        (JsonBody("a", required=False), {}, {"a": 1}, (b'{"a":1}', JSON)),
        (JsonBody("a", media_type="a/json"), {"a": "ü"}, {}, ('{"a":"ü"}'.encode(), "a/json")),
        (WholeBody(), {"body": "x"}, {}, (b'"x"', JSON)),
        (WholeBody(), {"body": Named(Name="n")}, {"x": 1}, (b'{"Name":"n","x":1}', JSON)),
        (WholeBody(), {"body": None}, {}, (b"null", JSON)),
        (WholeBody(), {}, {}, None),
        (WholeBody("text/plain"), {"body": "ü"}, {}, ("ü".encode(), "text/plain")),
        (WholeBody("text/plain"), {"body": b"\xff"}, {}, (b"\xff", "text/plain")),
        (WholeBody("text/plain"), {"body": [1]}, {}, (b"[1]", "text/plain")),
        (FormBody("a", renamed={"a": "A"}), {"a": True}, {"b": [1, 2]}, (b"A=true&b=1&b=2", FORM)),
        (FormBody("a"), {}, {}, (b"", FORM)),
        (BinaryBody(), {"body": b"x"}, {}, (b"x", "application/octet-stream")),
        (BinaryBody("a/b"), {"body": b"x"}, {}, (b"x", "a/b")),
        (BinaryBody(), {"body": None}, {}, None),
        (BinaryBody(), {}, {}, None),
        (MultipartBody(("a",), ("b",)), {"a": OMIT, "b": None}, {}, None),
        (MultipartBody(("a",), ("b",)), {"a": None}, {"c": None}, None),
    ],
)
def test_body_is_written(
    body: Body,
    arguments: dict[str, object],
    extra: dict[str, object],
    written: tuple[bytes, str] | None,
) -> None:
    encoded = body.encode(arguments, extra)
    assert (encoded and (encoded.content, encoded.media_type)) == written


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Shade.DARK, "dark"),
        (Level.HIGH, "2"),
        (Other.ON, "true"),
        (Other.HALF, "0.5"),
        (datetime(2026, 1, 2, tzinfo=timezone(timedelta(hours=2))), "2026-01-02T00:00:00+02:00"),
        (time(3, 4), "03:04:00"),
        (date(2026, 1, 2), "2026-01-02"),
        (bytearray(b"\xff"), "/w=="),
        ({"a": OMIT, "b": "ü"}, '{"b":"ü"}'),
        ([1, "a"], '[1,"a"]'),
        (Named(Name="n"), '{"Name":"n"}'),
    ],
)
def test_value_is_written_as_text(value: Any, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {(1, 2): 3}, object(), [object()]])
def test_value_that_is_no_json_is_refused(value: Any) -> None:
    with pytest.raises(InvalidRequestError, match="cannot be sent as JSON"):
        json_bytes(value)


def test_value_that_is_too_deep_for_json_is_refused() -> None:
    value: list[Any] = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(InvalidRequestError, match="cannot be sent as JSON: maximum recursion"):
        json_bytes(value)


def test_text_that_is_no_unicode_is_refused() -> None:
    for refused in (
        lambda: json_bytes("\udcff"),
        lambda: WholeBody("text/plain").encode({"body": "\udcff"}, {}),
        lambda: list(query_pairs(Param("a", "query"), "\udcff")),
    ):
        with pytest.raises(InvalidRequestError, match="cannot be sent as UTF-8"):
            refused()


def test_object_of_another_library_may_say_what_it_is_as_a_list() -> None:
    assert plain_value(SimpleNamespace(tolist=lambda: [1.0])) == [1.0]
    with pytest.raises(InvalidRequestError, match="SimpleNamespace cannot be sent as JSON"):
        plain_value(SimpleNamespace(tolist=[1.0]))


@pytest.mark.parametrize(
    ("value", "shown"), [(OMIT, "omitted"), (None, "None"), ("", "''"), ("..", "'..'")]
)
def test_path_needs_its_parameters(value: Any, shown: str) -> None:
    with pytest.raises(InvalidRequestError, match=f"^'own' must not be {shown}: it is part of"):
        path_text(Param("own", "path", "Wire"), value)


# --- in another media type -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("media_type", "body", "arguments", "extra", "content"),
    [
        ("a/b", JsonBody("a"), {"a": 1}, "ü", "ü".encode()),
        ("a/b", JsonBody("a"), {"a": 1}, b"\xff", b"\xff"),
        ("text/json", JsonBody("a", renamed={"a": "A"}), {"a": 1}, {"b": 2}, b'{"A":1,"b":2}'),
        ("TEXT/JSON ; a=b", JsonBody("a"), {"a": OMIT}, {}, b"{}"),
        ("application/own+json", FormBody("a"), {"a": [1]}, {}, b'{"a":[1]}'),
        (FORM, JsonBody("a", "b"), {"a": [1, "&"]}, {"c": None}, b"a=1&a=%26"),
        (f"{FORM.upper()}; a=b", JsonBody("a"), {"a": 1}, {}, b"a=1"),
        (FORM, WholeBody(), {"body": Named(Name="n")}, {"b": 2}, b"Name=n&b=2"),
        ("text/csv", WholeBody(), {"body": "a;b"}, {}, b"a;b"),
        ("text/csv", WholeBody(), {"body": b"a;b"}, {}, b"a;b"),
        ("application/own+json", WholeBody(), {"body": [1]}, {}, b"[1]"),
        ("a/b", BinaryBody(), {"body": b"x"}, {}, b"x"),
    ],
)
def test_body_is_written_in_another_media_type(
    media_type: str, body: Body, arguments: dict[str, object], extra: Any, content: bytes
) -> None:
    encoded = encode_as(media_type, body, arguments, extra)
    assert encoded is not None
    assert encoded.content == content
    is_form = media_type.lower().startswith(FORM)
    assert encoded.media_type == (FORM if is_form else media_type)


@pytest.mark.parametrize(
    ("media_type", "body", "arguments"),
    [
        ("text/csv", JsonBody("a"), {"a": 1}),
        ("text/csv", WholeBody(), {"body": {"a": 1}}),
        ("application/jsonl", JsonBody("a"), {"a": 1}),
        (FORM, WholeBody(), {"body": [1]}),
        ("a/b\n", JsonBody("a"), {}),
    ],
)
def test_body_that_cannot_be_written_in_a_media_type_is_refused(
    media_type: str, body: Body, arguments: dict[str, object]
) -> None:
    with pytest.raises(InvalidRequestError):
        encode_as(media_type, body, arguments, {})


def test_nothing_is_nothing_in_any_media_type() -> None:
    for media_type in ("text/csv", "text/json"):
        assert encode_as(media_type, WholeBody(), {}, {}) is None
