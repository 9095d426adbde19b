"""Redirects (RFC 9110, section 15.4). Keys and bodies are never sent to another origin.

The same host with https instead of http is not another origin: what it is sent is only better kept.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urljoin

from ..errors import InvalidRequestError, RedirectError
from ..headers import Headers
from ..request import Origin, Request, encoded_target, split_url

_STATUSES: Final = frozenset({301, 302, 303, 307, 308})
_BECOMES_GET: Final = frozenset({301, 302})
_SENT_ANYWHERE: Final = frozenset({"accept", "accept-encoding", "content-length", "user-agent"})
_BODY_HEADERS: Final = frozenset({"content-type", "content-length", "transfer-encoding"})


def is_redirect(status: int, headers: Headers) -> bool:
    """Return whether a response is a redirect."""
    return status in _STATUSES and "location" in headers


def redirected(request: Request, status: int, headers: Headers) -> Request:
    """Return the request to the target of a redirect.

    Raises:
        RedirectError: The target is malformed or leaves https, or the redirect would send a body
            to another origin.
    """
    try:
        origin, target = split_url(urljoin(request.url, _text_of(headers["location"])))
    except (InvalidRequestError, ValueError) as error:
        raise RedirectError(f"{request}: redirected to an invalid URL: {error}") from None
    if request.origin.scheme == "https" and origin.scheme == "http":
        raise RedirectError(f"{request}: redirected from https to http")
    moved = _as_get(request) if _changes_method(request.method, status) else request
    target = encoded_target(target, errors="surrogateescape")
    moved = moved.replace(target=target, origin=origin)
    if origin == request.origin or _is_upgrade(request.origin, origin):
        return moved
    return _to_stranger(moved, request)


def _is_upgrade(before: Origin, after: Origin) -> bool:
    """Return whether a host is only asked by https instead of http, on the default ports."""
    return before == Origin("http", after.host, 80) and (after.scheme, after.port) == ("https", 443)


def _text_of(location: str) -> str:
    """Return a Location with its bytes beyond ASCII read as UTF-8, if they are that."""
    try:
        return location.encode("latin-1").decode(errors="surrogateescape")
    except UnicodeEncodeError:
        return location


def _changes_method(method: str, status: int) -> bool:
    return (status == 303 and method != "HEAD") or (status in _BECOMES_GET and method == "POST")


def _as_get(request: Request) -> Request:
    headers = {n: v for n, v in request.headers.items() if n not in _BODY_HEADERS}
    return request.replace(method="GET", body=None, headers=headers)


def _to_stranger(moved: Request, original: Request) -> Request:
    if moved.body is not None:
        raise RedirectError(f"{original}: redirected to another origin; the body is not sent there")
    headers = {name: value for name, value in moved.headers.items() if name in _SENT_ANYWHERE}
    return moved.replace(headers=headers, is_foreign=True)
