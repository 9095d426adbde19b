"""Parameters and bodies, as OpenAPI says they are written."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from urllib.parse import parse_qsl, unquote
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from specquilt.python.runtime import (
    OMIT,
    BinaryBody,
    Empty,
    FormBody,
    InvalidRequestError,
    JsonBody,
    Model,
    MultipartBody,
    Operation,
    Param,
    WholeBody,
)
from specquilt.python.runtime.encoding.parameters import (
    Style,
    cookie_text,
    header_text,
    path_text,
    query_pairs,
)
from specquilt.python.runtime.encoding.scalars import json_bytes, text_of

COLOURS = ["blue", "black", "brown"]
RGB = {"R": 100, "G": 200, "B": 150}


class Colour(Model):
    R: int
    G: int = 0


class Tint(Enum):
    RED = "red"


@pytest.mark.parametrize(
    ("style", "explode", "value", "query"),
    [
        ("form", None, COLOURS, "c=blue&c=black&c=brown"),
        ("form", False, COLOURS, "c=blue,black,brown"),
        ("form", True, RGB, "R=100&G=200&B=150"),
        ("form", False, RGB, "c=R,100,G,200,B,150"),
        ("spaceDelimited", None, COLOURS, "c=blue%20black%20brown"),
        ("spaceDelimited", False, RGB, "c=R%20100%20G%20200%20B%20150"),
        ("pipeDelimited", None, COLOURS, "c=blue%7Cblack%7Cbrown"),
        ("pipeDelimited", True, COLOURS, "c=blue&c=black&c=brown"),
        ("deepObject", None, RGB, "c%5BR%5D=100&c%5BG%5D=200&c%5BB%5D=150"),
        (
            "deepObject",
            None,
            {"a": {"b": [1, 2]}},
            "c%5Ba%5D%5Bb%5D%5B%5D=1&c%5Ba%5D%5Bb%5D%5B%5D=2",
        ),
        ("deepObject", None, ["a", "b"], "c%5B%5D=a&c%5B%5D=b"),
        (
            "deepObject",
            None,
            {"a": [{"b": 1}, {"b": 2}]},
            "c%5Ba%5D%5B0%5D%5Bb%5D=1&c%5Ba%5D%5B1%5D%5Bb%5D=2",
        ),
        ("deepObject", None, Colour(R=1), "c%5BR%5D=1"),
        ("form", None, "a,b&c=d", "c=a%2Cb%26c%3Dd"),
        ("form", False, ["a,b", "c"], "c=a%2Cb,c"),
        ("form", None, "", "c="),
        ("form", None, [], ""),
        ("form", None, ("x", None, OMIT), "c=x"),
        ("form", None, None, ""),
        ("form", None, OMIT, ""),
        ("form", None, Tint.RED, "c=red"),
    ],
)
def test_query_style(style: Any, explode: bool | None, value: Any, query: str) -> None:
    assert "&".join(query_pairs(Param("c", "query", style=style, explode=explode), value)) == query


@pytest.mark.parametrize(
    ("explode", "value", "text"),
    [
        (None, "a b", "a%20b"),
        (None, COLOURS, "blue,black,brown"),
        (None, RGB, "R,100,G,200,B,150"),
        (True, RGB, "R=100,G=200,B=150"),
    ],
)
def test_path_style(explode: bool | None, value: Any, text: str) -> None:
    assert path_text(Param("c", "path", explode=explode), value) == text


def test_header_and_cookie_style() -> None:
    assert header_text(Param("c", "header"), COLOURS) == "blue,black,brown"
    assert header_text(Param("c", "header"), "a b") == "a b"
    assert cookie_text(Param("c", "cookie", "C"), "a;b") == "C=a%3Bb"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (1, "1"),
        (1.5, "1.5"),
        (datetime(2026, 1, 2, 3, 4, 5), "2026-01-02T03:04:05Z"),
        (datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC), "2026-01-02T03:04:05.000678Z"),
        (date(2026, 1, 2), "2026-01-02"),
        (UUID(int=5), "00000000-0000-0000-0000-000000000005"),
        (Decimal("1.10"), "1.10"),
        (Tint.RED, "red"),
        (b"\x00\xff", "AP8="),
        (np.float32(0.5), "0.5"),
    ],
)
def test_scalar_as_text(value: Any, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "UTC"])
def test_naive_times_are_sent_as_utc(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        naive = datetime(2026, 1, 2, 3, 4, 5)
        assert text_of(naive) == "2026-01-02T03:04:05Z"
        assert json_bytes({"a": naive}) == b'{"a":"2026-01-02T03:04:05Z"}'
    finally:
        monkeypatch.undo()
        time.tzset()


@given(st.text().filter(lambda text: text not in ("", ".", "..")))
def test_path_parameter_comes_back_as_it_was_and_stays_one_segment(text: str) -> None:
    encoded = path_text(Param("c", "path"), text)
    assert unquote(encoded) == text
    assert not set("/?#\\ \r\n") & set(encoded)


@given(st.lists(st.text(), min_size=1))
def test_query_parameter_comes_back_as_it_was(texts: list[str]) -> None:
    query = "&".join(query_pairs(Param("ü&=", "query"), texts))
    assert parse_qsl(query, keep_blank_values=True) == [("ü&=", text) for text in texts]


def test_json_takes_arrays_mappings_and_sets() -> None:
    value = {"a": np.array([[1.0, 2.0]]), "b": {3}, "c": range(2), "d": Colour(R=1)}
    assert json_bytes(value) == b'{"a":[[1.0,2.0]],"b":[3],"c":[0,1],"d":{"R":1}}'


def test_json_that_contains_itself_is_refused() -> None:
    value: list[Any] = []
    value.append(value)
    with pytest.raises(InvalidRequestError):
        json_bytes(value)


def test_optional_json_body_of_nothing_is_no_body() -> None:
    assert JsonBody("a", required=False).encode({}, {}) is None
    required = JsonBody("a").encode({}, {})
    assert required is not None
    assert required.content == b"{}"


def test_whole_body_is_sent_as_it_is() -> None:
    encoded = WholeBody().encode({"body": [1, {"a": None}]}, {})
    assert encoded is not None
    assert (encoded.content, encoded.media_type) == (b'[1,{"a":null}]', "application/json")
    text = WholeBody("text/plain").encode({"body": "hü"}, {})
    assert text is not None
    assert text.content == "hü".encode()
    assert WholeBody().encode({"body": OMIT}, {}) is None


def test_whole_body_takes_extra_fields_if_it_is_an_object() -> None:
    class Named(BaseModel):
        name: str = Field(alias="Name")

    for body in ({"Name": "n"}, Named(Name="n")):
        encoded = WholeBody().encode({"body": body}, {"x": 1})
        assert encoded is not None
        assert encoded.content == b'{"Name":"n","x":1}'
    alone = WholeBody().encode({"body": OMIT}, {"x": 1})
    assert alone is not None
    assert alone.content == b'{"x":1}'
    for no_object in ([1], "text", b"bytes"):
        with pytest.raises(InvalidRequestError, match="additional fields"):
            WholeBody("text/plain").encode({"body": no_object}, {"x": 1})


def test_form_body_is_urlencoded() -> None:
    body = FormBody("a_", "b", "c", renamed={"a_": "a"})
    encoded = body.encode({"a_": "x y", "b": [1, True], "c": OMIT}, {"d": "&"})
    assert encoded is not None
    assert encoded.content == b"a=x%20y&b=1&b=true&d=%26"


def test_fields_of_a_form_have_their_styles() -> None:
    styles: dict[str, tuple[Style, bool]] = {"a": ("deepObject", True), "b": ("form", False)}
    body = FormBody("a_", "b", renamed={"a_": "a"}, styles=styles)
    encoded = body.encode({"a_": {"x": [{"y": 1}]}, "b": ["u", "v"]}, {})
    assert encoded is not None
    assert encoded.content == b"a%5Bx%5D%5B0%5D%5By%5D=1&b=u,v"


def test_parts_say_their_content_type_where_the_document_gives_one() -> None:
    types = {"meta": "application/json", "image": "image/png"}
    body = MultipartBody(("meta", "note"), ("image", "other"), media_types=types)
    given = {"meta": {"a": 1}, "note": "n", "image": b"i", "other": ("o.txt", b"o")}
    encoded = body.encode(given, {})
    assert encoded is not None
    assert not isinstance(encoded.content, bytes)
    sent = b"".join(encoded.content.open()).decode()
    assert 'name="meta"\r\nContent-Type: application/json\r\n\r\n{"a":1}' in sent
    assert 'name="note"\r\n\r\nn' in sent
    assert 'name="image"; filename="upload"\r\nContent-Type: image/png\r\n' in sent
    assert 'filename="o.txt"\r\nContent-Type: text/plain\r\n' in sent


def test_binary_and_missing_bodies() -> None:
    assert BinaryBody().encode({}, {}) is None
    assert MultipartBody(("a",), ("b",)).encode({"a": OMIT}, {}) is None
    with pytest.raises(InvalidRequestError):
        BinaryBody().encode({"body": b""}, {"extra": 1})


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/a#b", "/a"),
        ("/a/{the-id}#b", "/a/1%232"),
        ("/a#{the-id}#b", "/a"),
        ("/{the-id}?c=d#e", "/1%232?c=d"),
        ("/{a#b}/c#d", "/x/c"),
    ],
)
def test_fragments_that_tell_paths_apart_are_not_sent(path: str, sent: str) -> None:
    params = (Param("the_id", "path", "the-id"), Param("a_b", "path", "a#b"))
    operation = Operation("x", "GET", path, params=params, result=Empty())
    assert operation.path_with({"the_id": "1#2", "a_b": "x"}, "/v1") == f"/v1{sent}"


def test_operation_joins_its_parameters() -> None:
    operation = Operation(
        "x",
        "GET",
        "/a/{the-id}.{ext}/b",
        params=(
            Param("the_id", "path", "the-id"),
            Param("ext", "path"),
            Param("h", "header", "X-H"),
            Param("c", "cookie"),
            Param("d", "cookie"),
        ),
        result=Empty(),
    )
    arguments = {"the_id": "1/2", "ext": "json", "h": True, "c": 1, "d": 2}
    assert operation.path_with(arguments) == "/a/1%2F2.json/b"
    assert operation.headers_with(arguments) == {"x-h": "true", "cookie": "c=1; d=2"}
    with pytest.raises(InvalidRequestError, match="'ext'"):
        operation.path_with({"the_id": "1"})
