"""The items of a stream, decoded as they arrive; a body that is no such stream is an error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from ..errors import DecodingError, ResponseTooLargeError, StreamError
from .lines import EventDecoder, LineDecoder, ServerSentEvent
from .results import CompleteResponse, Events, media_type_of

if TYPE_CHECKING:
    from ..options import CallSettings
    from .results import Json, ResponseInfo

T = TypeVar("T")

_LONGEST_QUOTED: Final = 64 * 1024
_LONGEST_WORDS: Final = 300
_ERROR: Final = "error"
"""Name of the events with which servers report that a stream breaks off."""
_OF_LINES: Final = ("jsonl", "jsonlines", "json-lines", "ndjson", "stream+json", "json-seq")


class ItemDecoder(Generic[T]):
    """Decodes server-sent events or JSON lines to items of a type.

    Args:
        result: Decodes one item.
        info: Status and header fields of the response.
        settings: Options of the call.
    """

    def __init__(self, result: Json[T], info: ResponseInfo, settings: CallSettings) -> None:
        self._result = result
        self._info = info
        self._limit = settings.max_response_bytes
        self._lenient = settings.lenient
        self._decoder = EventDecoder() if isinstance(result, Events) else LineDecoder()
        self._as_announced = _is_announced(info, result)
        # What an error quotes if there is no item; None after the first one.
        self._start: bytes | None = b""

    @property
    def done(self) -> bool:
        """Whether the server has sent its mark for the end of the stream."""
        return self._decoder.done

    @property
    def event(self) -> ServerSentEvent | None:
        """What was sent beside the last item; None for JSON lines and before the first event."""
        return self._decoder.event

    def feed(self, piece: bytes) -> Iterator[T]:
        """Yield the items that are complete now.

        Raises:
            DecodingError: An item does not match its type, or the body is no such stream.
            StreamError: The server reports an error.
            ResponseTooLargeError: An item exceeds the limit.
        """
        if self._start is not None:
            self._start += piece[: _LONGEST_QUOTED - len(self._start)]
        yield from self._items(self._decoder.feed(piece))
        if self._decoder.pending > self._limit:
            raise ResponseTooLargeError(
                f"one item of the stream exceeds {self._limit} bytes",
                status=self._info.status,
                headers=self._info.headers,
            )
        if not self._as_announced and self._decoder.has_other_lines:
            self._require_items()

    def finish(self) -> Iterator[T]:
        """Yield the last item if its end is missing.

        Raises:
            DecodingError: The item is incomplete, or the body is no such stream.
        """
        yield from self._items(self._decoder.finish())
        if not self._as_announced or self._decoder.has_other_lines:
            self._require_items()

    def _items(self, texts: Iterable[bytes]) -> Iterator[T]:
        for text in texts:
            self._start = None
            yield self._item(CompleteResponse(self._info, text))

    def _item(self, data: CompleteResponse) -> T:
        try:
            return self._result.decode(data, lenient=self._lenient)
        except DecodingError:
            if self.event is None or self.event.name != _ERROR:
                raise
        # It is no item: documents say what is in a stream, and not how that breaks off.
        raise _error_of_server(data)

    def _require_items(self) -> None:
        """Raise an error if there was no item: the iteration must not just be empty."""
        if self._start is None or self._decoder.done:
            return
        status, headers, request_id = self._info
        kind = "server-sent events" if isinstance(self._result, Events) else "JSON lines"
        received = (
            f"of type {media_type_of(self._info)[:80]!r}" if self._start else "without a body"
        )
        raise DecodingError(
            f"expected a stream of {kind}, but received a {status} response {received}",
            status=status,
            headers=headers,
            content=self._start,
            request_id=request_id,
        )


def _error_of_server(data: CompleteResponse) -> StreamError:
    from .server_words import words_of

    status, headers, request_id = data.info
    words = words_of(data.content)[:_LONGEST_WORDS]
    return StreamError(
        f"the server reported an error in the stream{': ' if words else ''}{words}",
        status=status,
        headers=headers,
        content=data.content,
        request_id=request_id,
    )


def _is_announced(info: ResponseInfo, result: object) -> bool:
    """Return whether the content type promises such a stream, which may then be empty."""
    media_type = media_type_of(info)
    if isinstance(result, Events):
        return media_type == Events.accept
    return any(name in media_type for name in _OF_LINES)
