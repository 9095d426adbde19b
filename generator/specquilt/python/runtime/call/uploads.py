"""Uploads whose own errors are told apart from those of the connection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..encoding.upload import Upload


class WatchedUpload:
    """An upload that remembers what reading it has raised.

    HTTP libraries wrap the exceptions of an iterable, or take them for failures of the connection.

    Args:
        upload: The upload.
    """

    def __init__(self, upload: Upload) -> None:
        self._upload = upload
        self.failure: Exception | None = None

    @property
    def length(self) -> int | None:
        """Size in bytes, if known in advance."""
        return self._upload.length

    @property
    def replayable(self) -> bool:
        """Whether `open` can be called again."""
        return self._upload.replayable

    def open(self) -> Iterator[bytes]:
        """Yield the bytes from the start."""
        self.failure = None
        try:
            yield from self._upload.open()
        except Exception as error:
            self.failure = error
            raise


def failure_of(body: bytes | Upload | None) -> Exception | None:
    """Return what reading a body raised while it was sent."""
    return body.failure if isinstance(body, WatchedUpload) else None
