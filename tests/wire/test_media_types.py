"""Every documented body can be received and sent; a body that is not documented is returned."""

from __future__ import annotations

import asyncio
import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.small import document
from loopback import LoopbackServer, Request, Response
from python.proved import write
from python.zoo import TEXT, body, tree

SILENT = {"description": "Done."}
BYTES = {"type": "string", "format": "binary"}
OBJECT = {"type": "object", "properties": {"name": TEXT}}


def _answer(*media_types: str) -> dict[str, Any]:
    return {
        "200": {
            "description": "Fine.",
            "content": {each: {"schema": OBJECT} if "json" in each else {} for each in media_types},
        }
    }


def _call(name: str, responses: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {"x-specquilt-call": name, "responses": responses, **rest}


PATHS: dict[str, Any] = {
    "/silent": {
        "post": _call("silent", {"200": SILENT}),
        "get": _call("redirected", {"302": {"description": "Elsewhere."}}),
        "put": _call("gone", {"204": SILENT}),
        "delete": _call("deleted", {"200": SILENT}),
        "patch": _call("emptied", {"201": {"description": "Made.", "content": {}}}),
    },
    "/speech": {
        "post": _call(
            "speak",
            _answer("audio/mpeg", "text/event-stream"),
            requestBody=body({"text": TEXT}, "application/json"),
        )
    },
    "/table": {"get": _call("table", _answer("application/json", "text/csv"))},
    "/page": {"get": _call("page", _answer("text/plain", "image/png"))},
    "/lines": {"get": _call("lines", _answer("text/event-stream"))},
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return the imported package."""
    folder: Path = tmp_path_factory.mktemp("media") / "media"
    known = {name for name in sys.modules if name.partition(".")[0] == "zoo_client"}
    kept = {name: sys.modules.pop(name) for name in known}
    write(tree(document(PATHS)), folder)
    sys.path.insert(0, str(folder))
    yield importlib.import_module("zoo_client")
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] == "zoo_client"]:
        del sys.modules[name]
    sys.modules.update(kept)


class Api:
    """A client of the package, and a server that gives one answer.

    Args:
        package: The package.
        content_type, body, status: Of the answer.
    """

    def __init__(
        self, package: Any, content_type: str = "", body: bytes = b"", status: int = 200
    ) -> None:
        headers = {"content-type": content_type} if content_type else {}
        self._answer = Response(status, headers, body)
        self._package = package
        self.requests: list[Request] = []

    def __call__(self, use: Callable[[Any], Any]) -> Any:
        """Return what a use of the client returns."""
        with LoopbackServer(lambda _: self._answer) as server:
            self.requests = server.requests
            with self._package.Client(base_url=server.url) as client:
                return use(client)

    def in_async_client(self, name: str) -> Any:
        """Return what a method of the async client returns."""

        async def use(url: str) -> Any:
            async with self._package.AsyncClient(base_url=url) as client:
                return await getattr(client, name)()

        with LoopbackServer(lambda _: self._answer) as server:
            return asyncio.run(use(server.url))


# --- answers that are not documented ---------------------------------------------------------

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


def test_picture_beside_text_is_not_decoded_as_text(package: Any) -> None:
    api = Api(package, "image/png", b"\x89PNG")
    with pytest.raises(package.errors.DecodingError, match="raw_response") as caught:
        api(lambda client: client.page())
    assert caught.value.content == b"\x89PNG"
    assert Api(package, "text/plain", b"a\xff")(lambda client: client.page()) == "a\ufffd"
