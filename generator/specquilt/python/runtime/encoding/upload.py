"""Uploads: streamed, never read into memory as a whole, and sent again for a retry if possible."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any, Protocol, TypeAlias, cast

from ..errors import InvalidRequestError
from .scalars import utf8

if TYPE_CHECKING:
    from pathlib import Path

CHUNK_BYTES = 1 << 20

FileContent: TypeAlias = "str | os.PathLike[str] | bytes | IO[bytes] | Iterable[bytes]"
FileArgument: TypeAlias = (
    "FileContent | tuple[str | None, FileContent] | tuple[str | None, FileContent, str]"
)


class Upload(Protocol):
    """A streamed body."""

    @property
    def length(self) -> int | None:
        """Size in bytes, if known in advance."""
        ...

    @property
    def replayable(self) -> bool:
        """Whether `open` can be called again."""
        ...

    def open(self) -> Iterator[bytes]:
        """Return the bytes from the start; raises `InvalidRequestError` if that is impossible."""
        ...


class BytesUpload:
    """Bytes in memory."""

    replayable = True

    def __init__(self, data: bytes) -> None:
        self.length = len(data)
        self._data = data

    def open(self) -> Iterator[bytes]:
        """Yield the bytes in pieces."""
        view = memoryview(self._data)
        for start in range(0, len(view), CHUNK_BYTES):
            yield bytes(view[start : start + CHUNK_BYTES])


class PathUpload:
    """A file on disk, as long as it is now."""

    replayable = True

    def __init__(self, path: Path) -> None:
        try:
            self.length = path.stat().st_size
        except OSError as error:
            raise InvalidRequestError(f"cannot read {str(path)!r}: {error.strerror}") from error
        if not path.is_file():
            raise InvalidRequestError(f"{str(path)!r} is not a file")
        self._path = path

    def open(self) -> Iterator[bytes]:
        """Yield the file in pieces."""
        try:
            with self._path.open("rb") as file:
                yield from _pieces(file, self.length)
        except OSError as error:
            message = f"cannot read {str(self._path)!r}: {error.strerror}"
            raise InvalidRequestError(message) from error


class FileUpload:
    """An open binary file, sent from its current position; rewound to that position for a retry."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._start = _position(file)
        self.replayable = self._start is not None
        self._opened = False
        self.length = None if self._start is None else _remaining(file, self._start)

    def open(self) -> Iterator[bytes]:
        """Yield the rest of the file in pieces."""
        if self._opened:
            self._rewind()
        self._opened = True
        try:
            yield from _pieces(self._file, self.length)
        except (OSError, ValueError) as error:
            raise InvalidRequestError(f"cannot read the file: {error}") from error

    def _rewind(self) -> None:
        if self._start is None:
            raise InvalidRequestError("the file cannot be rewound to be sent again")
        self._file.seek(self._start)


class IteratorUpload:
    """Pieces of an iterable; an iterator can be sent only once."""

    length = None

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self.replayable = iter(pieces) is not pieces
        self._opened = False

    def open(self) -> Iterator[bytes]:
        """Yield the pieces."""
        if self._opened and not self.replayable:
            raise InvalidRequestError("the iterator cannot be rewound to be sent again")
        self._opened = True
        return (_as_bytes(piece) for piece in self._pieces)


def upload_from(content: object) -> Upload:
    """Return the upload for a path, bytes, text, a binary file object or an iterable of bytes.

    Args:
        content: The content. Text is sent as UTF-8; only a `pathlib.Path` (or another path
            object) is read from a file.
    """
    if isinstance(content, str):
        return BytesUpload(utf8(content, "the text"))
    if isinstance(content, bytes | bytearray):
        return BytesUpload(bytes(content))
    if isinstance(content, os.PathLike):
        from pathlib import Path

        return PathUpload(Path(cast("os.PathLike[str]", content)))
    if hasattr(content, "read"):
        return FileUpload(_binary(content))
    if isinstance(content, Iterable):
        return IteratorUpload(cast("Iterable[bytes]", content))
    raise InvalidRequestError(f"{type(content).__name__} cannot be uploaded")


def _binary(file: Any) -> IO[bytes]:
    if isinstance(file, io.TextIOBase):
        raise InvalidRequestError("open the file in binary mode ('rb') to upload it")
    return cast("IO[bytes]", file)


def _position(file: IO[bytes]) -> int | None:
    try:
        return file.tell() if file.seekable() else None
    except (AttributeError, OSError, ValueError):
        return None


def _remaining(file: IO[bytes], start: int) -> int:
    end = file.seek(0, os.SEEK_END)
    file.seek(start)
    return end - start


def _pieces(file: IO[bytes], length: int | None) -> Iterator[bytes]:
    """Yield the file in pieces, but no more than its announced length: it may be growing."""
    left = length
    while piece := _as_bytes(file.read(CHUNK_BYTES if left is None else min(CHUNK_BYTES, left))):
        left = None if left is None else left - len(piece)
        yield piece
    if left:
        raise InvalidRequestError(f"the file became {left} bytes shorter while it was sent")


def _as_bytes(piece: object) -> bytes:
    if not isinstance(piece, bytes | bytearray):
        raise InvalidRequestError(f"an upload must yield bytes, not {type(piece).__name__}")
    return bytes(piece)
