"""Every documented body can be sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loopback import Request
from wire.media_types import Api


def _sent(package: Any, use: Callable[[Any], Any]) -> Request:
    api = Api(package, status=204)
    api(use)
    (request,) = api.requests
    return request


def test_body_has_the_documented_media_type(package: Any) -> None:
    merged = _sent(package, lambda client: client.merge(name="x"))
    assert (merged.content_type, merged.body) == ("application/merge-patch+json", b'{"name":"x"}')
    replaced = _sent(package, lambda client: client.replace(body=["x"]))
    assert (replaced.content_type, replaced.body) == ("text/json", b'["x"]')
    usual = _sent(package, lambda client: client.choose(name="x"))
    assert (usual.content_type, usual.body) == ("application/json", b'{"name":"x"}')


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("application/vnd.thing+json", b'{"name":"x y","at-all":"z"}'),
        ("application/x-www-form-urlencoded", b"name=x%20y&at-all=z"),
    ],
)
def test_caller_chooses_the_media_type(package: Any, media_type: str, content: bytes) -> None:
    options = {"content_type": media_type}
    request = _sent(package, lambda c: c.choose(name="x y", at_all="z", options=options))
    assert (request.header("content-type"), request.body) == (media_type, content)


def test_caller_chooses_multipart(package: Any) -> None:
    options = {"content_type": "multipart/form-data", "body": {"more": "m"}}
    request = _sent(package, lambda c: c.choose(name="x", at_all="z", options=options))
    assert [(part.name, part.content) for part in request.parts] == [
        ("name", b"x"),
        ("at-all", b"z"),
        ("more", b"m"),
    ]


def test_files_are_parts_of_a_chosen_multipart_form(package: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"from disk")
    more = {"disk": tmp_path / "a.txt", "several": [b"1", ("b.csv", b"2")], "rows": [1, 2]}
    options = {"content_type": "multipart/form-data", "body": more}
    request = _sent(package, lambda c: c.choose(name=b"\xff", at_all="z", options=options))
    assert sorted((part.name, part.filename or "", part.content) for part in request.parts) == [
        ("at-all", "", b"z"),
        ("disk", "a.txt", b"from disk"),
        ("name", "upload", b"\xff"),
        ("rows", "", b"1"),
        ("rows", "", b"2"),
        ("several", "b.csv", b"2"),
        ("several", "upload", b"1"),
    ]


def test_files_of_a_whole_body_are_parts_of_a_chosen_multipart_form(package: Any) -> None:
    options = {"content_type": "multipart/form-data"}
    body = {"file": b"\xff", "name": "x"}
    request = _sent(package, lambda client: client.replace(body=body, options=options))
    assert [(part.name, part.filename, part.content) for part in request.parts] == [
        ("name", None, b"x"),
        ("file", "upload", b"\xff"),
    ]


@pytest.mark.parametrize("body", [b"<a/>", "<a/>"])
def test_caller_sends_any_other_media_type_already_encoded(package: Any, body: str | bytes) -> None:
    options = {"content_type": "application/xml", "body": body}
    request = _sent(package, lambda client: client.choose(options=options))
    assert (request.content_type, request.body) == ("application/xml", b"<a/>")


def test_method_query_is_sent_with_its_body(package: Any) -> None:
    api = Api(package, "application/json", b'{"name": "x"}')
    assert api(lambda client: client.search(q="x")).name == "x"
    assert [(each.method, each.body) for each in api.requests] == [("QUERY", b'{"q":"x"}')]


def test_text_is_sent_although_a_form_without_fields_is_documented_first(package: Any) -> None:
    request = _sent(package, lambda client: client.fill(body="words"))
    assert (request.content_type, request.body) == ("text/plain", b"words")


def test_whole_body_is_sent_as_a_form(package: Any) -> None:
    options = {"content_type": "application/x-www-form-urlencoded"}
    request = _sent(package, lambda client: client.replace(body={"at-all": "x"}, options=options))
    assert (request.content_type, request.body) == (options["content_type"], b"at-all=x")


@pytest.mark.parametrize(
    "options",
    [
        {"content_type": "application/xml"},
        {"content_type": "a\r\nb: c"},
        {"content_type": 5},
        {"body": b"{}"},
    ],
)
def test_media_type_that_cannot_be_sent_is_refused(package: Any, options: Any) -> None:
    with pytest.raises(package.errors.InvalidRequestError):
        Api(package)(lambda client: client.choose(name="x", options=options))


def test_operation_without_a_body_has_no_media_type(package: Any) -> None:
    with pytest.raises(package.errors.InvalidRequestError, match="has no body"):
        Api(package)(lambda client: client.page(options={"content_type": "text/plain"}))


def test_multipart_form_without_a_file_has_parts_of_the_documented_type(package: Any) -> None:
    (part,) = _sent(package, lambda client: client.offer(name="v=0")).parts
    assert (part.name, part.filename, part.content_type, part.content) == (
        "name",
        None,
        "application/sdp",
        b"v=0",
    )
