"""Pages that are found by URLs which the server gives, in a field or in the header ``Link``."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import unquote_plus, urljoin

from ..errors import InvalidRequestError
from ..fields import field_at
from ..operation import Operation
from ..request import DEFAULT_PORTS, Origin, encoded_target, split_url
from .links import next_link
from .walk import WithItems, page_error

if TYPE_CHECKING:
    from .walk import Fetched, PageCall, Walked

T = TypeVar("T")

_USUAL_PORTS: Final = {*DEFAULT_PORTS.items()}


class _PagesByUrl(ABC, WithItems[T]):
    """Pages that are found by URLs of the server."""

    def repeats(self, page: Fetched, walked: Walked) -> bool:
        """Return False: pages of different URLs may be equal."""
        return False

    def following(self, call: PageCall, page: Fetched, walked: Walked) -> PageCall | None:
        """Return the call for the next page.

        Raises:
            ResponseError: The URL is malformed, of another origin, or one of those before, or page
                after page is empty.
        """
        url = None if self.says_more(page) is False else self._url(page)
        if not url:
            return None
        path, query = _target(page, url)
        walked.count_empty(page, self.items(page.value))
        walked.cursors.add(_shown(*_split(page, page.request.target)))
        if not walked.is_new(page, "URL", _shown(path, query)):
            return None
        return call._replace(operation=_AtUrl(call.operation, path, query))

    @abstractmethod
    def _url(self, page: Fetched) -> str | None:
        """Return the URL of the page after a page, or None."""


class UrlPages(_PagesByUrl[T]):
    """Pagination by a URL in the response.

    Args:
        next: Dotted response field of the next URL; absent, null or empty on the last page.
        items: Dotted response field of the items; empty if the response is the list.
        more: Dotted response field that tells whether there are more pages, if there is one.
    """

    def __init__(
        self,
        *,
        next: str,  # noqa: A002
        items: str,
        more: str | None = None,
    ) -> None:
        super().__init__(items, more)
        self._next = next

    def _url(self, page: Fetched) -> str | None:
        url = field_at(page.value, self._next)
        if url is None or isinstance(url, str):
            return url
        if isinstance(inner := field_at(url, "href"), str):
            return inner
        raise page_error(page, f"{self._next!r} is not a URL: the next page is unknown")


class LinkPages(_PagesByUrl[T]):
    """Pagination by the URL with relation ``next`` in the header ``Link`` (RFC 8288).

    Args:
        items: Dotted response field of the items; empty if the response is the list.
        more: Dotted response field that tells whether there are more pages, if there is one.
    """

    def __init__(self, *, items: str, more: str | None = None) -> None:
        super().__init__(items, more)

    def _url(self, page: Fetched) -> str | None:
        return next_link(page.info.headers.get("link", ""))


class _AtUrl(Operation[Any]):
    """An operation at a URL of the server: its path and query replace those of the operation.

    Args:
        operation: The operation.
        target: Path of the URL.
        query: The query's ``name=value`` pairs.
    """

    def __init__(self, operation: Operation[Any], target: str, query: list[str]) -> None:
        super().__init__(
            operation.name,
            operation.method,
            operation.path,
            params=tuple(each for each in operation.params if each.location in _KEPT),
            body=operation.body,
            result=operation.result,
            authenticated=operation.authenticated,
            security=operation.security,
            server=operation.server,
        )
        self._target = target
        self._query = query

    def path_with(self, arguments: Mapping[str, object], base_path: str = "") -> str:
        """Return the path of the URL."""
        return self._target

    def query_with(
        self, arguments: Mapping[str, object], extra: Mapping[str, object] | None = None
    ) -> list[str]:
        """Return the pairs of the URL, and those of `extra` with names that it does not have."""
        names = {_name(pair) for pair in self._query}
        missing = {name: value for name, value in (extra or {}).items() if name not in names}
        return [*self._query, *super().query_with(arguments, missing)]


_KEPT: Final = ("header", "cookie")


def _target(page: Fetched, url: str) -> tuple[str, list[str]]:
    """Return path and query pairs of a next URL, which may be relative (RFC 3986, section 5).

    Credentials are left out: a server that repeats the key of the request in the URL would
    otherwise get it twice.
    """
    try:
        origin, target = split_url(urljoin(page.request.url, url))
    except (InvalidRequestError, ValueError) as error:
        raise page_error(page, f"the URL of the next page is invalid: {error}") from None
    if not _is_same(origin, page.base):
        raise page_error(
            page,
            f"the next page is at {origin}, but the client sends to {page.base}: nothing is sent "
            "to another origin",
        )
    return _split(page, encoded_target(target, errors="replace"))


def _shown(path: str, query: list[str]) -> str:
    return f"{path}?{'&'.join(query)}" if query else path


def _split(page: Fetched, target: str) -> tuple[str, list[str]]:
    path, _, query = target.partition("?")
    secrets = page.request.secrets
    pairs = [pair for pair in query.split("&") if pair and _value(pair) not in secrets]
    return path, pairs


def _is_same(origin: Origin, base: Origin) -> bool:
    """Return whether a URL leads to the origin of the client.

    Behind a proxy that does TLS, servers write ``http`` into the URLs of an ``https`` service. The
    request is sent to the client's origin all the same.
    """
    ports = {(each.scheme, each.port) for each in (origin, base)}
    return origin == base or (origin.host == base.host and ports == _USUAL_PORTS)


def _name(pair: str) -> str:
    return unquote_plus(pair.partition("=")[0])


def _value(pair: str) -> str:
    return unquote_plus(pair.partition("=")[2])
