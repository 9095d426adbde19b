"""A fake behind a port: requests of any HTTP client get the answers of the fake of a package."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from typing import Any, Final

_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY")
_BY_CONNECTION: Final = frozenset({"content-length", "connection", "transfer-encoding"})


def server_of(package: str, host: str, port: int) -> ThreadingHTTPServer:
    """Return a server that answers requests with the fake of a package, which can be imported.

    Raises:
        OSError: The port cannot be opened.
    """
    fake = import_module(f"{package}.testing").Fake()
    runtime = import_module(f"{package}._runtime.request")
    timeout = import_module(f"{package}._runtime.timeouts").Timeout()
    problem = import_module(f"{package}._runtime.testing.problems").FakeError

    class Handler(_Handler):
        def requested(self) -> Any:
            origin = runtime.Origin("http", host, port)
            headers = {name.lower(): value for name, value in self.headers.items()}
            path = self.path if self.path.startswith("/") else "/"
            return runtime.Request(self.command, origin, path, headers, None, timeout, None)

        def answered(self, content: bytes) -> tuple[int, Iterable[tuple[str, str]], bytes]:
            request = self.requested()
            try:
                fake._server.operations.match(request)
            except problem as error:
                return _refused(404, error)
            try:
                reply = fake._server.respond(request, content)
            except problem as error:
                return _refused(400, error)
            return reply.status, reply.headers.items(), b"".join(reply.pieces)

    return ThreadingHTTPServer((host, port), Handler)


class _Handler(BaseHTTPRequestHandler, ABC):
    """Reads requests and writes responses."""

    protocol_version = "HTTP/1.1"
    server_version = "specquilt"

    @abstractmethod
    def answered(self, content: bytes) -> tuple[int, Iterable[tuple[str, str]], bytes]:
        """Return status, header fields and body of the response to the request."""

    def respond(self) -> None:
        """Answer a request."""
        status, headers, body = self.answered(self._content())
        self.send_response(status)
        for name, value in headers:
            if name not in _BY_CONNECTION:
                self.send_header(name, value)
        if status != 204:
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _content(self) -> bytes:
        if self.headers.get("transfer-encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("content-length") or 0))
        pieces = list[bytes]()
        while size := int(self.rfile.readline().split(b";")[0], 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return b"".join(pieces)

    def log_message(self, *_: object) -> None:
        """Print no log."""


for _method in _METHODS:
    setattr(_Handler, f"do_{_method}", _Handler.respond)


def _refused(status: int, error: BaseException) -> tuple[int, Iterable[tuple[str, str]], bytes]:
    body = json.dumps({"message": str(error)}, ensure_ascii=False).encode()
    return status, [("content-type", "application/json")], body
