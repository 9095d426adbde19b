"""The operations of a package, and which of them a request asks for.

They are found where the methods of the client have them: nothing is listed a second time.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, Final, NamedTuple, TypeAlias
from urllib.parse import unquote, urlsplit

from ..core import ClientSpec
from ..operation import Operation
from ..pages.walk import WithItems
from ..request import Request
from .problems import FakeError

Segments: TypeAlias = "tuple[str, ...]"
Key: TypeAlias = "tuple[str, str, str]"

_PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")
_STREAMS: Final = ("text/event-stream", "ndjson", "jsonl")


class Described(NamedTuple):
    """An operation with how its pages are found, if it has pages."""

    operation: Operation[Any]
    pages: WithItems[Any] | None

    @property
    def key(self) -> Key:
        """What an operation has in common with other names of its method."""
        return self.operation.method, self.operation.path, self.operation.result.accept


class MatchedRoute(NamedTuple):
    """An operation, and the values of its path parameters in one request."""

    described: Described
    parameters: dict[str, str]


class Operations:
    """The operations of the modules that are loaded so far; a client has loaded what it calls.

    Args:
        package: Name of the package.
        spec: Its description.
    """

    def __init__(self, package: str, spec: ClientSpec) -> None:
        self._package = package
        self._modules: set[str] = set()
        self._known = 0
        self._by_size: dict[tuple[str, int], list[Described]] = defaultdict(list)
        self._bases = {_base(each) for each in spec.servers} | {()}

    def match(self, request: Request) -> MatchedRoute:
        """Return the operation that a request asks for.

        Raises:
            FakeError: There is none.
        """
        segments = _segments(request.target)
        found = self._find(request, segments) or self._find(request, segments, everywhere=True)
        if found is None:
            raise FakeError(self._unknown(request, segments))
        return found

    def load(self) -> None:
        """Import all modules with operations."""
        resources = import_module(f"{self._package}.resources")
        import_module(f"{self._package}.client")
        for module in iter_modules(resources.__path__):
            import_module(f"{resources.__name__}.{module.name}")

    def all(self) -> Iterator[Described]:
        """Yield the operations of all modules."""
        self.load()
        self._refresh()
        for listed in self._by_size.values():
            yield from listed

    # --- matching ----------------------------------------------------------------------------

    def _find(
        self, request: Request, segments: Segments, *, everywhere: bool = False
    ) -> MatchedRoute | None:
        if everywhere:
            self.load()
        self._refresh()
        for rest in _without_base(segments, self._bases):
            if route := self._best(request, rest):
                return route
        return None

    def _best(self, request: Request, segments: Segments) -> MatchedRoute | None:
        """Return the most specific operation with a path; a stream only if the request wants it."""
        listed = self._by_size.get((request.method, len(segments)), ())
        found = [
            MatchedRoute(each, parameters)
            for each in listed
            if (parameters := _matched(each.operation.sent_path, segments)) is not None
            and _fixed_query(each.operation.sent_path) <= _fixed_query(request.target)
        ]
        return min(found, key=lambda route: _preference(route, request), default=None)

    def _refresh(self) -> None:
        """Read the modules that were imported since the last time."""
        if len(sys.modules) == self._known:
            return
        self._known = len(sys.modules)
        prefix, client = f"{self._package}.resources.", f"{self._package}.client"
        for name, module in list(sys.modules.items()):
            if (name == client or name.startswith(prefix)) and name not in self._modules:
                self._modules.add(name)
                self._read(module)

    def _read(self, module: ModuleType) -> None:
        for each in described_in(module):
            path, server = each.operation.sent_path, each.operation.server
            self._by_size[each.operation.method, len(_segments(path))].append(each)
            if server:
                self._bases.add(_base(server))

    def _unknown(self, request: Request, segments: Segments) -> str:
        from difflib import get_close_matches

        self._refresh()
        asked = f"{request.method} /{'/'.join(segments)}"
        every = {
            f"{each.operation.method} {each.operation.path}": each.operation.name
            for listed in self._by_size.values()
            for each in listed
        }
        near = get_close_matches(asked, every, n=5, cutoff=0.5)
        listed = "".join(f"\n  {each}  ({every[each]})" for each in near)
        return f"no operation of {self._package} has {asked}" + (
            f"; the nearest are:{listed}" if near else ""
        )


def described_in(module: ModuleType) -> list[Described]:
    """Return the operations that a module defines. Pages follow their operation."""
    found: list[Described] = []
    for value in vars(module).values():
        if isinstance(value, Operation):
            found.append(Described(value, None))
        elif isinstance(value, WithItems) and found:
            found[-1] = Described(found[-1].operation, value)
    return found


def _fixed_query(target: str) -> set[str]:
    """Return the parts of a query: paths such as ``/token?refresh`` have some, too."""
    return set(filter(None, target.partition("?")[2].split("&")))


def _preference(route: MatchedRoute, request: Request) -> tuple[int, int, bool, bool]:
    operation = route.described.operation
    accepted = request.headers.get("accept", "*/*")
    is_stream = any(each in operation.result.accept for each in _STREAMS)
    fixed = len(_fixed_query(operation.sent_path))
    return len(route.parameters), -fixed, operation.result.accept != accepted, is_stream


def _segments(path: str) -> Segments:
    found = path.partition("?")[0].strip("/")
    return tuple(found.split("/")) if found else ()


def _base(server: str) -> Segments:
    return _segments(urlsplit(server).path)


def _without_base(segments: Segments, bases: Iterable[Segments]) -> Iterator[Segments]:
    """Yield what can be the path of an operation: below a known base path, then below any."""
    for base in sorted(bases, key=len, reverse=True):
        if segments[: len(base)] == base:
            yield segments[len(base) :]
    for start in range(1, len(segments)):
        yield segments[start:]


def _matched(template: str, segments: Sequence[str]) -> dict[str, str] | None:
    """Return the values of the placeholders of a path, or None if it is another path."""
    values: dict[str, str] = {}
    for (names, pattern), segment in zip(_compiled(template), segments, strict=True):
        found = pattern.fullmatch(unquote(segment))
        if found is None:
            return None
        values.update(zip(names, found.groups(), strict=True))
    return values


@cache
def _compiled(template: str) -> list[tuple[list[str], re.Pattern[str]]]:
    """Return the placeholders and the pattern of each segment of a path."""
    found: list[tuple[list[str], re.Pattern[str]]] = []
    for segment in _segments(template):
        pieces = _PLACEHOLDER.split(segment)
        found.append((pieces[1::2], re.compile("(.+?)".join(map(re.escape, pieces[::2])))))
    return found
