"""Recorded exchanges as calls of the client, for tests: does it still send and read the same?"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from ..errors import StatusError
from ..request import Request, split_url
from ..testing.operations import Operations
from ..testing.problems import FakeError
from ..testing.server import spec_of
from ..timeouts import Timeout
from .replay import ReplayedResponse, ReplayError, answer_of, rows_in

if TYPE_CHECKING:
    import os

    from ..operation import Operation

_KEY: Final = "recorded-key"
_HOST: Final = "https://recorded.invalid"
_FILE: Final = b"a file"
_LEAST_SUCCESS: Final = 200
_LEAST_ERROR: Final = 400


class RecordedCall:
    """A recorded exchange, to be repeated by a client.

    Args:
        package: Name of the package.
        number: Its position in the recording.
        row: The exchange.
    """

    def __init__(self, package: str, number: int, row: Mapping[str, Any]) -> None:
        self._package, self._number, self._row = package, number, row

    def __str__(self) -> str:
        path = urlsplit(str(self._row["url"])).path
        return f"{self._number} {self._row['method']} {path} {self._row['status']}"

    def replay(self, client_class: Any) -> None:
        """Make the call again, without a network.

        Raises:
            ReplayError: The client sends another request, or raises another error or none.
            DecodingError: The client cannot read the answer.
            SkipTest: The recording lacks what the call needs, such as a file.
        """
        operation, arguments = self._call()
        transport = _Recorded(self._row)
        with client_class(**_settings(self._package), transport=transport) as client:
            method = attrgetter(operation.name)(client)
            given = _accepted(method, arguments, has_files=_has_files(self._row))
            try:
                _read(method(**given))
                status = _LEAST_SUCCESS
            except StatusError as error:
                status = error.status
        transport.check(status)

    def _call(self) -> tuple[Operation[Any], dict[str, Any]]:
        """Return the operation and its arguments."""
        origin, target = split_url(self._row["url"])
        headers = {name: str(text) for name, text in _headers(self._row).items()}
        request = Request(self._row["method"], origin, target, headers, None, Timeout(), None)
        try:
            route = Operations(self._package, spec_of(self._package)).match(request)
        except FakeError as error:
            raise _skipped(str(error)) from None
        operation = route.described.operation
        arguments: dict[str, Any] = {}
        query = _query(target)
        for param in operation.params:
            found = route.parameters if param.location == "path" else query
            if param.location in ("path", "query") and param.wire in found:
                arguments[param.name] = found[param.wire]
        return operation, arguments | self._body(operation)

    def _body(self, operation: Operation[Any]) -> dict[str, Any]:
        """Return the arguments that the body is made of."""
        body = self._row.get("request_body")
        names = getattr(operation.body, "wire", None)
        if names is None:
            return {} if body is None else {"body": body}
        fields = cast("dict[str, Any]", body) if isinstance(body, dict) else {}
        return {name: fields[wire] for name, wire in dict(names).items() if wire in fields}


class _Recorded:
    """A transport with one answer."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._row = row
        self._sent: list[Request] = []

    def send(self, request: Request) -> ReplayedResponse:
        """Return the recorded answer."""
        self._sent.append(request)
        return ReplayedResponse(answer_of(self._row))

    def close(self) -> None:
        """Do nothing: there is no connection."""

    def check(self, status: int) -> None:
        """Compare what was sent with what was recorded.

        Args:
            status: Of the error that was raised; else that of a success.

        Raises:
            ReplayError: It differs.
        """
        if max(status, self._row["status"]) >= _LEAST_ERROR and status != self._row["status"]:
            raise ReplayError(f"{self._row['status']} was recorded, and no such error was raised")
        for request in self._sent[:1]:
            self._check_request(request)

    def _check_request(self, request: Request) -> None:
        path = unquote(request.target.partition("?")[0])
        if not unquote(urlsplit(str(self._row["url"])).path).endswith(path):
            raise ReplayError(f"{self._row['url']} was recorded, and {path} was sent")
        recorded = self._row.get("request_body")
        if isinstance(recorded, dict) and isinstance(request.body, bytes):
            fields, sent = cast("dict[str, Any]", recorded), json.loads(request.body)
            if sent != {name: each for name, each in fields.items() if name in sent}:
                raise ReplayError(f"{path}: another body was recorded than was sent")


def recorded_calls(package: str, path: str | os.PathLike[str]) -> Iterator[RecordedCall]:
    """Yield the calls of recordings.

    Args:
        package: Name of the package.
        path: A file of recorded exchanges as JSON lines, or a folder of such files.
    """
    for number, row in enumerate(rows_in(Path(path)), 1):
        yield RecordedCall(package, number, row)


def _settings(package: str) -> dict[str, Any]:
    keys = {name: _KEY for scheme in spec_of(package).auth for name in scheme.arguments}
    return {"base_url": _HOST, "max_retries": 0, **keys}


def _headers(row: Mapping[str, Any]) -> dict[str, Any]:
    return row.get("request_headers") or {}


def _query(target: str) -> dict[str, Any]:
    """Return the values of a query: a list for a name that is repeated."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(target.partition("?")[2], keep_blank_values=True):
        found[name] = [*found.get(name, []), value]
    return {name: each if len(each) > 1 else each[0] for name, each in found.items()}


def _skipped(reason: str) -> Exception:
    import unittest  # clients without tests do not need it

    return unittest.SkipTest(reason)


def _has_files(row: Mapping[str, Any]) -> bool:
    return str(_headers(row).get("content-type")).startswith("multipart/")


def _accepted(method: Any, arguments: dict[str, Any], *, has_files: bool) -> dict[str, Any]:
    """Return the arguments that a method has; something else stands for files, which are left out.

    Raises:
        SkipTest: It needs others, too.
    """
    known = inspect.signature(method).parameters.values()
    required = [each.name for each in known if each.default is inspect.Parameter.empty]
    missing = [name for name in required if name not in arguments]
    if missing and not has_files:
        raise _skipped(f"the recording does not have {', '.join(missing)}")
    given = {each.name: arguments[each.name] for each in known if each.name in arguments}
    return given | dict.fromkeys(missing, _FILE)


def _read(result: Any) -> None:
    """Read a result to its end."""
    if hasattr(result, "__next__"):
        for _ in result:
            pass
    elif hasattr(result, "read"):
        result.read()
