"""The message of a status error has the server's own words, wherever it puts them."""

from __future__ import annotations

import json
import pickle
import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from specquilt.python.runtime import StatusError
from specquilt.python.runtime.decoding.server_words import words_of

from ..conftest import KEY
from ..server import Loopback, answer, json_answer
from ..stand_in import Client

FASTAPI = {"loc": ["query", "limit"], "msg": "should be at most 100", "type": "less_than_equal"}
CREDIT = {"type": "about:blank", "title": "Out of credit", "detail": "Your balance is 30"}
GOOGLE = {"errors": [{"reason": "notFound", "message": "Not here"}], "code": 404}

keys = st.sampled_from(["message", "error", "errors", "detail", "code", "title", "field", "other"])
scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
values = st.recursive(
    scalars, lambda parts: st.lists(parts) | st.dictionaries(keys, parts), max_leaves=30
)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"message": "no such job"}, "no such job"),
        ({"Message": "not authorized"}, "not authorized"),
        ({"message": "two\n  lines"}, "two lines"),
        ({"message": "\x1b[31mred\x9b0m\x07"}, "[31mred 0m"),
        ({"message": None, "code": "AccessDenied"}, "AccessDenied"),
        (
            {"message": ["a must be set", "b is no text"], "error": "Bad"},
            "a must be set; b is no text",
        ),
        ({"detail": "Not found."}, "Not found."),
        ({"detail": [FASTAPI]}, "query.limit: should be at most 100"),
        ({"detail": [FASTAPI] * 5}, "; ".join(["query.limit: should be at most 100"] * 3)),
        (CREDIT, "Your balance is 30"),
        ({"title": "Out of credit", "status": 403}, "Out of credit"),
        ({"error": "channel_not_found", "ok": False}, "channel_not_found"),
        ({"error": "invalid_grant", "error_description": "it has expired"}, "it has expired"),
        ({"error": {"message": "no such model", "param": "model"}}, "model: no such model"),
        ({"error": GOOGLE}, "Not here"),
        ({"error": {"code": 429, "status": "RESOURCE_EXHAUSTED"}}, "RESOURCE_EXHAUSTED"),
        ({"status": 404, "error": "Not Found", "path": "/x"}, "Not Found"),
        (
            {"errors": [{"detail": "must be set", "source": {"pointer": "/data/a"}}]},
            "/data/a: must be set",
        ),
        (
            {"errors": [{"detail": "is no number", "source": {"parameter": "page"}}]},
            "page: is no number",
        ),
        ({"errors": [{"code": 1003, "message": "no zone"}], "result": None}, "no zone"),
        ({"errors": {"name": ["is too short", "is no name"]}}, "name: is too short, is no name"),
        ({"errors": {"name": "is too short"}}, "name: is too short"),
        ({"errors": ["one", "two", "three", "four"]}, "one; two; three"),
        ({"name": ["is required."]}, "name: is required."),
        ({"fault": {"faultstring": "no such key", "detail": {"errorcode": "x"}}}, "no such key"),
        ({"errors": [{"field": "name", "message": "name is too long"}]}, "name is too long"),
        (["one", "two"], "one; two"),
        ("a text", "a text"),
    ],
)
def test_words_are_found_where_apis_put_them(body: Any, words: str) -> None:
    assert words_of(json.dumps(body).encode()) == words


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        5,
        None,
        [1],
        {"message": 5},
        {"a": {"b": 1}},
        {"token": "t"},
        {"errors": {"a": [1]}},
        {"a": []},
    ],
)
def test_body_that_says_nothing_gives_no_words(body: Any) -> None:
    assert words_of(json.dumps(body).encode()) == ""


def test_words_are_not_searched_for_without_end() -> None:
    deep: Any = "deep"
    for _ in range(8):
        deep = {"error": deep}
    assert words_of(json.dumps(deep).encode()) == ""
    assert words_of(json.dumps(deep["error"]["error"]).encode()) == "deep"
    assert words_of(b'[[[[[["deep"]]]]]]') == "deep"
    assert words_of(b'[[[[[[["deep"]]]]]]]') == ""


@given(values)
@example({})
@example([{}] * 50)
@example({"error": {"error": {"errors": {"detail": {}}}}})
def test_each_part_of_a_body_is_looked_at_a_few_times(body: Any) -> None:
    calls = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event == "call"

    content = json.dumps(body).encode()
    sys.setprofile(count)
    try:
        words_of(content)
    finally:
        sys.setprofile(None)
    assert calls <= 100 * (1 + len(content))


def test_large_body_is_no_message() -> None:
    largest = b'{"message":"no"}'.ljust(100_000)
    assert words_of(largest) == "no"
    assert words_of(largest + b" ") == ""


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"upstream connect error\n", "upstream connect error"),
        (b"Rate limit\nexceeded", "Rate limit exceeded"),
        (b"x" * 2_000, "x" * 2_000),
        (b"x" * 2_001, ""),
        (b" <html>", ""),
        (b"{", ""),
        (b"[" * 1_000, ""),
        (b"\x00\x01", ""),
        (b"two\nlines\x1b", ""),
        (b"", ""),
    ],
)
def test_short_plain_text_is_what_the_server_says(body: bytes, words: str) -> None:
    assert words_of(body) == words


