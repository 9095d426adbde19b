"""``multipart/form-data`` (RFC 7578), streamed."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from secrets import token_hex
from typing import Final, cast

from ..errors import InvalidRequestError
from ..headers import checked_headers
from .scalars import utf8
from .upload import BytesUpload, Upload, upload_from

NAMELESS: Final = "upload"
_UNKNOWN: Final = "application/octet-stream"


class TextPart:
    """A text field; `media_type` is given only if it is not plain text."""

    def __init__(self, name: str, text: str, media_type: str | None = None) -> None:
        content_type = f"\r\nContent-Type: {media_type}" if media_type else ""
        disposition = f'Content-Disposition: form-data; name="{_escaped(name)}"'
        self.head = utf8(f"{disposition}{content_type}\r\n\r\n", f"the field {name!r}")
        self.content: Upload = BytesUpload(utf8(text, f"the field {name!r}"))


class FilePart:
    """A file: its content, or a tuple ``(file name, content[, content type])``.

    Args:
        name: Name of the field.
        file: A path, bytes, text, binary file object, iterable of bytes, or such a tuple.
        usual: Content type if neither the tuple nor the file name determines it.
    """

    def __init__(self, name: str, file: object, usual: str | None = None) -> None:
        file_name, content, media_type = _named(file, usual or _UNKNOWN)
        checked = checked_headers({"content-type": media_type})["content-type"]
        self.head = utf8(
            f'Content-Disposition: form-data; name="{_escaped(name)}"; '
            f'filename="{_escaped(file_name or NAMELESS)}"\r\nContent-Type: {checked}\r\n\r\n',
            f"the file name of {name!r}",
        )
        self.content = upload_from(content)


class MultipartUpload:
    """All parts with their boundaries, as one upload."""

    def __init__(self, parts: Sequence[TextPart | FilePart]) -> None:
        self._parts = parts
        self._boundary = token_hex(16).encode()
        self.media_type = f"multipart/form-data; boundary={self._boundary.decode()}"

    @property
    def length(self) -> int | None:
        """Size in bytes, if the size of every part is known."""
        total = len(self._closing)
        for part in self._parts:
            if part.content.length is None:
                return None
            total += len(self._opening) + len(part.head) + part.content.length + 2
        return total

    @property
    def replayable(self) -> bool:
        """Whether all parts can be sent again."""
        return all(part.content.replayable for part in self._parts)

    def open(self) -> Iterator[bytes]:
        """Yield the body from the start."""
        for part in self._parts:
            yield self._opening + part.head
            yield from part.content.open()
            yield b"\r\n"
        yield self._closing

    @property
    def _opening(self) -> bytes:
        return b"--" + self._boundary + b"\r\n"

    @property
    def _closing(self) -> bytes:
        return b"--" + self._boundary + b"--\r\n"


def _named(file: object, usual: str) -> tuple[str | None, object, str]:
    if not isinstance(file, tuple):
        name = _own_name(file)
        return name, file, _guessed(name, usual)
    named = tuple(cast("Iterable[object]", file))
    if len(named) not in (2, 3):
        raise InvalidRequestError(
            "a file tuple is (name, content) or (name, content, content type)"
        )
    name = None if named[0] is None else str(named[0])
    return name, named[1], str(named[2]) if len(named) == 3 else _guessed(name, usual)


def _own_name(file: object) -> str | None:
    name = cast("object", file if isinstance(file, os.PathLike) else getattr(file, "name", None))
    if not isinstance(name, str | os.PathLike):
        return None
    return PurePath(cast("str | os.PathLike[str]", name)).name


def _guessed(name: str | None, usual: str) -> str:
    guess = mimetypes.guess_type(name)[0] if name else None
    return guess or usual


def _escaped(name: str) -> str:
    """Escape a name as browsers do (HTML, "multipart/form-data encoding algorithm")."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A").replace("\0", "%00")
