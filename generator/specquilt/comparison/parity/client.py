"""Finds the client class of a package, and walks from it through its methods."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from specquilt.comparison.parity.inventory import Route
from specquilt.comparison.parity.library import Library
from specquilt.comparison.parity.members import delegated, is_property, members, nested
from specquilt.comparison.parity.options import OTHER_VIEWS
from specquilt.comparison.parity.requests import delegates, routes
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import input_error
from specquilt.openapi.suggestion import did_you_mean

if TYPE_CHECKING:
    from griffe import Class, Function

_DEEPEST = 8
"""Nested objects below the client."""


@dataclass(frozen=True)
class FoundMethod:
    """A public method of a client, or of an object that it holds.

    Args:
        call: The call without ``client.``.
        function: Its definition.
        owner: The class in which it has been found.
        routes: The requests that its body sends.
    """

    call: str
    function: Function
    owner: Class
    routes: tuple[Route, ...]


class ClientReader:
    """Reads the methods of clients.

    Args:
        library: The definitions in the package.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._routes: dict[str, tuple[Route, ...]] = {}

    def methods(self, client: Class) -> list[FoundMethod]:
        """Return the sync methods of a client, and of the resources that it holds."""
        found = list(self._walk(client, (), (client.path,)))
        sending = {each.owner.path: each.owner for each in found if each.routes}
        shared = {base.path for each in sending.values() for base in self._bases(each)}
        return [
            each
            for each in found
            if each.owner.path in sending or shared & {b.path for b in self._bases(each.owner)}
        ]

    def _bases(self, class_: Class) -> list[Class]:
        return self._library.ancestors(class_)[1:]

    def client(self, wanted: str) -> Class:
        """Return the client class of the package.

        Args:
            wanted: ``MODULE:CLASS``; empty to take the exported class whose methods send the most
                different requests.

        Raises:
            InputError: there is none.
        """
        return self._named(wanted) if wanted else self._most_capable()

    def _named(self, wanted: str) -> Class:
        found = self._library.find_class(wanted.replace(":", "."))
        if found is None:
            advice = did_you_mean(wanted, self._exported(), "write MODULE:CLASS")
            raise input_error("client-not-found", f"there is no class {wanted!r}", help=advice)
        return found

    def _most_capable(self) -> Class:
        for package in self._library.packages():
            classes = {
                each.path: each for _, each in self._library.exported(package) if each.is_class
            }
            sizes = {path: self._size(each) for path, each in classes.items()}  # type: ignore[arg-type]
            most = max(sizes.values(), default=0)
            best = [classes[path] for path, size in sizes.items() if size == most > 0]
            if best:
                return self._most_general(best)  # type: ignore[arg-type]
        name = self._library.name
        message = f"{name} has no class whose methods send requests with a literal path"
        advice = f"name the class of the client, for example: --client {name}:Client"
        raise input_error("client-not-found", message, help=advice)

    def _size(self, client: Class) -> int:
        """Return how many different requests a class sends, not counting a class for `async`."""
        return len({route for each in self.methods(client) for route in each.routes})

    def _most_general(self, classes: list[Class]) -> Class:
        """Return the class that most of the others extend; the first, if they do not."""
        names = {each.path for each in classes}
        depth = {
            each.path: sum(a.path in names for a in self._library.ancestors(each))
            for each in classes
        }
        return min(classes, key=lambda each: depth[each.path])

    def _exported(self) -> list[str]:
        return [
            f"{package.path}:{name}"
            for package in self._library.packages()
            for name, each in self._library.exported(package)
            if each.is_class
        ]

    def _walk(
        self, class_: Class, path: tuple[str, ...], within: tuple[str, ...]
    ) -> Iterator[FoundMethod]:
        for name, member in members(self._library, class_).items():
            if name.startswith(("_", OTHER_VIEWS)):
                continue
            if member.is_function and not is_property(member):  # type: ignore[arg-type]
                if "async" not in member.labels:
                    found = self._routes_of(member, class_, ()) or self._inherited(member, class_)  # type: ignore[arg-type]
                    yield FoundMethod(".".join((*path, name)), member, class_, found)  # type: ignore[arg-type]
                continue
            inner = nested(self._library, member)
            if inner is not None and inner.path not in within and len(path) < _DEEPEST:
                yield from self._walk(inner, (*path, name), (*within, inner.path))

    def _routes_of(
        self, function: Function, owner: Class, within: tuple[str, ...]
    ) -> tuple[Route, ...]:
        """Return the requests of a method; those of a private object, if that does the work."""
        if function.path not in self._routes:
            body = self._library.body(function)
            found = tuple(routes(body)) if body else ()
            if body and not found and function.path not in within:
                chains = dict.fromkeys(delegates(body))
                inner = [self._delegated(each, owner, (*within, function.path)) for each in chains]
                found = tuple(dict.fromkeys(route for each in inner for route in each))
            self._routes[function.path] = found
        return self._routes[function.path]

    def _inherited(self, function: Function, owner: Class) -> tuple[Route, ...]:
        """Return the requests of the methods that a method overrides."""
        bases = (each.members.get(function.name) for each in self._bases(owner))
        others = (each for each in bases if each is not None and each.is_function)
        found = (self._routes_of(each, owner, (function.path,)) for each in others)  # type: ignore[arg-type]
        return next(filter(None, found), ())

    def _delegated(
        self, chain: tuple[str, ...], owner: Class, within: tuple[str, ...]
    ) -> tuple[Route, ...]:
        """Return the requests of ``self._raw.list()``."""
        found = delegated(self._library, chain, owner)
        return self._routes_of(*found, within) if found else ()
