"""URLs taken apart, origins written, and deadlines of requests."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.python.runtime import (
    DeadlineExceededError,
    InvalidRequestError,
    Timeout,
    request,
)
from specquilt.python.runtime.request import Origin, Request, split_url


@pytest.mark.parametrize(
    ("url", "origin", "target", "shown"),
    [
        ("http://a.example", ("http", "a.example", 80), "", "http://a.example"),
        ("https://a.example/", ("https", "a.example", 443), "/", "https://a.example"),
        ("HTTPS://A.example:443/b?c=d", ("https", "a.example", 443), "/b?c=d", "https://a.example"),
        ("http://a.example:443/?", ("http", "a.example", 443), "/", "http://a.example:443"),
        ("https://a.example:80#x", ("https", "a.example", 80), "", "https://a.example:80"),
        ("http://[::1]:81/b", ("http", "::1", 81), "/b", "http://[::1]:81"),
        ("https://[::1]", ("https", "::1", 443), "", "https://[::1]"),
        ("https://ü.example", ("https", "xn--tda.example", 443), "", "https://xn--tda.example"),
    ],
)
def test_url_has_an_origin_and_a_target(
    url: str, origin: tuple[Any, ...], target: str, shown: str
) -> None:
    found = split_url(url)
    assert found == (origin, target)
    assert (str(found[0]), found[0].authority) == (shown, shown.partition("://")[2])


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://a:b", "the URL is malformed"),
        ("http://a:99999", "the URL is malformed"),
        ("ftp://a", "must start with http:// or https:// and contain a host"),
        ("https:///a", "must start with http:// or https:// and contain a host"),
        ("a.example", "must start with http:// or https:// and contain a host"),
        ("https://u@a", "must not contain user information"),
        ("https://@a", "must not contain user information"),
        (f"http://{'ü' * 70}.example", "the host name is malformed"),
    ],
)
def test_url_that_cannot_be_called_is_refused(url: str, message: str) -> None:
    with pytest.raises(InvalidRequestError, match=message):
        split_url(url)


def made(target: str = "/a", expires_at: float | None = None, **changes: Any) -> Request:
    """Return a request."""
    origin = Origin("https", "a.example", 443)
    headers = {"accept": "a/b"}
    usual: tuple[Any, ...] = ("PUT", origin, target, headers, b"body", Timeout(), expires_at)
    return Request(*usual, **changes)


def test_request_shows_its_url_without_the_query() -> None:
    sent = made("/a?key=secret")
    assert sent.url == "https://a.example/a?key=secret"
    assert sent.public_url == "https://a.example/a"
    assert (str(sent), repr(sent)) == (
        "PUT https://a.example/a",
        "<Request PUT https://a.example/a>",
    )
    assert (sent.body, sent.secrets, sent.is_foreign) == (b"body", (), False)


@pytest.mark.parametrize(
    ("now", "remaining"), [(7.0, 3.0), (9.5, 0.5), (10.0, None), (10.5, None), (99.0, None)]
)
def test_time_left_ends_at_the_deadline(
    now: float, remaining: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request, "monotonic", lambda: now)
    assert made(expires_at=None).remaining() is None
    if remaining is not None:
        assert made(expires_at=10.0).remaining() == remaining
        return
    with pytest.raises(DeadlineExceededError, match=r"PUT https://a\.example/a: the deadline"):
        made(expires_at=10.0).remaining()


@pytest.mark.parametrize(
    ("own", "added", "merged"),
    [
        ({}, {"a": "1"}, {"a": "1"}),
        ({"a": "0"}, {"a": "1", "b": "2"}, {"a": "0", "b": "2"}),
        ({"cookie": "c=0"}, {"cookie": "d=1"}, {"cookie": "c=0; d=1"}),
        ({"cookie": "c=0"}, {}, {"cookie": "c=0"}),
        ({}, {"cookie": "d=1"}, {"cookie": "d=1"}),
    ],
)
def test_credentials_are_added_to_what_a_request_has(
    own: dict[str, str], added: dict[str, str], merged: dict[str, str]
) -> None:
    before = made().replace(headers=own, expires_at=5.0)
    after = before.with_credentials(added, None, ("secret",))
    assert (after.headers, after.target, after.secrets) == (merged, "/a", ("secret",))
    assert (after.method, after.body, after.expires_at) == ("PUT", b"body", 5.0)


def test_key_in_the_query_is_added_to_what_a_request_has() -> None:
    assert made("/a").with_credentials({}, "k=1", ()).target == "/a?k=1"
    assert made("/a?b=2").with_credentials({}, "k=1", ()).target == "/a?b=2&k=1"
