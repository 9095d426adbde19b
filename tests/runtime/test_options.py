"""Options: every name and value is checked, in one place, before anything is sent."""

from __future__ import annotations

import inspect
import ssl
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx2
import numpy
import pytest

from specquilt.python.runtime import (
    AiohttpTransport,
    AsyncClientOptions,
    ClientOptions,
    Hooks,
    InsecureTransportWarning,
    InvalidRequestError,
    RequestOptions,
    Timeout,
    checks,
)
from specquilt.python.runtime.polling import PollingOptions
from specquilt.python.runtime.transport.tls import tls_context

from .conftest import KEY, Runner
from .server import Loopback, json_answer
from .stand_in import AsyncClient, Client

GOOD = json_answer({"job_id": "j1", "status": "complete"})


@pytest.mark.parametrize(
    ("declared", "table", "more"),
    [
        (ClientOptions, checks.CLIENT, {"keepalive_expiry"}),
        (AsyncClientOptions, checks.ASYNC_CLIENT, {"keepalive_expiry"}),
        (RequestOptions, checks.CALL, set()),
        (PollingOptions, checks.POLLING, set()),
    ],
)
def test_every_declared_option_has_its_check(declared: Any, table: Any, more: set[str]) -> None:
    assert set(declared.__annotations__) | more == set(table)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"timout": 3}, "unknown option 'timout' (did you mean 'timeout'?)"),
        ({"max_retry": 3}, "unknown option 'max_retry' (did you mean 'max_retries'?)"),
        ({"zzz": 3}, "unknown option 'zzz'"),
        ({"query": {}}, "'query' is an option of a call, not of the client"),
    ],
)
def test_unknown_option_of_a_client_is_refused(given: Any, message: str) -> None:
    for use in (
        lambda: Client("k", **given),
        lambda: AsyncClient("k", **given),
        lambda: Client("k").with_options(**given),
        lambda: AsyncClient("k").with_options(**given),
        lambda: AiohttpTransport(**given),
    ):
        with pytest.raises(TypeError) as caught:
            use()
        assert str(caught.value) == message


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"timeot": 3}, r"unknown option 'timeot' \(did you mean 'timeout'\?\)"),
        ({"proxy": "http://a"}, "'proxy' is an option of the client, not of a call"),
        ({5: 3}, "unknown option 5"),
    ],
)
def test_unknown_option_of_a_call_is_refused(
    runner: Runner, server: Loopback, given: Any, message: str
) -> None:
    with pytest.raises(TypeError, match=message):
        runner.run(lambda client: client.jobs.get("j1", options=given))
    assert server.received == []


SECONDS: list[Any] = [
    "5",
    "abc",
    True,
    b"1",
    [1],
    0,
    -1,
    -0.5,
    1e-400,
    1e10,
    float("nan"),
    float("inf"),
]
WRONG: dict[str, list[Any]] = {
    "timeout": [*SECONDS, Timeout(read=-1), Timeout(pool="1")],  # type: ignore[arg-type]
    "deadline": SECONDS,
    "max_retries": ["1", 1.5, True, None, -1, 10**9],
    "headers": ["a", [("a", "b")], {"a": 5}, {"a": b"x"}, {"a": None}, {5: "a"}, {b"a": "b"}],
    "lenient": [1, 0, "yes", None],
    "follow_redirects": [1, "no", None],
    "max_response_bytes": ["1", 1.5, True, None, -1, 0],
}
WRONG_OF_CALL: dict[str, list[Any]] = {
    **WRONG,
    "query": ["a=b", [("a", 1)]],
    "body": [b"{}", [1]],
    "idempotency_key": [5, b"k"],
}
WRONG_OF_CLIENT: dict[str, list[Any]] = {
    **WRONG,
    "proxy": [5, b"http://a"],
    "verify": [None, 0, 1, b"ca.pem", ("a", "b"), "", object()],
    "http2": [1, "yes", None],
    "max_connections": ["1", True, None, 0, -1, 10**9],
    "keepalive_expiry": ["5", None, -1, True, False],
    "hooks": [{}, print, Hooks(on_request="x"), (None, None, None)],  # type: ignore[arg-type]
    "transport": [5, object(), SimpleNamespace(send=print), SimpleNamespace(close=print)],
    "http_client": [5, httpx2, httpx2.MockTransport(lambda _: httpx2.Response(200))],
}


def cases(table: dict[str, list[Any]]) -> Iterator[Any]:
    for name, values in table.items():
        for at, value in enumerate(values):
            yield pytest.param(name, value, id=f"{name}-{at}-{type(value).__name__}")


