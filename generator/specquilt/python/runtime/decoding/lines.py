"""Server-sent events (WHATWG HTML, section 9.2) and JSON lines, decoded incrementally."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from .results import BYTE_ORDER_MARK

END_OF_EVENTS: Final = b"[DONE]"
_MESSAGE: Final = "message"


class ServerSentEvent(NamedTuple):
    """What a server sends beside the data of an event.

    Args:
        name: Its ``event`` field, or "message".
        id: The last ``id`` field until now, or an empty text.
        retry: The last ``retry`` field until now: milliseconds until a new connection.
    """

    name: str = _MESSAGE
    id: str = ""
    retry: int | None = None


class LineDecoder:
    """Splits bytes into lines that are not blank."""

    done = False
    has_other_lines = False
    event: ServerSentEvent | None = None

    def __init__(self) -> None:
        self._rest: list[bytes] = []
        self.pending = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the lines that are complete now."""
        *complete, rest = data.split(b"\n")
        if complete:
            complete[0] = self._joined(complete[0])
        self._keep(rest)
        for line in complete:
            if text := line.strip():
                yield text

    def finish(self) -> Iterator[bytes]:
        """Yield the last line if it does not end with a newline."""
        if text := self._joined(b"").strip():
            yield text

    def _keep(self, rest: bytes) -> None:
        if rest:
            self._rest.append(rest)
            self.pending += len(rest)

    def _joined(self, end: bytes) -> bytes:
        whole = b"".join([*self._rest, end])
        self._rest.clear()
        self.pending = 0
        return whole


class EventDecoder:
    """Yields the data of each event; ``[DONE]`` ends the stream.

    Lines may end with LF, CR LF or CR. Unlike a browser, which drops an event without a blank line
    at its end, this decoder yields it: an item must not be lost silently.
    """

    def __init__(self) -> None:
        self.done = False
        self.has_other_lines = False
        self.event: ServerSentEvent | None = None
        self._next = ServerSentEvent()
        self._buffer: list[bytes] = []
        self._buffered = 0
        self._data: list[bytes] = []
        self._data_size = 0
        self._after_return = False
        self._first = True

    @property
    def pending(self) -> int:
        """Number of bytes buffered for an incomplete event."""
        return self._buffered + self._data_size

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the data of the events that are complete now."""
        for line in self._lines(data):
            if line:
                self._add(line)
            elif self._data:
                yield from self._dispatch()
                if self.done:
                    return
            else:
                self._next = self._next._replace(name=_MESSAGE)

    def finish(self) -> Iterator[bytes]:
        """Yield the data of the last event if it does not end with a blank line."""
        yield from self.feed(b"\n\n")

    def _lines(self, data: bytes) -> Iterator[bytes]:
        if not data:
            return
        if self._after_return:
            data = data.removeprefix(b"\n")
        self._after_return = data.endswith(b"\r")
        *complete, rest = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        if complete:
            complete[0] = b"".join([*self._buffer, complete[0]])
            self._buffer.clear()
            self._buffered = 0
        if rest:
            self._buffer.append(rest)
            self._buffered += len(rest)
        yield from complete

    def _add(self, line: bytes) -> None:
        if self._first:
            line = line.removeprefix(BYTE_ORDER_MARK)
            self._first = False
        field, _, value = line.partition(b":")
        if field == b"data":
            self._data.append(value.removeprefix(b" "))
            self._data_size += len(value)
        elif field in (b"event", b"id", b"retry"):
            self._note(field, value.removeprefix(b" ").decode("utf-8", "replace"))
        elif field:
            self.has_other_lines = True

    def _note(self, field: bytes, value: str) -> None:
        """Keep a field for the event that it belongs to, as browsers understand it."""
        if field == b"event":
            self._next = self._next._replace(name=value or _MESSAGE)
        elif field == b"id" and "\0" not in value:
            self._next = self._next._replace(id=value)
        elif field == b"retry" and value.isascii() and value.isdecimal() and len(value) < 16:
            self._next = self._next._replace(retry=int(value))

    def _dispatch(self) -> Iterator[bytes]:
        data = b"\n".join(self._data)
        self._data.clear()
        self._data_size = 0
        self.event, self._next = self._next, self._next._replace(name=_MESSAGE)
        if data == END_OF_EVENTS:
            self.done = True
        elif data:
            yield data