def test_message_has_no_more_than_300_characters_of_the_server(server: Loopback) -> None:
    server.answer(json_answer({"message": "x" * 9999}, 422))
    assert _message(server).count("x") == 300


def test_message_has_no_more_than_200_characters_of_the_path(server: Loopback) -> None:
    server.answer(answer(b"", 404))
    with Client(KEY, base_url=server.url) as client, pytest.raises(StatusError) as caught:
        client.jobs.get("x" * 999)
    assert str(caught.value) == f"GET {'/v1/jobs/':x<200}: 404 Not Found"


@pytest.mark.parametrize("body", [b"[" * 100_000, b"{", b"", b"5"])
def test_message_ends_with_the_status_if_the_server_says_nothing(
    server: Loopback, body: bytes
) -> None:
    server.answer(answer(body, 404))
    assert _message(server) == "GET /v1/jobs/j1: 404 Not Found"


def test_message_does_not_show_a_key_that_the_server_repeats(server: Loopback) -> None:
    server.answer(json_answer({"errors": {"key": [f"unknown: {KEY}"]}}, 404))
    message = _message(server)
    assert "key: unknown: " in message
    assert KEY not in message


def _message(server: Loopback) -> str:
    with Client(KEY, base_url=server.url) as client, pytest.raises(StatusError) as caught:
        client.jobs.get("j1")
    return str(caught.value)


# Shapes that real APIs document or send; @ is the key of the request, which some servers repeat.
_REAL: list[tuple[int, Any, str]] = [
    (401, {"error": {"message": "Incorrect key: @.", "param": None}}, "Incorrect key: ***."),
    (400, {"type": "error", "error": {"type": "invalid", "message": "too big"}}, "too big"),
    (401, {"message": "invalid api token @", "id": "9f"}, "invalid api token ***"),
    (
        422,
        {"message": "Validation Failed", "errors": [{"field": "name", "code": "missing"}]},
        "Validation Failed: name: missing",
    ),
    (403, {"message": {"cause": "write permission required"}}, "write permission required"),
    (409, {"status": "pending", "details": {"message": "already exists"}}, "already exists"),
    (
        400,
        {"success": False, "error": {"message": "Invalid", "details": [{"message": "bad id"}]}},
        "Invalid: bad id",
    ),
    (422, {"errors": {"kind": ["cannot be empty", "unknown"]}, "status": 422}, "cannot be empty"),
    (422, {"errors": "waiting for processing"}, "waiting for processing"),
    (
        403,
        {"status": 403, "errors": [{"title": "Scope write needed", "code": "forbidden"}]},
        "Scope write needed",
    ),
    (404, {"title": "Not found", "detail": "the receipt is unknown"}, "the receipt is unknown"),
    (
        422,
        {"title": "Invalid request.", "errors": [{"loc": ["body", "name"], "msg": "required"}]},
        "body.name: required",
    ),
    (
        400,
        {"code": "invalid", "detail": "Invalid credential type.", "attribute": "kind"},
        "Invalid credential type.",
    ),
    (
        400,
        {"detail": {"error_message": "user id exists", "error_type": "INVALID"}},
        "user id exists",
    ),
    (400, {"error": "no connected sources", "success": False}, "no connected sources"),
    (405, {"status": "failure", "code": 5, "message": "Method not allowed"}, "not allowed"),
    (501, {"error": "not_implemented", "error_description": "not done yet"}, "not done yet"),
    (500, {"success": False, "message": "Test with key=@"}, "Test with key=***"),
    (503, "some shards are not ready", "some shards are not ready"),
    (400, {"status": {"error": "Wrong input: no vector"}, "time": 0.1}, "Wrong input: no vector"),
    (
        400,
        {"statusCode": 400, "message": ["limit is too big"], "error": "Bad Request"},
        "limit is too big",
    ),
    (
        400,
        {"title": "Errors occurred.", "errors": {"Name": ["The field is required."]}},
        "Name: The field is required.",
    ),
    (
        422,
        {"message": "The name is required.", "errors": {"name": ["The name is required."]}},
        "name: The name is required.",
    ),
    (
        400,
        {
            "errorSummary": "Api validation failed",
            "errorCauses": [{"errorSummary": "login: exists"}],
        },
        "Api validation failed: login: exists",
    ),
    (400, {"__type": "ValidationException", "Message": "1 validation error"}, "1 validation error"),
    (
        400,
        {"error": {"status": "INVALID_ARGUMENT", "message": "Key @ not valid", "details": [{}]}},
        "Key *** not valid",
    ),
]


@pytest.mark.parametrize(("status", "body", "words"), _REAL)
def test_message_explains_what_real_servers_say_without_the_key(
    server: Loopback, status: int, body: Any, words: str
) -> None:
    server.answer(answer(json.dumps(body).replace("@", KEY).encode(), status))
    with Client(KEY, base_url=server.url, max_retries=0) as client:
        with pytest.raises(StatusError) as caught:
            client.jobs.get("j1")
        error = caught.value
    assert words in str(error)
    assert str(error).startswith(f"GET /v1/jobs/j1: {status} ")
    assert KEY not in repr((error, error.body, error.data, pickle.dumps(error)))


def test_there_are_at_least_20_real_bodies() -> None:
    assert len(_REAL) >= 20
