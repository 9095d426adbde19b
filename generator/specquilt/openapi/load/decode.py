"""Reads text files, with a specific message for each reason why a file is unreadable."""

from __future__ import annotations

import codecs
from pathlib import Path

from specquilt.openapi.finding import InputError, Location, input_error
from specquilt.openapi.load import lines, received

MAX_BYTES = 32 * 1024 * 1024

_SAVE = "save the file as UTF-8"
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_ARCHIVES = ((b"PK\x03\x04", "a ZIP archive"), (b"\x1f\x8b", "gzip"), (b"%PDF-", "a PDF"))


def text_of(path: Path) -> str:
    """Return the text of a file without byte order mark. Lines end with a line feed.

    Raises:
        InputError: The file is missing, unreadable, empty, too large, or not UTF-8.
    """
    content = _bytes(path)
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = _line(content, error.start)
        message = f"invalid UTF-8 byte {content[error.start]:#04x}"
        raise _fault(path, "not-utf-8", message, _SAVE, line) from None
    if not text or text.isspace():
        raise _fault(path, "page-without-spec", "file is empty", "remove it from `sources`")
    return lines.with_line_feeds(text)


def _bytes(path: Path) -> bytes:
    content = received.content_of(path)
    if content is None:
        content = _content(path)
    elif len(content) > MAX_BYTES:
        raise _too_large(path)
    _refuse_binary(path, content)
    return content


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            from specquilt.openapi.load.similar import similar_files  # most files are there

            raise _fault(path, "missing-file", "no such file or folder", similar_files(path))
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(path)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _fault(path, "missing-file", f"cannot read file: {reason.lower()}") from None


def _refuse_binary(path: Path, content: bytes) -> None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            raise _fault(path, "not-utf-8", f"file is encoded as {encoding}, not UTF-8", _SAVE)
    for mark, what in _ARCHIVES:
        if content.startswith(mark):
            raise _fault(path, "not-utf-8", f"file is {what}, not text", "unpack or convert it")
    if b"\0" in content:
        line = _line(content, content.index(b"\0"))
        message = "file contains a NUL byte; it is binary, or UTF-16 without a byte order mark"
        raise _fault(path, "not-utf-8", message, _SAVE, line)


def _line(content: bytes, offset: int) -> int:
    return len(lines.split(content[:offset].decode("utf-8", "replace")))


def _too_large(path: Path) -> InputError:
    return _fault(path, "file-too-large", f"file is larger than {MAX_BYTES >> 20} MiB")


def _fault(path: Path, rule: str, message: str, advice: str = "", line: int = 1) -> InputError:
    return input_error(rule, message, Location(received.name_of(path), line), advice)
