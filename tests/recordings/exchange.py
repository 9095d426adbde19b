"""Recorded exchanges: the call of a client, its request, and the response."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import ExitStack

    from loopback import Part, Request, Response

FOLDER: Final = Path(__file__).parent

Given: TypeAlias = Literal["opened", "named", "typed", "bytes"]


@dataclass(frozen=True)
class File:
    """A file argument of a call.

    Args:
        name: name of the file.
        content: content of the file.
        given: form of the argument: an `opened` file, the tuple (filename, content) if `named`,
            the same with content type if `typed`, or `bytes`.
        content_type: content type, if `typed`.
    """

    name: str
    content: bytes
    given: Given = "opened"
    content_type: str | None = None

    def argument(self, scope: ExitStack) -> Any:
        """Return the argument to pass. An opened file is closed with the scope."""
        if self.given == "opened":
            folder = scope.enter_context(TemporaryDirectory())
            path = Path(folder, self.name)
            path.write_bytes(self.content)
            return scope.enter_context(path.open("rb"))
        if self.given == "bytes":
            return self.content
        typed = (self.content_type,) if self.given == "typed" else ()
        return (self.name, self.content, *typed)


@dataclass(frozen=True)
class Call:
    """A call of a client: `datasets.create` with positional and keyword arguments."""

    method: str
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] | None = None
    client: Mapping[str, Any] | None = None

    def arguments(self, scope: ExitStack) -> tuple[list[Any], dict[str, Any]]:
        """Return the arguments to pass. Opened files are closed with the scope."""
        args = [_passed(value, scope) for value in self.args]
        return args, {name: _passed(value, scope) for name, value in (self.kwargs or {}).items()}


def _passed(value: Any, scope: ExitStack) -> Any:
    return value.argument(scope) if isinstance(value, File) else value


@dataclass(frozen=True)
class Exchange:
    """One recorded exchange."""

    name: str
    operation: str
    call: Call
    request: Mapping[str, Any]
    response: Mapping[str, Any]


def load() -> list[Exchange]:
    """Return all recordings, sorted by file name."""
    return [_read(path) for path in sorted(FOLDER.glob("*.json"))]


def _read(path: Path) -> Exchange:
    data = json.loads(path.read_text("utf-8"), object_hook=_revive)
    call = data["call"]
    return Exchange(
        name=data["name"],
        operation=data["operation"],
        call=Call(call["method"], tuple(call["args"]), call["kwargs"], call["client"]),
        request=data["request"],
        response=data["response"],
    )


def as_text(exchange: Exchange, recorded: Mapping[str, str]) -> str:
    """Return the content of the file of a recording."""
    call = exchange.call
    data = {
        "name": exchange.name,
        "operation": exchange.operation,
        "call": {
            "method": call.method,
            "client": call.client or {},
            "args": call.args,
            "kwargs": call.kwargs or {},
        },
        "request": exchange.request,
        "response": exchange.response,
        "recorded": recorded,
    }
    return json.dumps(data, indent=2, ensure_ascii=False, default=_describe) + "\n"


def describe_request(request: Request) -> dict[str, Any]:
    """Return the documented parts of a request. Parts that vary between runs are left out."""
    headers = {name: request.header(name) for name in ("authorization", "x-client-name")}
    return {
        "method": request.method,
        "path": request.path,
        "query": [list(pair) for pair in request.query],
        "headers": {name: value for name, value in headers.items() if value is not None},
        "content_type": request.content_type,
        **_describe_body(request),
    }


def _describe_body(request: Request) -> dict[str, Any]:
    match request.content_type:
        case "application/json":
            return {"body": request.json()}
        case "multipart/form-data":
            return {"parts": [describe_part(part) for part in request.parts]}
        case _:
            return {"body": request.body.decode("utf-8") or None}


def describe_part(part: Part) -> dict[str, Any]:
    """Return a part of a form as JSON values."""
    return {
        "name": part.name,
        "filename": part.filename,
        "content_type": part.content_type,
        "content": part.content,
    }


def describe_response(response: Response) -> dict[str, Any]:
    """Return a response as JSON values. An empty body is null."""
    body = json.loads(response.body) if response.body else None
    return {"status": int(response.status), "headers": dict(response.headers), "body": body}


def _describe(value: object) -> Any:
    """Return the JSON form of a value that JSON does not support. `_revive` reverses it."""
    match value:
        case datetime():
            return {"$datetime": value.isoformat()}
        case File():
            return {"$file": {key: item for key, item in vars(value).items() if item is not None}}
        case bytes():
            try:
                return {"$text": value.decode("utf-8")}
            except UnicodeDecodeError:
                return {"$base64": base64.b64encode(value).decode("ascii")}
    raise TypeError(f"a recording cannot hold {type(value).__name__}")


def _revive(value: dict[str, Any]) -> Any:
    match value:
        case {"$datetime": text}:
            return datetime.fromisoformat(text)
        case {"$file": fields}:
            return File(**fields)
        case {"$text": text}:
            return text.encode("utf-8")
        case {"$base64": text}:
            return base64.b64decode(text)
    return value
