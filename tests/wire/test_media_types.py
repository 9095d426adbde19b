"""Every documented body can be received and sent; a body that is not documented is returned."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.small import document
from loopback import LoopbackServer, Request, Response
from python.zoo import TEXT, body
from wire.generated import imported

SILENT = {"description": "Done."}
BYTES = {"type": "string", "format": "binary"}
OBJECT = {"type": "object", "properties": {"name": TEXT, "at-all": TEXT}}
WHOLE = {"anyOf": [OBJECT, {"type": "array", "items": TEXT}]}


def _answer(*media_types: str) -> dict[str, Any]:
    return {
        "200": {
            "description": "Fine.",
            "content": {each: {"schema": OBJECT} if "json" in each else {} for each in media_types},
        }
    }


def _body(*media_types: str, schema: Any = OBJECT) -> dict[str, Any]:
    return {"required": True, "content": {each: {"schema": schema} for each in media_types}}


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
    "/named": {
        "post": _call(
            "named",
            {"200": SILENT},
            requestBody=body({"method": TEXT, "mode": TEXT}, "application/json"),
        )
    },
    "/search": {
        "query": _call(
            "search", _answer("application/json"), requestBody=body({"q": TEXT}, "application/json")
        )
    },
    "/sound": {"get": _call("sound", _answer("audio/mpeg"))},
    "/table": {"get": _call("table", _answer("application/json", "text/csv"))},
    "/page": {"get": _call("page", _answer("text/plain", "image/png"))},
    "/thing": {
        "patch": _call(
            "merge",
            {"204": SILENT},
            requestBody=body({"name": TEXT}, "application/merge-patch+json"),
        ),
        "put": _call("replace", {"204": SILENT}, requestBody=_body("text/json", schema=WHOLE)),
        "post": _call(
            "choose",
            {"204": SILENT},
            requestBody=_body(
                "application/xml",
                "multipart/form-data",
                "application/json",
                "application/x-www-form-urlencoded",
                "application/vnd.thing+json",
            ),
        ),
    },
    "/call": {
        "post": _call(
            "offer",
            {"200": SILENT},
            requestBody={
                "required": True,
                "content": {
                    "multipart/form-data": {
                        "schema": {**OBJECT, "required": ["name"]},
                        "encoding": {"name": {"contentType": "application/sdp"}},
                    }
                },
            },
        )
    },
    "/lines": {"get": _call("lines", _answer("text/event-stream"))},
    "/form": {
        "post": _call(
            "fill",
            {"204": SILENT},
            requestBody={
                "content": {
                    "application/x-www-form-urlencoded": {
                        "schema": {"type": "object", "properties": {}}
                    },
                    "text/plain": {"schema": TEXT},
                }
            },
        )
    },
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return the imported package."""
    with imported(document(PATHS), tmp_path_factory.mktemp("media")) as package:
        yield package


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


# --- bodies ----------------------------------------------------------------------------------


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
