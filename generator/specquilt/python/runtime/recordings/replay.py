"""Transports that answer from recordings, without a network."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from ..blocking import as_async
from ..concealment import redaction_for
from ..headers import Headers
from ..request import split_url
from .hiding import BASE64, Hiding

if TYPE_CHECKING:
    from ..request import Request

_FEW = 5


class ReplayError(AssertionError):
    """A request that was not recorded."""


class ReplayedAnswer(NamedTuple):
    """A recorded answer."""

    status: int
    headers: Headers
    content: bytes


class _Replay:
    """Answers requests by method, path, query and JSON body; the host may be another one.

    Equal requests get their answers in the order of the recording, and the last one again.

    Args:
        path: A file of recorded exchanges as JSON lines, or a folder of such files.
        hide: The names of secret fields that the recording was made with.
    """

    def __init__(self, path: str | os.PathLike[str], *, hide: Iterable[str] = ()) -> None:
        self._hide = tuple(hide)
        self._answers: dict[str, list[ReplayedAnswer]] = {}
        self._names: dict[str, None] = {}
        for row in rows_in(Path(path)):
            _, target = split_url(row["url"])
            key = _key(row["method"], target, row.get("request_body"))
            self._answers.setdefault(key, []).append(answer_of(row))
            self._names[f"{row['method']} {target}"] = None

    def _answer_to(self, request: Request) -> ReplayedAnswer:
        hiding = Hiding(redaction_for(request), self._hide)
        target = hiding.target(request.target)
        body = request.body if isinstance(request.body, bytes) else b""
        media_type = request.headers.get("content-type", "")
        is_file = media_type.startswith("multipart/")
        sent = None if is_file else hiding.body(body, media_type)
        answers = self._answers.get(_key(request.method, target, sent))
        if not answers:
            raise ReplayError(self._missing(f"{request.method} {target}"))
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def _missing(self, name: str) -> str:
        if name in self._names:
            return f"{name} was recorded, but with another body"
        known = list(self._names)
        more = f", and {len(known) - _FEW} more" if len(known) > _FEW else ""
        return f"{name} was not recorded; there are {', '.join(known[:_FEW]) or 'none'}{more}"


class Replay(_Replay):
    """Answers a sync client from a recording: `Client(transport=Replay(path))`.

    Requests are matched by method, path, query and JSON body; the host may be another one. Equal
    requests get their answers in the order of the recording, and the last one again.

    Args:
        path: A file of recorded exchanges as JSON lines, or a folder of such files.
        hide: The names of secret fields that the recording was made with.
    """

    def send(self, request: Request) -> ReplayedResponse:
        """Return the recorded answer to a request.

        Raises:
            ReplayError: It was not recorded.
        """
        return ReplayedResponse(self._answer_to(request))

    def close(self) -> None:
        """Do nothing: there is no connection."""


class AsyncReplay(_Replay):
    """Async version of `Replay`."""

    async def send(self, request: Request) -> AsyncReplayedResponse:
        """Return the recorded answer to a request.

        Raises:
            ReplayError: It was not recorded.
        """
        return AsyncReplayedResponse(self._answer_to(request))

    async def close(self) -> None:
        """Do nothing: there is no connection."""


class _Replayed:
    def __init__(self, answer: ReplayedAnswer) -> None:
        self.status, self.headers, self._content = answer

    def _pieces(self) -> Iterator[bytes]:
        yield self._content


class ReplayedResponse(_Replayed):
    """A response for sync clients."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the body."""
        return self._pieces()

    def close(self) -> None:
        """Do nothing: there is no connection."""


class AsyncReplayedResponse(_Replayed):
    """A response for async clients."""

    def chunks(self) -> AsyncGenerator[bytes, None]:
        """Yield the body."""
        return as_async(self._pieces())

    async def close(self) -> None:
        """Do nothing: there is no connection."""


def rows_in(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the exchanges of a file, or of the files in a folder."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    for file in files:
        for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
            if line.strip():
                yield _row(line, f"{file}:{number}")


def _row(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict) or not {"method", "url", "status"} <= row.keys():
        raise ReplayError(f"{place}: the line is no recorded exchange")
    return cast("dict[str, Any]", row)


def _key(method: str, target: str, body: Any) -> str:
    return json.dumps([method, target, body], sort_keys=True)


def answer_of(row: Mapping[str, Any]) -> ReplayedAnswer:
    """Return the answer of an exchange."""
    fields: Mapping[str, str] = row.get("response_headers") or {}
    return ReplayedAnswer(
        row["status"], Headers(fields.items()), _content(row.get("response_body"))
    )


def _content(body: Any) -> bytes:
    if body is None or isinstance(body, str):
        return (body or "").encode("utf-8", "surrogatepass")
    if isinstance(body, dict) and {*cast("dict[str, Any]", body)} == {BASE64}:
        return base64.b64decode(cast("dict[str, str]", body)[BASE64])
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
