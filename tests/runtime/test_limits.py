"""Documented defaults, and the limits of what options may be."""

from __future__ import annotations

import re
import ssl
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx2
import numpy
import pytest

from specquilt.python.runtime import (
    CallEvent,
    Hooks,
    InvalidRequestError,
    Model,
    Timeout,
    checks,
    errors,
    in_batches,
    in_batches_async,
)
from specquilt.python.runtime.blocking import BlockingTransport
from specquilt.python.runtime.options import (
    AsyncClientOptions,
    CallSettings,
    ClientOptions,
    RequestOptions,
    settings_from,
)
from specquilt.python.runtime.timeouts import as_timeout
from specquilt.python.runtime.transport.connections import ConnectionOptions

# --- defaults --------------------------------------------------------------------------------


def test_defaults_are_as_documented() -> None:
    """The docstrings of `CommonOptions` and `Timeout` say them."""
    assert settings_from(CallSettings(), {})._asdict() == {
        "timeout": Timeout(connect=10, read=60, write=60, pool=60),
        "deadline": 600,
        "max_retries": 2,
        "max_response_bytes": 128 * 1024 * 1024,
        "lenient": False,
        "follow_redirects": True,
    }
    connections = ConnectionOptions(environment={})
    assert (connections.verify, connections.http2) == (True, False)
    assert (connections.max_connections, connections.keepalive_expiry) == (100, 5)


def test_default_time_limits_of_the_steps() -> None:
    assert as_timeout(Timeout())._asdict() == {"connect": 10, "read": 60, "write": 60, "pool": 60}
    assert as_timeout(5) == Timeout(connect=5, read=5, write=5, pool=5)
    assert as_timeout(None) == Timeout(connect=None, read=None, write=None, pool=None)


@pytest.mark.parametrize("options", [ClientOptions, AsyncClientOptions, RequestOptions])
def test_every_option_may_be_left_out(options: Any) -> None:
    assert options.__required_keys__ == frozenset()
    assert settings_from(CallSettings(), options()) == CallSettings()


def test_event_before_an_answer_has_none() -> None:
    event = CallEvent("jobs.get", "GET", "https://a.example", 1, {})
    assert event[5:] == (None, None, None, 0.0, None)


def test_error_without_arguments_assumes_nothing() -> None:
    error = errors.DecodingError()
    assert (error.status, error.headers, error.content, error.request_id) == (0, {}, b"", None)
    assert (str(error), error.errors) == ("", [])
    assert errors.TransportError().sent is True
    failed = errors.PollingFailedError()
    assert (failed.result, failed.status) == (None, None)


def test_validator_of_a_model_is_built_when_it_is_first_used() -> None:
    """An API can have thousands of models, and a program uses a few."""

    class Late(Model):
        size: int

    assert not Late.__pydantic_complete__
    assert Late(size=1).size == 1
    assert Late.__pydantic_complete__


# --- values ----------------------------------------------------------------------------------

TAKEN: dict[str, list[Any]] = {
    "timeout": [5, 0.5, None, Timeout(), Timeout(read=None)],
    "max_retries": [1, numpy.int64(1)],
    "headers": [None, {}, {"a": "b"}],
    "lenient": [True, False],
    "proxy": [None, "", "http://a.example"],
    "verify": [True, False, "ca.pem", Path("ca.pem"), ssl.create_default_context()],
    "hooks": [None, Hooks(), Hooks(on_request=print, on_error=print)],
    "transport": [None, BlockingTransport(SimpleNamespace(send=print, close=print))],
    "http_client": [None, httpx2.Client(verify=False)],
}
REFUSED: dict[str, list[tuple[Any, str]]] = {
    "timeout": [
        ("5", "timeout must be a number of seconds, not str"),
        (Timeout(read=-1), "timeout.read must be more than 0"),
    ],
    "max_retries": [
        ("1", "max_retries must be an integer, not str"),
        (True, "max_retries must be an integer, not bool"),
    ],
    "headers": [([], "headers must be a mapping, not list")],
    "lenient": [(None, "lenient must be True or False, not None")],
    "proxy": [(5, "proxy must be text, not int")],
    "verify": [(None, "verify must be True, False, a path or an ssl.SSLContext, not None")],
    "hooks": [
        (print, "hooks must be Hooks, not builtin_function_or_method"),
        (Hooks(on_error=5), "hooks.on_error must be a function, not int"),  # type: ignore[arg-type]
    ],
    "transport": [
        (SimpleNamespace(send=print), "transport must be a transport with the methods send and"),
        (SimpleNamespace(close=print), "transport must be a transport with the methods send and"),
    ],
    "http_client": [
        (5, "http_client must be an httpx2.Client, not int"),
        (httpx2.AsyncClient(verify=False), "http_client must be an httpx2.Client, not AsyncClient"),
    ],
}


