"""Transports that record what goes through them, one exchange a line, without secrets."""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import AsyncGenerator, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..blocking import BlockingTransport, iterate_blocking, run_blocking
from ..concealment import redaction_for
from ..decoding.decompress import decoder_for
from .hiding import BASE64, Hiding

if TYPE_CHECKING:
    import os

    from ..headers import Headers
    from ..request import (
        AsyncTransport,
        AsyncTransportResponse,
        Request,
        Transport,
    )

_OF_TRANSFER: Final = frozenset(
    {"connection", "content-encoding", "content-length", "transfer-encoding"}
)
_STREAM: Final = re.compile(r"event-stream|ndjson|jsonl|json-?lines|stream\+json|json-seq")
"""Media types that clients rarely read to the end: a sign such as ``[DONE]`` comes before it."""

_WITHOUT_BODY: Final = frozenset({204, 304})


class _Recorder:
    """What both transports share.

    Args:
        path: The file that exchanges are added to; its folder is made if there is none.
        inner: What sends the requests.
        hide: More names of fields and parameters whose values are secret.
    """

    def __init__(
        self, path: str | os.PathLike[str], inner: AsyncTransport, hide: Iterable[str]
    ) -> None:
        self._inner = inner
        self._path, self._hide = Path(path), tuple(hide)
        self._lock = threading.Lock()

    async def _end(self) -> None:
        await self._inner.close()

    def note(self, request: Request, status: int, headers: Headers, content: bytes) -> None:
        """Add an exchange to the file."""
        hiding = Hiding(redaction_for(request), self._hide)
        row = {
            "method": request.method,
            "url": f"{request.origin}{hiding.target(request.target)}",
            "request_headers": _without_transfer(hiding.headers(request.headers.items())),
            "request_body": _sent(request, hiding),
            "status": status,
            "response_headers": _without_transfer(hiding.headers(headers.items())),
            "response_body": _received(headers, content, hiding),
        }
        line = f"{json.dumps(row, ensure_ascii=False)}\n".encode("utf-8", "surrogatepass")
        with self._lock:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab", buffering=0) as file:
                file.write(line)  # at once: other processes may add to it, too


class RecordingTransport(_Recorder):
    """Records the exchanges of a sync client: `Client(transport=RecordingTransport(path))`.

    An answer is recorded when it has been read to its end. Header fields that are not known to be
    harmless, credentials, values of fields that are named like a secret, and files are left out.

    Args:
        path: The file that exchanges are added to as JSON lines; its folder is made if need be.
        transport: What sends the requests. Default: the built-in transport.
        hide: More names of fields and parameters whose values are secret.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        transport: Transport | None = None,
        *,
        hide: Iterable[str] = (),
    ) -> None:
        super().__init__(path, BlockingTransport(transport) if transport else _pool(), hide)

    def send(self, request: Request) -> RecordedResponse:
        """Send a request and return the response when its headers have arrived."""
        return RecordedResponse(self, request, run_blocking(self._inner.send(request)))

    def close(self) -> None:
        """Close all connections."""
        run_blocking(self._end())


class AsyncRecordingTransport(_Recorder):
    """Async version of `RecordingTransport`."""

    def __init__(
        self,
        path: str | os.PathLike[str],
        transport: AsyncTransport | None = None,
        *,
        hide: Iterable[str] = (),
    ) -> None:
        super().__init__(path, transport or _async_pool(), hide)

    async def send(self, request: Request) -> AsyncRecordedResponse:
        """Send a request and return the response when its headers have arrived."""
        return AsyncRecordedResponse(self, request, await self._inner.send(request))

    async def close(self) -> None:
        """Close all connections."""
        await self._end()


class _Response:
    """A response whose body is kept while it is read."""

    def __init__(
        self, recorder: _Recorder, request: Request, response: AsyncTransportResponse
    ) -> None:
        self.status, self.headers = response.status, response.headers
        self._recorder, self._request, self._response = recorder, request, response
        self._content: list[bytes] = []
        self._is_noted = self._is_broken = False

    async def _chunks(self) -> AsyncGenerator[bytes, None]:
        chunks = self._response.chunks()
        try:
            async for chunk in chunks:
                self._content.append(chunk)
                yield chunk
        except GeneratorExit:
            await chunks.aclose()
            raise
        except BaseException:
            self._is_broken = True
            raise
        self._note()

    async def _close(self) -> None:
        """Release the connection; answers without a body, and parts of streams, are complete."""
        is_empty = self.status in _WITHOUT_BODY or self.headers.get("content-length") == "0"
        is_stream = _STREAM.search(self.headers.get("content-type") or "")
        if not self._is_broken and (is_stream if self._content else is_empty):
            self._note()
        await self._response.close()

    def _note(self) -> None:
        if not self._is_noted:
            self._is_noted = True
            content = b"".join(self._content)
            self._recorder.note(self._request, self.status, self.headers, content)


class RecordedResponse(_Response):
    """A response for sync clients."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the body as transferred."""
        return iterate_blocking(self._chunks())

    def close(self) -> None:
        """Release the connection."""
        run_blocking(self._close())


class AsyncRecordedResponse(_Response):
    """A response for async clients."""

    def chunks(self) -> AsyncGenerator[bytes, None]:
        """Yield the body as transferred."""
        return self._chunks()

    async def close(self) -> None:
        """Release the connection."""
        await self._close()


def _pool() -> Any:
    from ..transport.pool import PoolTransport

    return PoolTransport()


def _async_pool() -> Any:
    from ..transport.async_pool import AsyncPoolTransport

    return AsyncPoolTransport()


def _sent(request: Request, hiding: Hiding) -> Any:
    """Return the body of a request; files are not read a second time."""
    if not isinstance(request.body, bytes) or not request.body:
        return None
    media_type = request.headers.get("content-type", "")
    return None if media_type.startswith("multipart/") else hiding.body(request.body, media_type)


def _received(headers: Headers, content: bytes, hiding: Hiding) -> Any:
    try:
        decoder = decoder_for(headers.get("content-encoding"))
        content = b"".join(decoder.feed(content))
    except ValueError:
        return None
    found = hiding.body(content, headers.get("content-type") or "")
    if found is None and content:
        return {BASE64: base64.b64encode(hiding.known.content(content)).decode()}
    return found


def _without_transfer(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name not in _OF_TRANSFER}
