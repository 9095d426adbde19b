"""Calls a client of api.yaml in all ways in which it uses its dependencies; run by bounds.sh.

What is called is a server in a thread of this process. Nothing but the client, its dependencies and
the standard library is imported: the environment has nothing else.
"""

from __future__ import annotations

import asyncio
import datetime
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from typing import Any

from quilts import (
    AiohttpTransport,
    AsyncClient,
    Client,
    array_at,
    errors,
    opentelemetry_hooks,
    types,
)

QUILT = {
    "name": "Ohio",
    "size": "enormous",
    "sewn": "2026-01-31",
    "parts": [{"kind": "patch", "weight": 1.5}, {"kind": "band", "length": 3}],
    "vector": [0.5, 1.5],
    "more": True,
}
PART = types.Patch(kind="patch", weight=1.5)
DEPENDENCIES = ("pydantic", "httpx2", "aiohttp", "h2", "numpy", "pysimdjson", "opentelemetry-api")


class Server(BaseHTTPRequestHandler):
    """Answers as api.yaml says; what is sent is checked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/news":
            self._answer(200, f"data: {json.dumps(QUILT)}\n\n" * 3, "text/event-stream")
        else:
            assert self.path.startswith("/quilts?colour=red&colour=blue&since=2026-01-31T")
            assert self.headers["authorization"] == "Bearer secret"
            self._answer(200, json.dumps([QUILT, QUILT]))

    def do_POST(self) -> None:
        chunks = self.headers.get("transfer-encoding") == "chunked"
        sent = self._chunks() if chunks else self.rfile.read(int(self.headers["content-length"]))
        if self.path == "/pictures":
            assert b"12345" in sent
            assert b"a note" in sent
            self._answer(204)
        elif json.loads(sent)["name"] == "gone":
            self._answer(404, '{"message": "No such quilt"}')
        else:
            assert json.loads(sent)["parts"] == QUILT["parts"][:1]
            self._answer(201, json.dumps(QUILT))

    def _chunks(self) -> bytes:
        found = b""
        while size := int(self.rfile.readline(), 16):
            found += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return found

    def _answer(self, status: int, text: str = "", kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def call(url: str) -> None:
    """Call every operation, with a span for each."""
    since = datetime.datetime(2026, 1, 31, tzinfo=datetime.UTC)
    with Client(api_key="secret", base_url=url, hooks=opentelemetry_hooks()) as client:
        check(client.quilts.list(colour=["red", "blue"], since=since)[1])
        check(client.quilts.create(name="Ohio", parts=[PART]))
        client.pictures.upload(picture=b"12345", note="a note")
        with client.news.watch() as stream:
            for quilt in stream:
                check(quilt)
        raw = client.raw_response(client.quilts.create, name="Ohio", parts=[PART])
        assert array_at(raw, "vector").tolist() == [0.5, 1.5]
        check_error(lambda: client.quilts.create(name="gone"))


async def call_async(url: str, **options: Any) -> None:
    """Call every operation, and wait for it."""
    async with AsyncClient(api_key="secret", base_url=url, **options) as client:
        check(await client.quilts.create(name="Ohio", parts=[PART]))
        await client.pictures.upload(picture=b"12345", note="a note")
        async with await client.news.watch() as stream:
            async for quilt in stream:
                check(quilt)


async def call_by_aiohttp(url: str) -> None:
    """Do the same by way of aiohttp."""
    transport = AiohttpTransport()
    try:
        await call_async(url, transport=transport)
    finally:
        await transport.close()


def check(quilt: types.Quilt) -> None:
    """Make sure that an answer has been read as what it is."""
    assert quilt.name == "Ohio"
    assert quilt.size == "enormous"
    assert quilt.sewn == datetime.date(2026, 1, 31)
    assert quilt.parts
    assert isinstance(quilt.parts[1], types.Band)
    assert (quilt.model_extra or {})["more"] is True
    assert quilt.model_dump(mode="json", exclude_unset=True) == QUILT


def check_error(run: Any) -> None:
    """Make sure that an error of the server is raised, with what it says."""
    raised = None
    try:
        run()
    except errors.NotFoundError as error:
        raised = error
    assert raised is not None
    assert raised.status == 404
    assert "No such quilt" in str(raised.content)


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    call(url)
    asyncio.run(call_async(url))
    asyncio.run(call_by_aiohttp(url))
    with Client(
        api_key="secret", base_url=url, http2=True
    ) as client:  # the server has only HTTP/1.1
        client.pictures.upload(picture=b"12345", note="a note")
    print("client:", ", ".join(f"{name} {version(name)}" for name in DEPENDENCIES))


if __name__ == "__main__":
    main()
