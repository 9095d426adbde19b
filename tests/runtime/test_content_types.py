"""The option `content_type` sends a body in another media type than its usual one."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

import pytest

from specquilt.python.runtime import InvalidRequestError, WholeBody
from specquilt.python.runtime.encoding.choice import encode_as

from .conftest import Runner
from .scenarios import GOOD
from .server import Loopback, Received


def sent(runner: Runner, server: Loopback, use: Any, **options: Any) -> Received:
    server.answer(GOOD)
    runner.run(lambda client: use(client, options))
    return server.received[0]


def create(client: Any, options: Any) -> Any:
    return client.jobs.create(name="n&", float_=1.5, options=options)


@pytest.mark.parametrize("media_type", ["application/vnd.a+json", "text/json; charset=utf-8"])
def test_json_of_another_name(runner: Runner, server: Loopback, media_type: str) -> None:
    request = sent(runner, server, create, content_type=media_type)
    assert request.headers["content-type"] == media_type
    assert json.loads(request.body) == {"name": "n&", "float": 1.5}


def test_arguments_are_sent_as_a_form(runner: Runner, server: Loopback) -> None:
    media_type = "application/x-www-form-urlencoded"
    request = sent(runner, server, create, content_type=f"{media_type}; a=b")
    assert request.headers["content-type"].startswith(media_type)
    assert parse_qs(request.body.decode()) == {"name": ["n&"], "float": ["1.5"]}


def test_arguments_are_sent_as_parts(runner: Runner, server: Loopback) -> None:
    request = sent(runner, server, create, content_type="multipart/form-data")
    assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="name"\r\n\r\nn&\r\n' in request.body


def test_arguments_cannot_be_sent_in_every_type(runner: Runner, server: Loopback) -> None:
    with pytest.raises(InvalidRequestError, match="cannot be sent as 'text/csv'"):
        sent(runner, server, create, content_type="text/csv")
    assert server.received == []


@pytest.mark.parametrize("body", ["a;b", b"a;b"])
def test_complete_body_is_sent_in_any_type(runner: Runner, server: Loopback, body: Any) -> None:
    request = sent(runner, server, create, content_type="text/csv", body=body)
    assert (request.headers["content-type"], request.body) == ("text/csv", b"a;b")


def test_binary_body_of_another_type(runner: Runner, server: Loopback) -> None:
    request = sent(
        runner,
        server,
        lambda client, options: client.put(b"RIFF", options=options),
        content_type="audio/wav",
    )
    assert (request.headers["content-type"], request.body) == ("audio/wav", b"RIFF")


def test_whole_body_is_sent_as_a_form_if_it_is_an_object() -> None:
    form = "application/x-www-form-urlencoded"
    found = encode_as(form, WholeBody(), {"body": {"a": "b&"}}, {})
    assert found is not None
    assert (found.content, found.media_type) == (b"a=b%26", form)


@pytest.mark.parametrize(
    ("media_type", "body", "content"),
    [("text/csv", "a;b", b"a;b"), ("text/json", {"a": 1}, b'{"a":1}')],
)
def test_whole_body_of_another_type(media_type: str, body: Any, content: bytes) -> None:
    found = encode_as(media_type, WholeBody(), {"body": body}, {})
    assert found is not None
    assert (found.content, found.media_type) == (content, media_type)
