"""Splits multipart/form-data bodies into parts (RFC 7578)."""

from __future__ import annotations

from dataclasses import dataclass
from email.parser import HeaderParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message


@dataclass(frozen=True)
class Part:
    """One part of a form: a file if it has a filename, else a field."""

    name: str
    filename: str | None
    content_type: str | None
    content: bytes


def split_parts(body: bytes, boundary: str) -> Iterator[Part]:
    """Yield the parts of a body in the order they were sent.

    Raises:
        ValueError: the closing delimiter is missing (RFC 2046, section 5.1.1).
    """
    delimiter = b"--" + boundary.encode("ascii")
    _, *parts, epilogue = (b"\r\n" + body).split(b"\r\n" + delimiter)
    if epilogue not in (b"--", b"--\r\n"):
        raise ValueError("the multipart body has no closing delimiter")
    return map(_parse_part, parts)


def _parse_part(raw: bytes) -> Part:
    head, _, content = raw.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    headers = HeaderParser().parsestr(head.decode("utf-8"))
    return Part(
        name=_disposition_parameter(headers, "name") or "",
        filename=_disposition_parameter(headers, "filename"),
        content_type=headers["content-type"],
        content=content,
    )


def _disposition_parameter(headers: Message[str, str], name: str) -> str | None:
    value = headers.get_param(name, header="content-disposition")
    if isinstance(value, tuple):
        charset, _, text = value
        return text.encode("latin-1").decode(charset or "utf-8")
    return value
