"""The HTTP server: reads and records requests, and sends the responses of the application."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Self, TypeAlias

from loopback.message import Request, Response

if TYPE_CHECKING:
    from types import TracebackType

Application: TypeAlias = Callable[[Request], Response]

_CHUNK = 1 << 20


class LoopbackServer:
    """An HTTP/1.1 server on 127.0.0.1, started by `with` or `serve_forever`.

    Args:
        application: returns the response to a request. Called in one thread per connection.
        port: port of the server. 0 picks a free port.
        record: whether to record requests. False keeps only the first MiB of a body.
    """

    def __init__(self, application: Application, *, port: int = 0, record: bool = True) -> None:
        self.application = application
        self.record = record
        self.requests: list[Request] = []
        self._server = _Server(("127.0.0.1", port), self)

    @property
    def url(self) -> str:
        """The base URL, without a trailing slash."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def serve_forever(self) -> None:
        """Answer requests in this thread until `close` is called from another."""
        self._server.serve_forever(poll_interval=0.01)

    def close(self) -> None:
        """Stop answering and free the port."""
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> Self:
        Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A client may keep an idle connection open: closing must not wait for its thread.
    block_on_close = False
    # The default backlog of five would refuse many concurrent connections.
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], owner: LoopbackServer) -> None:
        self.owner = owner
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def answer(self) -> None:
        owner = self.server.owner
        blocks = self._read_body()
        body = b"".join(blocks) if owner.record else _first_block(blocks)
        request = Request(self.command, self.path, tuple(self.headers.items()), body)
        if owner.record:
            owner.requests.append(request)
        self._send(owner.application(request))

    do_GET = do_POST = do_PUT = do_PATCH = answer  # noqa: N815 (names set by the base)
    do_DELETE = do_OPTIONS = do_QUERY = answer  # noqa: N815

    def _read_body(self) -> Iterator[bytes]:
        if self.headers.get("transfer-encoding", "").lower() == "chunked":
            return self._read_chunked()
        return self._read_exactly(int(self.headers.get("content-length", 0)))

    def _read_exactly(self, size: int) -> Iterator[bytes]:
        while size > 0:
            block = self.rfile.read(min(size, _CHUNK))
            if not block:
                raise ConnectionResetError("the client closed the connection inside a body")
            size -= len(block)
            yield block

    def _read_chunked(self) -> Iterator[bytes]:
        while size := int(self.rfile.readline().split(b";")[0], 16):
            yield from self._read_exactly(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            continue

    def _send(self, response: Response) -> None:
        # One write: two packets for headers and body would be slowed by delayed acknowledgements.
        headers = {**response.headers, "content-length": str(len(response.body))}
        lines = [f"HTTP/1.1 {response.status} {self.responses.get(response.status, ('',))[0]}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.wfile.write("\r\n".join([*lines, "", ""]).encode("latin-1") + response.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Print no log. `requests` contains all requests."""


def _first_block(blocks: Iterator[bytes]) -> bytes:
    first = next(blocks, b"")
    for _ in blocks:
        continue
    return first
