"""Every documented answer can be received; one that is not documented is returned."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from loopback import LoopbackServer, Response
from wire.media_types import Api

CAME = [
    ("application/json", b'{"a": [1]}', {"a": [1]}),
    ("application/problem+json; charset=utf-8", b"null", None),
    ("text/plain", b"OK", "OK"),
    ("application/json", b"OK", "OK"),
    ("application/xml", b"<a/>", "<a/>"),
    ("text/plain; charset=latin-1", b"\xe4", "ä"),
    ("image/png", b"\x89PNG", b"\x89PNG"),
    ("", b"\x00", b"\x00"),
    ("application/json", b"", None),
]


@pytest.mark.parametrize(("content_type", "content", "value"), CAME)
@pytest.mark.parametrize("name", ["silent", "redirected", "emptied"])
def test_undocumented_answer_is_returned(
    package: Any, name: str, content_type: str, content: bytes, value: object
) -> None:
    api = Api(package, content_type, content)
    assert api(lambda client: getattr(client, name)()) == value
    assert api.in_async_client(name) == value


@pytest.mark.parametrize("name", ["gone", "deleted"])
def test_method_without_content_returns_nothing(package: Any, name: str) -> None:
    assert Api(package)(lambda client: getattr(client, name)()) is None


# --- answers of several kinds ----------------------------------------------------------------


def test_audio_beside_events_is_received_as_bytes(package: Any) -> None:
    mp3 = b"ID3\x04\x00\n\n\xff\xfb"
    api = Api(package, "audio/mpeg", mp3)
    assert api(lambda client: client.speak(text="hi").read()) == mp3
    with pytest.raises(package.errors.DecodingError, match="'audio/mpeg'"):
        api(lambda client: list(client.speak_stream(text="hi")))


def test_events_beside_audio_are_received_as_events(package: Any) -> None:
    api = Api(package, "text/event-stream", b'data: {"a": 1}\n\n')
    assert api(lambda client: list(client.speak_stream(text="hi"))) == [{"a": 1}]
    assert api.requests[0].header("accept") == "text/event-stream"


@pytest.mark.parametrize(
    ("content_type", "content"),
    [
        ("application/x-ndjson", b'{"a": 1}\n{"a": 2}\n'),
        ("application/json", b'{"a": 1}'),
        ("audio/mpeg", b"ID3"),
        ("audio/mpeg", b""),
        ("text/plain", b"\n\n"),
    ],
)
def test_other_answer_than_events_is_never_an_empty_list(
    package: Any, content_type: str, content: bytes
) -> None:
    with pytest.raises(package.errors.DecodingError, match="expected a stream"):
        Api(package, content_type, content)(lambda client: list(client.lines()))


def test_csv_beside_json_is_in_the_error_and_in_the_raw_response(package: Any) -> None:
    api = Api(package, "text/csv", b"a,b\n")
    with pytest.raises(package.errors.DecodingError, match="raw_response") as caught:
        api(lambda client: client.table())
    assert caught.value.content == b"a,b\n"
    options = {"headers": {"accept": "text/csv"}}
    raw = api(lambda client: client.raw_response(client.table, options=options))
    assert (raw.content, raw.headers["content-type"]) == (b"a,b\n", "text/csv")
    assert api.requests[0].header("accept") == "text/csv"


@pytest.mark.parametrize("name", ["lines", "sound", "gone"])
def test_raw_response_of_a_stream_a_download_and_a_method_without_a_result(
    package: Any, name: str
) -> None:
    api = Api(package, "text/csv", b"a,b\n")
    raw = api(lambda client: client.raw_response(getattr(client, name)))
    assert (raw.content, raw.headers["content-type"]) == (b"a,b\n", "text/csv")
    opened = api(lambda client: client.streaming_response(getattr(client, name)).read())
    assert opened == b"a,b\n"


def test_argument_of_a_method_may_have_the_name_of_an_argument_of_raw_response(
    package: Any,
) -> None:
    raw = Api(package, "text/plain", b"a")(
        lambda client: client.raw_response(client.named, method="x", mode="y")
    )
    assert raw.content == b"a"


@pytest.mark.parametrize("name", ["lines", "sound", "gone"])
def test_raw_response_in_an_async_client(package: Any, name: str) -> None:
    async def use(url: str) -> Any:
        async with package.AsyncClient(base_url=url) as client:
            return await client.raw_response(getattr(client, name))

    with LoopbackServer(lambda _: Response(200, {"content-type": "text/csv"}, b"a")) as server:
        assert asyncio.run(use(server.url)).content == b"a"


@pytest.mark.parametrize("name", ["lines", "sound"])
def test_raw_response_of_a_stream_or_a_download_has_no_result(package: Any, name: str) -> None:
    raw = Api(package)(lambda client: client.raw_response(getattr(client, name)))
    with pytest.raises(package.errors.InvalidRequestError, match="use its content"):
        _ = raw.parsed


def test_picture_beside_text_is_not_decoded_as_text(package: Any) -> None:
    api = Api(package, "image/png", b"\x89PNG")
    with pytest.raises(package.errors.DecodingError, match="raw_response") as caught:
        api(lambda client: client.page())
    assert caught.value.content == b"\x89PNG"
    assert Api(package, "text/plain", b"a\xff")(lambda client: client.page()) == "a\ufffd"
