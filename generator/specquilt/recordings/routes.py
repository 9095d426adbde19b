"""Finds the operation of an exchange: by method, path and the base paths of the servers."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from specquilt.openapi.operations import Endpoint, operations
from specquilt.openapi.paths import literals
from specquilt.openapi.values import listing, mapping

_SUFFIX = re.compile(r"[?#].*", re.DOTALL)
_WIDE = re.compile(r"(?:\+.*|.*(?:path|ref|file|key|\*))")
"""Names of variables that may contain slashes."""

_LOCAL = re.compile(r"|[^.]*|127\.[\d.]+|(?:.+\.)?(?:localhost|local|internal|invalid)")
"""Hosts of proxies and fakes on this machine or in its network; an empty one was not recorded."""

_LONGEST_SUFFIX = 3
"""Characters of a label such as ``co`` in ``co.uk``."""

_ID = re.compile(r"(?=.*\d).{12,}|\d+|[0-9a-f-]{16,}|.*@.*|.{30,}", re.IGNORECASE)
"""Segments of paths that are no words: they may name a person, or be a secret."""


class OperationRoute(NamedTuple):
    """An operation that exchanges are matched with.

    Args:
        endpoint: The operation.
        rank: More literal characters are a better match, and no query or fragment is a better one.
        pattern: Of whole paths.
        wide: The same; a last variable whose name says so may contain slashes.
    """

    endpoint: Endpoint
    rank: tuple[int, int, bool]
    pattern: re.Pattern[str]
    wide: re.Pattern[str]


class Routes:
    """The operations of a document by method."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self._routes: defaultdict[str, list[OperationRoute]] = defaultdict(list)
        for endpoint in operations(data):
            self._routes[endpoint.method].append(self._route(endpoint))
        for routes in self._routes.values():
            routes.sort(key=lambda route: route.rank, reverse=True)
        self.find = lru_cache(maxsize=10_000)(self._find)

    def _find(self, method: str, path: str) -> Endpoint | None:
        """Return the operation that a request is for; None if there is none."""
        routes = self._routes[method.lower()]
        found = (each.endpoint for each in routes if each.pattern.fullmatch(path))
        wide = (each.endpoint for each in routes if each.wide.fullmatch(path))
        return next(found, None) or next(wide, None)

    def serves(self, host: str) -> bool:
        """Return whether a host is one of this API, a proxy on this machine, or unknown.

        Hosts of an API share a name: ``api.quilts.com``, ``api.quilts.eu``, ``beta.quilts.com``.
        """
        if not self._hosts or _LOCAL.fullmatch(host) or self.hosts.fullmatch(host):
            return True
        return _name(host) in set(map(_name, self._hosts)) - {""}

    @cached_property
    def hosts(self) -> re.Pattern[str]:
        """The hosts of the servers, with any value of their variables."""
        return re.compile("|".join(_pattern(host, "[^/]+") for host in self._hosts) or "(?!)")

    @cached_property
    def _hosts(self) -> list[str]:
        items = [mapping(each) for each in mapping(self._data.get("paths")).values()]
        operations_ = [mapping(each) for item in items for each in item.values()]
        servers = (each.get("servers") for each in (self._data, *items, *operations_))
        urls = [str(mapping(each).get("url")) for listed in servers for each in listing(listed)]
        hosts = dict.fromkeys(_split(url).netloc.partition(":")[0].lower() for url in urls)
        return [host for host in hosts if host]

    def _route(self, endpoint: Endpoint) -> OperationRoute:
        path = _SUFFIX.sub("", endpoint.path).rstrip("/") or "/"
        literal = sum(map(len, literals(path)))
        bases = "|".join(sorted(self._bases(endpoint), key=len, reverse=True))
        head, is_open, tail = path.rpartition("{")
        name, _, rest = tail.partition("}")
        wide = _pattern(head, "[^/]+") + ".+" + re.escape(rest)
        start, end = f"(?:{bases})", "/?"
        narrow = re.compile(start + _pattern(path, "[^/]+") + end)
        return OperationRoute(
            endpoint,
            (literal, -path.count("{"), _SUFFIX.search(endpoint.path) is None),
            narrow,
            re.compile(start + wide + end) if is_open and _WIDE.fullmatch(name) else narrow,
        )

    def _bases(self, endpoint: Endpoint) -> set[str]:
        """Return patterns of the paths of servers; a proxy or a fake may have none of them."""
        item = mapping(mapping(self._data.get("paths")).get(endpoint.path))
        holders = (endpoint.value, item, self._data)
        servers = next(filter(None, (listing(each.get("servers")) for each in holders)), [])
        urls = [str(mapping(server).get("url") or "") for server in servers]
        return {"", *(_pattern(_split(url).path.rstrip("/"), "[^/]+") for url in urls)}


def path_of(url: str) -> str:
    """Return the path of a URL without percent signs, except for slashes inside of segments."""
    segments = (unquote(each).replace("/", "%2F") for each in _split(url).path.split("/"))
    return "/".join(segments) or "/"


def host_of(url: str) -> str:
    """Return the host of a URL, without a user or a port."""
    return _split(url).netloc.rpartition("@")[2].partition(":")[0].lower()


def query_of(url: str) -> str:
    """Return the query of a URL."""
    return _split(url).query


def shown_path(url: str) -> str:
    """Return the path of a URL for a report: what may name a person is left out."""
    return "/".join("{…}" if _ID.fullmatch(each) else each for each in path_of(url).split("/"))


def _name(host: str) -> str:
    """Return the label of a host that names its owner; empty if it has none, or a variable."""
    labels = [each for each in host.split(".")[:-1] if len(each) > _LONGEST_SUFFIX]
    return labels[-1] if labels and "{" not in labels[-1] else ""


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "/", "", "")


def _pattern(template: str, value: str) -> str:
    return value.join(map(re.escape, literals(template)))
