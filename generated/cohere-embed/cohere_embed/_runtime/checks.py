"""The options of clients, calls and polling: one table of names, each with its check."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any, Final, SupportsIndex, TypeAlias, cast

from .errors import InsecureTransportWarning, InvalidRequestError
from .frames import level_of_user
from .options import Hooks
from .timeouts import Timeout

Check: TypeAlias = Callable[[str, Any], None]
Table: TypeAlias = Mapping[str, Check]

LONGEST_SECONDS: Final = 2_000_000
"""23 days; operating systems cannot wait for much longer."""


def check_options(options: object, table: Table) -> None:
    """Check the names and values of options.

    Raises:
        TypeError: An option is unknown.
        InvalidRequestError: A value is invalid. The message does not contain it.
    """
    if not isinstance(options, Mapping):
        raise InvalidRequestError(f"options must be a mapping, not {_kind(options)}")
    for name, value in cast("Mapping[str, Any]", options).items():
        check = table.get(name)
        if check is None:
            raise TypeError(_unknown(name, table))
        check(name, value)


def _unknown(name: object, table: Table) -> str:
    from difflib import get_close_matches

    close = get_close_matches(str(name), table, 1)
    if close:
        return f"unknown option {name!r} (did you mean {close[0]!r}?)"
    if name in CLIENT:
        return f"{name!r} is an option of the client, not of a call"
    if name in CALL:
        return f"{name!r} is an option of a call, not of the client"
    return f"unknown option {name!r}"


def _seconds(name: str, value: object) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _wrong(name, "a number of seconds", value)
    if not (isfinite(value) and 0 < value <= LONGEST_SECONDS):
        raise InvalidRequestError(f"{name} must be more than 0 and at most {LONGEST_SECONDS} s")


def _pause(name: str, value: object) -> None:
    if value != 0 or isinstance(value, bool):
        _seconds(name, value)


def _limit(name: str, value: object) -> None:
    if value is not None:
        _seconds(name, value)


def _timeout(name: str, value: object) -> None:
    if isinstance(value, Timeout):
        for step, seconds in value._asdict().items():
            _limit(f"{name}.{step}", seconds)
    else:
        _limit(name, value)


def _count(lowest: int, highest: int) -> Check:
    def check(name: str, value: object) -> None:
        if not isinstance(value, SupportsIndex) or isinstance(value, bool):
            raise _wrong(name, "an integer", value)
        if not lowest <= value.__index__() <= highest:
            raise InvalidRequestError(f"{name} must be from {lowest} to {highest}")

    return check


def _of(kind: type | tuple[type, ...], words: str, *, optional: bool = True) -> Check:
    def check(name: str, value: object) -> None:
        if not isinstance(value, kind) and not (optional and value is None):
            raise _wrong(name, words, value)

    return check


def _function(name: str, value: object) -> None:
    if value is not None and not callable(value):
        raise _wrong(name, "a function", value)


def _hooks(name: str, value: object) -> None:
    _of(Hooks, "Hooks")(name, value)
    hooks = value if isinstance(value, Hooks) else Hooks()
    for hook, function in hooks._asdict().items():
        _function(f"{name}.{hook}", function)


def verify(name: str, value: object) -> None:
    """Check a `verify` option: anything unknown must not switch verification off.

    Raises:
        InvalidRequestError: It is neither a bool, a path nor an `ssl.SSLContext`.
    """
    if isinstance(value, bool) or _is_path(value):
        return
    ssl = sys.modules.get("ssl")
    if ssl is None or not isinstance(value, ssl.SSLContext):
        raise _wrong(name, "True, False, a path or an ssl.SSLContext", value)


def warn_of_unverified(options: Mapping[str, Any]) -> None:
    """Warn if options switch off the verification of certificates."""
    if options.get("verify") is False:
        message = "verify=False: credentials are sent to servers whose certificate is not verified"
        warnings.warn(message, InsecureTransportWarning, stacklevel=level_of_user())


def _transport(name: str, value: object) -> None:
    if value is not None and not (hasattr(value, "send") and hasattr(value, "close")):
        raise _wrong(name, "a transport with the methods send and close", value)


def _httpx_client(kind: str) -> Check:
    def check(name: str, value: object) -> None:
        library = sys.modules.get("httpx2")
        if value is None or (library and isinstance(value, getattr(library, kind))):
            return
        raise _wrong(name, f"an httpx2.{kind}", value)

    return check


def _is_path(value: object) -> bool:
    if isinstance(value, os.PathLike):
        value = cast("os.PathLike[str]", value).__fspath__()
    return isinstance(value, str) and value != ""


def _wrong(name: str, expected: str, value: object) -> InvalidRequestError:
    return InvalidRequestError(f"{name} must be {expected}, not {_kind(value)}")


def _kind(value: object) -> str:
    return "None" if value is None else type(value).__name__


_flag: Final = _of(bool, "True or False", optional=False)
_text: Final = _of(str, "text")
_mapping: Final = _of(Mapping, "a mapping")

_extra_body: Final = _of((Mapping, str, bytes), "a mapping, text or bytes")

_EVERYWHERE: Final[Table] = {
    "timeout": _timeout,
    "deadline": _limit,
    "max_retries": _count(0, 1000),
    "headers": _mapping,
    "lenient": _flag,
    "follow_redirects": _flag,
    "max_response_bytes": _count(1, sys.maxsize),
}

CALL: Final[Table] = {
    **_EVERYWHERE,
    "query": _mapping,
    "body": _extra_body,
    "content_type": _text,
    "idempotency_key": _text,
}
"""Options of one call: `RequestOptions`."""

CLIENT: Final[Table] = {
    **_EVERYWHERE,
    "proxy": _text,
    "verify": verify,
    "http2": _flag,
    "max_connections": _count(1, 100_000),
    "keepalive_expiry": _pause,
    "hooks": _hooks,
    "transport": _transport,
    "http_client": _httpx_client("Client"),
}
"""Options of a sync client: `ClientOptions`."""

ASYNC_CLIENT: Final[Table] = {**CLIENT, "http_client": _httpx_client("AsyncClient")}
"""Options of an async client: `AsyncClientOptions`."""

POLLING: Final[Table] = {
    "interval": _pause,
    "timeout": _limit,
    "on_poll": _function,
    "options": _mapping,
}
"""Arguments of `wait`: `PollingOptions`."""
