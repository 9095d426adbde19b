"""What is replaced in what a server sent: secrets as they are, and as JSON and URLs write them."""

from __future__ import annotations

import json
import pickle
from typing import Any
from urllib.parse import quote

import pytest

from specquilt.python.runtime import DecodingError, ResponseError, StatusError
from specquilt.python.runtime.concealment import concealed
from specquilt.python.runtime.errors import Problem
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.redact import Redaction, mask, public_headers, secrets_in

SECRET = 'a"b/c d\\é'


@pytest.mark.parametrize(
    ("name", "value", "secret"),
    [
        ("x-api-key", "abcd", {"abcd"}),
        ("x-api-key", "abc", set()),
        ("x-other", "12345678", {"12345678"}),
        ("x-other", "1234567", set()),
        ("authorization", "Bearer abcd", {"Bearer abcd", "abcd"}),
        ("authorization", "Own a b abcd", {"Own a b abcd", "abcd"}),
        ("authorization", "Bearer abc", {"Bearer abc"}),
        ("content-type", "application/json", set()),
    ],
)
def test_secrets_of_a_header_are_its_value_and_its_last_word(
    name: str, value: str, secret: set[str]
) -> None:
    """From four characters on if the field is named like a secret, from eight if it is not."""
    assert set(secrets_in({name: value})) == secret


@pytest.mark.parametrize(
    "written",
    [SECRET, quote(SECRET, safe=""), json.dumps(SECRET)[1:-1], 'a\\"b\\/c d\\\\\\u00e9'],
    ids=["as it is", "in a URL", "in JSON", "in JSON of other tools"],
)
def test_secret_is_replaced_as_it_is_written(written: str) -> None:
    redaction = Redaction([SECRET])
    assert redaction.text(f'["{written}"]') == '["***"]'
    assert redaction.content(f'["{written}"]'.encode()) == b'["***"]'


def test_longer_secret_is_replaced_before_one_that_is_a_part_of_it() -> None:
    for secrets in (["abcd", "abcdefgh"], ["abcdefgh", "abcd"]):
        assert Redaction(secrets).text("abcdefgh abcd") == "*** ***"


@pytest.mark.parametrize("secret", ["", "abc"])
def test_very_short_secret_is_not_replaced(secret: str) -> None:
    assert Redaction([secret]).text("abcd") == "abcd"


def test_secrets_are_replaced_in_all_of_a_value() -> None:
    given = {"abcd": ["abcd", 5, None, True, {"a": b"abcd"}], "b": 1.5}
    assert Redaction(["abcd"]).value(given) == {
        "***": ["***", 5, None, True, {"a": b"***"}],
        "b": 1.5,
    }


def test_representation_of_a_client_says_which_credentials_it_has() -> None:
    assert mask({"api_key": "abcd", "user": "", "password": None}) == (
        "api_key=***, user=None, password=None"
    )


def test_only_harmless_headers_are_shown() -> None:
    assert public_headers({"content-type": "a/b", "x-key": "k"}) == {
        "content-type": "a/b",
        "x-key": "***",
    }


# --- errors ----------------------------------------------------------------------------------


def shown_by(error: ResponseError) -> dict[str, object]:
    """Return what an error shows once it was pickled."""
    twin = pickle.loads(pickle.dumps(error))
    return {"content": twin.content, "body": twin.body, "headers": dict(twin.headers)}


@pytest.mark.parametrize("fields", [{"A": "abcd", "b": "x"}, [("A", "abcd"), ("b", "x")]])
def test_error_shows_no_secret(fields: Any) -> None:
    content = b'{"abcd":["abcd",1]}'
    given = fields if isinstance(fields, dict) else Headers(fields)
    error = StatusError("m", status=404, headers=given, content=content, request_id="r")
    assert concealed(error, Redaction(["abcd"])) is error
    assert (error.content, error.status, error.request_id) == (content, 404, "r")
    assert error.body == {"***": ["***", 1]}
    assert dict(error.headers) == {"a": "***", "b": "x"}
    assert shown_by(error) == {
        "content": b'{"***":["***",1]}',
        "body": {"***": ["***", 1]},
        "headers": {"a": "***", "b": "x"},
    }


def test_error_shows_repeated_header_fields_one_by_one() -> None:
    headers = Headers([("a", "1"), ("a", "abcd"), ("b", "2")])
    error = concealed(ResponseError(headers=headers), Redaction(["abcd"]))
    assert isinstance(error.headers, Headers)
    assert error.headers.get_list("a") == ["1", "***"]


def test_error_without_a_secret_keeps_its_body_when_it_is_pickled() -> None:
    error = concealed(ResponseError(content=b'"own"'), Redaction(["abcd"]))
    assert shown_by(error) == {"content": b'"own"', "body": "own", "headers": {}}


def test_message_of_a_body_that_was_not_understood_shows_no_secret() -> None:
    problem: Problem = {
        "type": "missing",
        "loc": ("abcd", 0),
        "msg": "abcd",
        "input": {"a": "abcd"},
    }
    error = DecodingError("fields.abcd: required", errors=[problem], content=b"abcd")
    assert concealed(error, Redaction(["abcd"])).errors == [
        {"type": "missing", "loc": ("***", 0), "msg": "***", "input": {"a": "***"}}
    ]
    assert (str(error), error.content) == ("fields.***: required", b"abcd")
