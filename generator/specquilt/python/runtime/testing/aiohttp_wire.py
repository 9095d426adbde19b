"""The fake behind aiohttp: what aiohttp writes is answered from memory, without a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import aiohttp
from aiohttp.client_proto import ResponseHandler

from ..errors import APITimeoutError, TransportError
from ..request import Origin, Request
from ..timeouts import Timeout
from ..transport.aiohttp_connections import Connector
from ..transport.aiohttp_session import AiohttpTransport
from .answers import Reply
from .problems import FakeError

if TYPE_CHECKING:
    Respond = Callable[[Request, bytes], Reply]
    SecretsOf = Callable[[str, Mapping[str, str]], tuple[str, ...]]

_END: Final = b"\r\n\r\n"


class FakeAiohttpTransport(AiohttpTransport):
    """Sends requests through aiohttp to a fake.

    Args:
        respond: Answers a request with a body.
        secrets_of: Returns the credentials in the target and the headers of a request.
    """

    def __init__(self, respond: Respond, secrets_of: SecretsOf) -> None:
        super().__init__()
        self._respond_to, self._secrets_of = respond, secrets_of

    def _proxy_for(self, request: Request) -> None:
        return None

    def _new_connector(self) -> Connector:
        made = _FakeConnector()
        made.respond, made.secrets_of = self._respond_to, self._secrets_of
        return made


class _FakeConnector(Connector):
    """Opens connections that end in memory."""

    respond: Respond
    secrets_of: SecretsOf

    async def _create_connection(self, req: Any, traces: Any, timeout: Any) -> ResponseHandler:
        handler = ResponseHandler(asyncio.get_running_loop())
        origin = Origin(req.url.scheme, req.url.host, req.url.port)
        handler.connection_made(_Wire(handler, origin, self.respond, self.secrets_of))
        return handler


class _Wire(asyncio.Transport):
    """The end of a connection that is the server's."""

    def __init__(
        self, handler: ResponseHandler, origin: Origin, respond: Respond, secrets_of: SecretsOf
    ) -> None:
        super().__init__()
        self._handler, self._origin = handler, origin
        self._respond, self._secrets_of = respond, secrets_of
        self._received = b""
        self._is_closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Take a part of a request, and answer it when it is complete."""
        self._received += bytes(data)
        head, _, rest = self._received.partition(_END)
        if _END in self._received and (content := _content(head, rest)) is not None:
            self._received = b""
            asyncio.get_running_loop().call_soon(self._answer, head, content)

    def is_closing(self) -> bool:
        """Return whether the connection is closed."""
        return self._is_closed

    def close(self) -> None:
        """Close the connection."""
        self._lose(None)

    abort = close

    def pause_reading(self) -> None:
        """Do nothing: everything has arrived."""

    def resume_reading(self) -> None:
        """Do nothing: everything has arrived."""

    def _lose(self, error: Exception | None) -> None:
        if not self._is_closed:
            self._is_closed = True
            asyncio.get_running_loop().call_soon(self._handler.connection_lost, error)

    def _answer(self, head: bytes, content: bytes) -> None:
        request = self._request(head)
        try:
            reply = self._respond(request, content)
        except FakeError as error:
            self._handler.set_exception(error)
        except TransportError as error:
            if isinstance(error, APITimeoutError):
                self._handler.set_exception(aiohttp.SocketTimeoutError("the fake is late"))
            self._lose(ConnectionResetError("the fake breaks"))
        else:
            self._send(reply, is_head=request.method == "HEAD")

    def _request(self, head: bytes) -> Request:
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ")
        headers = {
            name.lower(): value for name, _, value in (each.partition(": ") for each in lines)
        }
        secrets = self._secrets_of(target, headers)
        return Request(
            method, self._origin, target, headers, None, Timeout(), None, secrets=secrets
        )

    def _send(self, reply: Reply, *, is_head: bool) -> None:
        has_length = "content-length" in reply.headers or reply.status == HTTPStatus.NO_CONTENT
        fields = [
            *reply.headers.items(),
            *([] if has_length else [("transfer-encoding", "chunked")]),
        ]
        lines = [f"HTTP/1.1 {reply.status} OK", *(f"{name}: {value}" for name, value in fields)]
        self._handler.data_received("\r\n".join(lines).encode("latin-1") + _END)
        for piece in () if is_head else reply.pieces:
            self._handler.data_received(
                piece if has_length else b"%x\r\n%b\r\n" % (len(piece), piece)
            )
        if reply.breaks:
            self._lose(ConnectionResetError("the fake breaks"))
        elif not (has_length or is_head):
            self._handler.data_received(b"0\r\n\r\n")


def _content(head: bytes, rest: bytes) -> bytes | None:
    """Return the body of a request, or None if it has not arrived."""
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    if fields.get(b"transfer-encoding") == b"chunked":
        return _unchunked(rest)
    size = int(fields.get(b"content-length", 0))
    return rest[:size] if len(rest) >= size else None


def _unchunked(rest: bytes) -> bytes | None:
    pieces = list[bytes]()
    while b"\r\n" in rest:
        size, _, rest = rest.partition(b"\r\n")
        length = int(size, 16)
        if len(rest) < length + 2:
            return None
        if length == 0:
            return b"".join(pieces)
        pieces.append(rest[:length])
        rest = rest[length + 2 :]
    return None
