"""Which failures of a connection mean that the server may have the request."""

from __future__ import annotations

from types import ModuleType

import aiohttp
import httpcore2
import httpx2
import pytest

from specquilt.python.runtime import APIConnectionError, APITimeoutError, Timeout
from specquilt.python.runtime.errors import TransportError
from specquilt.python.runtime.request import Origin, Request
from specquilt.python.runtime.transport import aiohttp_session
from specquilt.python.runtime.transport.failures import Failures, Translated, failures_of

REQUEST = Request("GET", Origin("http", "a.example", 80), "/", {}, None, Timeout(), None)


def translated(error: Exception, failures: Failures) -> TransportError:
    with pytest.raises(TransportError) as caught, Translated(REQUEST, failures):
        raise error
    return caught.value


@pytest.mark.parametrize("library", [httpx2, httpcore2])
@pytest.mark.parametrize(
    ("name", "kind", "sent"),
    [
        ("ConnectTimeout", APITimeoutError, False),
        ("PoolTimeout", APITimeoutError, False),
        ("ReadTimeout", APITimeoutError, True),
        ("WriteTimeout", APITimeoutError, True),
        ("ConnectError", APIConnectionError, False),
        ("ReadError", APIConnectionError, True),
        ("WriteError", APIConnectionError, True),
        ("ProxyError", APIConnectionError, False),
        ("UnsupportedProtocol", APIConnectionError, False),
        ("LocalProtocolError", APIConnectionError, False),
        ("RemoteProtocolError", APIConnectionError, True),
    ],
)
def test_error_tells_whether_the_server_may_have_the_request(
    library: ModuleType, name: str, kind: type[TransportError], sent: bool
) -> None:
    found = translated(getattr(library, name)("?"), failures_of(library))
    assert (type(found), found.sent) == (kind, sent)


@pytest.mark.parametrize(
    ("error", "kind", "sent"),
    [
        (aiohttp.ConnectionTimeoutError(), APITimeoutError, False),
        (aiohttp.ServerTimeoutError(), APITimeoutError, True),
        (aiohttp.ServerDisconnectedError(), APIConnectionError, True),
        (aiohttp.ClientPayloadError(), APIConnectionError, True),
        (aiohttp.InvalidURL("?"), APIConnectionError, False),
        (aiohttp.ClientOSError(), APIConnectionError, True),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_error_of_aiohttp_tells_whether_the_server_may_have_the_request(
    error: Exception, kind: type[TransportError], sent: bool
) -> None:
    found = translated(error, aiohttp_session.FAILURES)
    assert (type(found), found.sent) == (kind, sent)


def test_message_has_the_reason_of_the_system_wherever_it_is_among_the_causes() -> None:
    error = httpcore2.ReadError("?")
    error.__cause__ = OSError("no reason")
    error.__cause__.__cause__ = OSError(104, "Connection reset by peer")
    message = str(translated(error, failures_of(httpcore2)))
    assert message.endswith("the connection broke while receiving (Connection reset by peer)")
