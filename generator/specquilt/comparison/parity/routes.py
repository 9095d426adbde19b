"""Finds the operations of a document by the requests in the code of a package."""

from __future__ import annotations

import re
from collections.abc import Iterable

from specquilt.comparison.parity.inventory import PublicMethod, Route
from specquilt.openapi.paths import template_names, without_names


class RouteIndex:
    """The methods of a client by their requests.

    Args:
        methods: The methods.
        prefixes: Paths of the base URLs of the servers: ``/v1``. Code may write them, or not.
    """

    def __init__(self, methods: Iterable[PublicMethod], prefixes: Iterable[str] = ()) -> None:
        self._prefixes = ["", *filter(None, (_plain(each) for each in prefixes))]
        self._by_key: dict[str, list[PublicMethod]] = {}
        for each in methods:
            if each.route:
                self._by_key.setdefault(_key(each.route.verb, each.route.path), []).append(each)

    def find(self, route: Route | None) -> list[PublicMethod]:
        """Return the methods that send a request; none if there are none."""
        keys = self._keys(route) if route else []
        return next((self._by_key[key] for key in keys if key in self._by_key), [])

    def _keys(self, route: Route) -> list[str]:
        """Return the keys of a request: as it is, without its query, with and without prefixes."""
        found = []
        for path in dict.fromkeys((_plain(route.path), re.split("[?#]", _plain(route.path))[0])):
            found += [path, *(f"{each}{path}" for each in self._prefixes)]
            found += [path.removeprefix(each) for each in self._prefixes]
        return [f"{route.verb} {each}" for each in dict.fromkeys(found)]


def parameters(route: Route) -> list[str]:
    """Return the names of the parameters in a path."""
    return [each.partition(":")[0] for each in template_names(route.path)]


def _key(verb: str, path: str) -> str:
    return f"{verb} {_plain(path)}"


def _plain(path: str) -> str:
    """Return a path without the names of its parameters, with one slash in front."""
    inner = re.sub(r"\Ahttps?://[^/]*", "", path)
    return f"/{without_names(inner).strip('/')}" if inner.strip("/") else ""