@pytest.mark.parametrize(("name", "value"), [*cases(WRONG_OF_CLIENT)])
def test_wrong_option_of_a_client_is_refused(name: str, value: Any) -> None:
    for use in (
        lambda: Client("k", **{name: value}),
        lambda: AsyncClient("k", **{name: value}),
        lambda: Client("k").with_options(**{name: value}),
        lambda: AsyncClient("k").with_options(**{name: value}),
    ):
        with pytest.raises(InvalidRequestError, match="header" if name == "headers" else name):
            use()


@pytest.mark.parametrize(("name", "value"), [*cases(WRONG_OF_CALL)])
def test_wrong_option_of_a_call_is_refused(name: str, value: Any) -> None:
    options: Any = {name: value}
    with Client("k") as client, pytest.raises(InvalidRequestError, match=name.rstrip("s")):
        client.jobs.get("j1", options=options)


@pytest.mark.parametrize("given", [5, "timeout", [("timeout", 3)]])
def test_options_that_are_no_mapping_are_refused(given: Any) -> None:
    with Client("k") as client, pytest.raises(InvalidRequestError, match="must be a mapping"):
        client.jobs.get("j1", options=given)


def test_httpx2_client_of_the_other_flavour_is_refused() -> None:
    with pytest.raises(InvalidRequestError, match=r"must be an httpx2\.Client, not AsyncClient"):
        Client("k", http_client=httpx2.AsyncClient(verify=False))  # type: ignore[arg-type]
    with pytest.raises(InvalidRequestError, match=r"must be an httpx2\.AsyncClient, not Client"):
        AsyncClient("k", http_client=httpx2.Client(verify=False))  # type: ignore[arg-type]


def test_right_options_are_taken(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)
    common: dict[str, Any] = {
        "timeout": 5,
        "deadline": 2_000_000,
        "max_retries": numpy.int64(0),
        "headers": {"a": ""},
        "lenient": False,
        "follow_redirects": True,
        "max_response_bytes": 1000,
    }
    call = {**common, "query": {}, "body": None, "idempotency_key": None, "timeout": None}
    client = {**common, "proxy": None, "hooks": None, "http2": False, "max_connections": 1}
    runner.run(lambda client: client.jobs.get("j1", options=call), **client)
    assert len(server.received) == 1


def test_value_of_a_wrong_header_is_not_shown() -> None:
    with pytest.raises(
        InvalidRequestError, match="the value of header 'X-Key' must be text"
    ) as caught:
        Client("k", headers={"X-Key": KEY.encode()})  # type: ignore[dict-item]
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"interval": -1}, "interval"),
        ({"interval": "2"}, "interval"),
        ({"timeout": -1}, "timeout"),
        ({"timeout": "abc"}, "timeout"),
        ({"on_poll": 5}, "on_poll"),
        ({"options": {"timeout": "abc"}}, "timeout"),
    ],
)
def test_wrong_pace_of_waiting_is_refused(runner: Runner, given: Any, name: str) -> None:
    with pytest.raises(InvalidRequestError, match=name):
        runner.run(lambda client: client.wait("j1", **given))


# --- verify ----------------------------------------------------------------------------------


@pytest.mark.parametrize("value", WRONG_OF_CLIENT["verify"])
def test_unknown_verify_never_makes_a_context(value: Any) -> None:
    tls_context(True, http2=False)
    tls_context(False, http2=False)
    with pytest.raises(InvalidRequestError, match="verify"):
        tls_context(value, http2=False)
    with pytest.raises(InvalidRequestError, match="verify"):
        AiohttpTransport(verify=value)


def test_path_of_certificates_may_be_a_path(certificate: Path) -> None:
    context = tls_context(certificate, http2=False)
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context is tls_context(str(certificate), http2=False)


def test_file_without_certificates_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.touch()
    for path in (empty, tmp_path / "absent.pem", "a\0b"):
        with pytest.raises(InvalidRequestError, match="cannot load certificates"):
            tls_context(path, http2=False)


def test_verification_switched_off_warns() -> None:
    for use in (
        lambda: Client("k", verify=False),
        lambda: Client("k").with_options(verify=False),
        lambda: AsyncClient("k", verify=False),
        lambda: AiohttpTransport(verify=False),
    ):
        with pytest.warns(InsecureTransportWarning, match="verify=False") as caught:
            made = use()
        assert len(caught) == 1
        if isinstance(made, Client):
            made.with_options(timeout=5)


def test_constructor_keeps_its_signature() -> None:
    assert list(inspect.signature(Client).parameters)[:2] == ["api_key", "client_name"]


def test_warning_names_the_first_line_outside_of_the_package() -> None:
    with pytest.warns(InsecureTransportWarning) as caught:
        AiohttpTransport(verify=False)
    own = test_warning_names_the_first_line_outside_of_the_package.__code__.co_firstlineno
    assert [(each.filename, each.lineno - own) for each in caught] == [(__file__, 2)]