@pytest.mark.parametrize("name", TAKEN)
def test_value_of_an_option_is_taken_or_refused(name: str) -> None:
    for value in TAKEN[name]:
        checks.check_options({name: value}, checks.CLIENT)
    for value, words in REFUSED[name]:
        with pytest.raises(InvalidRequestError, match=f"^{re.escape(words)}"):
            checks.check_options({name: value}, checks.CLIENT)


def test_option_of_a_library_that_was_never_imported_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for library in ("httpx2", "ssl"):
        monkeypatch.delitem(sys.modules, library)
    for name, value in (("http_client", httpx2.Client), ("verify", ssl.SSLContext)):
        with pytest.raises(InvalidRequestError, match=f"{name} must be"):
            checks.check_options({name: value}, checks.CLIENT)
        checks.check_options({"http_client": None, "verify": True}, checks.CLIENT)


@pytest.mark.parametrize(
    ("name", "table", "words"),
    [
        ("timeot", checks.CALL, "unknown option 'timeot' (did you mean 'timeout'?)"),
        ("proxy", checks.CALL, "'proxy' is an option of the client, not of a call"),
        ("query", checks.CLIENT, "'query' is an option of a call, not of the client"),
        ("zzz", checks.CLIENT, "unknown option 'zzz'"),
    ],
)
def test_unknown_option_is_explained(name: str, table: checks.Table, words: str) -> None:
    with pytest.raises(TypeError, match=f"^{re.escape(words)}$"):
        checks.check_options({name: 5}, table)


@pytest.mark.parametrize("given", [None, 5, [("lenient", True)]])
def test_options_are_a_mapping(given: object) -> None:
    with pytest.raises(InvalidRequestError, match=r"^options must be a mapping, not "):
        checks.check_options(given, checks.CALL)


# --- limits ----------------------------------------------------------------------------------

SECONDS_AT_MOST = 2_000_000
LIMITS: dict[str, tuple[list[Any], list[Any]]] = {
    "timeout": ([1e-9, SECONDS_AT_MOST, None], [0, -1, SECONDS_AT_MOST + 0.5]),
    "deadline": ([1e-9, SECONDS_AT_MOST, None], [0, -1, SECONDS_AT_MOST + 0.5]),
    "max_retries": ([0, 1000], [-1, 1001]),
    "max_response_bytes": ([1, sys.maxsize], [0, sys.maxsize + 1]),
    "max_connections": ([1, 100_000], [0, 100_001]),
    "keepalive_expiry": ([0, 0.0, 1, SECONDS_AT_MOST], [-1, False, SECONDS_AT_MOST + 0.5]),
}


@pytest.mark.parametrize("name", LIMITS)
def test_option_is_taken_up_to_its_limits(name: str) -> None:
    taken, refused = LIMITS[name]
    for value in taken:
        checks.check_options({name: value}, checks.CLIENT)
    for value in refused:
        with pytest.raises(InvalidRequestError, match=name):
            checks.check_options({name: value}, checks.CLIENT)


def test_message_says_the_limits() -> None:
    for name, words in (
        ("deadline", "deadline must be more than 0 and at most 2000000 s"),
        ("max_retries", "max_retries must be from 0 to 1000"),
        ("max_connections", "max_connections must be from 1 to 100000"),
    ):
        with pytest.raises(InvalidRequestError) as caught:
            checks.check_options({name: -1}, checks.CLIENT)
        assert str(caught.value) == words


@pytest.mark.parametrize(("size", "concurrency"), [(0, 1), (-1, 1), (1, 0), (1, -1)])
def test_batches_of_nothing_or_in_no_thread_are_refused(size: int, concurrency: int) -> None:
    with pytest.raises(InvalidRequestError, match="must be at least 1"):
        in_batches(len, [1], size=size, concurrency=concurrency)

    async def call(_: object) -> None: ...

    with pytest.raises(InvalidRequestError, match="must be at least 1"):
        in_batches_async(call, [1], size=size, concurrency=concurrency).send(None)
