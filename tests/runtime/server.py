"""A loopback server that does exactly what a test tells it, right or wrong."""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Received:
    """One request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.target).query, keep_blank_values=True)

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Behaviour: TypeAlias = Callable[[socket.socket, Received], None]
Answer: TypeAlias = bytes | Behaviour


@dataclass
class Loopback:
    """Answers the first request with the first answer, and so on; the last answer repeats."""

    answers: list[Answer] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self._sockets: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def answer(self, *answers: Answer) -> None:
        self.answers[:] = answers
        self.received.clear()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for connection in self._sockets:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self.connections += 1
                self._sockets.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError, EOFError, ValueError):
            for request in requests_on(connection):
                self._next_answer(request)(connection, request)
        with self._lock:
            self._sockets.discard(connection)

    def _next_answer(self, request: Received) -> Behaviour:
        with self._lock:
            index = min(len(self.received), len(self.answers) - 1)
            self.received.append(request)
            answer = self.answers[index]
        return sends(answer) if isinstance(answer, bytes) else answer


def requests_on(connection: socket.socket) -> Iterator[Received]:
    """Yield the requests that arrive on a connection."""
    reader = connection.makefile("rb")
    while line := reader.readline():
        method, target, _ = line.decode("latin-1").split(" ", 2)
        headers: dict[str, str] = {}
        while (header := reader.readline()).strip():
            name, _, value = header.decode("latin-1").partition(":")
            headers[name.strip().lower()] = value.strip()
        yield Received(method, target, headers, _body(reader, headers))


def _body(reader: Any, headers: Mapping[str, str]) -> bytes:
    if headers.get("transfer-encoding") == "chunked":
        pieces = []
        while size := int(reader.readline().split(b";")[0], 16):
            pieces.append(reader.read(size))
            reader.readline()
        reader.readline()
        return b"".join(pieces)
    length = int(headers.get("content-length", 0))
    body = bytes(reader.read(length))
    if len(body) < length:
        raise EOFError
    return body


# --- answers ---------------------------------------------------------------------------------


def answer(body: bytes = b"", status: int = 200, **headers: str) -> bytes:
    """Return a well-formed answer; underscores in header names become hyphens."""
    fields = {"content-type": "application/json", "content-length": str(len(body))}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else "Odd"
    head = f"HTTP/1.1 {status} {phrase}\r\n" + "".join(f"{n}: {v}\r\n" for n, v in fields.items())
    return head.encode("latin-1") + b"\r\n" + body


def json_answer(value: Any, status: int = 200, **headers: str) -> bytes:
    """Return a JSON answer."""
    return answer(json.dumps(value).encode(), status, **headers)


def zipped(body: bytes, status: int = 200, **headers: str) -> bytes:
    """Return a gzip answer."""
    return answer(gzip.compress(body, mtime=0), status, content_encoding="gzip", **headers)


def chunked(*chunks: bytes, **headers: str) -> bytes:
    """Return a chunked answer."""
    head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n"
    head += "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return head.encode() + b"\r\n" + body + b"0\r\n\r\n"


# --- behaviours ------------------------------------------------------------------------------


def sends(data: bytes) -> Behaviour:
    """Send the bytes and go on."""

    def behave(connection: socket.socket, _: Received) -> None:
        connection.sendall(data)

    return behave


def sends_and_closes(data: bytes) -> Behaviour:
    """Send the bytes and close the connection."""

    def behave(connection: socket.socket, _: Received) -> None:
        connection.sendall(data)
        raise EOFError

    return behave


def resets(data: bytes = b"") -> Behaviour:
    """Send the bytes and reset the connection."""

    def behave(connection: socket.socket, _: Received) -> None:
        connection.sendall(data)
        time.sleep(0.05 if data else 0)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise EOFError

    return behave


def drips(data: bytes, seconds: float) -> Behaviour:
    """Send one byte at a time."""

    def behave(connection: socket.socket, _: Received) -> None:
        for byte in data:
            connection.sendall(bytes([byte]))
            time.sleep(seconds)

    return behave


def stalls_after(data: bytes, seconds: float = 5) -> Behaviour:
    """Send the bytes and fall silent until the client goes away."""

    def behave(connection: socket.socket, _: Received) -> None:
        connection.sendall(data)
        connection.settimeout(seconds)
        connection.recv(1)
        raise EOFError

    return behave
