"""The requests that a fake has received."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, unquote_plus

from ..concealment import redaction_for
from ..headers import Headers
from ..secret import Secret

if TYPE_CHECKING:
    from ..request import Request

_FORM: Final = "application/x-www-form-urlencoded"


class ReceivedCall:
    """One request that a fake has received. Its text and representation show no values.

    Args:
        request: The request.
        content: Its body.
        path_parameters: Values in the path, by the names of the document.
    """

    def __init__(
        self, request: Request, content: bytes, path_parameters: Mapping[str, str]
    ) -> None:
        self.method = request.method
        self.path_parameters = dict(path_parameters)
        self._redaction = redaction_for(request)
        self._private = Secret((request, content))

    @property
    def url(self) -> str:
        """The complete URL; a key in its query is replaced."""
        return self._redaction.text(self._private.reveal()[0].url)

    @property
    def path(self) -> str:
        """The path, percent-encoded."""
        return self._private.reveal()[0].target.partition("?")[0]

    @cached_property
    def query(self) -> dict[str, Any]:
        """The query: a text for each parameter, a list for repeated ones; a key is replaced."""
        query = self._private.reveal()[0].target.partition("?")[2]
        found = self._redaction.value(_collected(parse_qsl(query, keep_blank_values=True)))
        return dict(found)

    @property
    def headers(self) -> Headers:
        """The header fields. They contain the credentials; their representation does not."""
        return Headers(self._private.reveal()[0].headers.items())

    @property
    def content(self) -> bytes:
        """The body as it was sent."""
        return self._private.reveal()[1]

    @property
    def body(self) -> Any:
        """The body: decoded JSON, the fields of a form with bytes for files, text, or bytes.

        None if there is none.
        """
        content_type = self.headers.get("content-type", "")
        media_type = content_type.partition(";")[0].strip().lower()
        if not self.content and media_type != "application/octet-stream":
            return None
        if media_type == "multipart/form-data":
            return _parts(self.content, content_type)
        if media_type == _FORM:
            return _collected(parse_qsl(self.content.decode(), keep_blank_values=True))
        return _decoded(self.content, media_type)

    def __repr__(self) -> str:
        return f"<ReceivedCall {self.method} {self.path}>"


def _decoded(content: bytes, media_type: str) -> Any:
    if "json" in media_type:
        try:
            return json.loads(content)
        except ValueError:
            return content.decode("utf-8", "replace")
    is_text = media_type.startswith("text/") or media_type.endswith(("xml", "yaml"))
    return content.decode("utf-8", "replace") if is_text else content


def _parts(content: bytes, content_type: str) -> dict[str, Any]:
    """Return the parts of a multipart form: text, or bytes if they have a file name."""
    from email.parser import BytesParser
    from email.policy import HTTP

    head = f"content-type: {content_type}\r\n\r\n".encode("latin-1")
    message = BytesParser(policy=HTTP).parsebytes(head + content)
    pairs: list[tuple[str, Any]] = []
    for part in message.iter_parts():
        name = part.get_param("name", "", "content-disposition")
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        pairs.append((unquote_plus(str(name)), data if part.get_filename() else data.decode()))
    return _collected(pairs)


def _collected(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return values by name: a list where a name is repeated."""
    found: dict[str, list[Any]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}
