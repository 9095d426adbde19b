"""Lists that arrive page by page: which items a request gets, and what leads to the next ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast
from urllib.parse import quote

from ..fields import field_at
from ..pages.counted import CountedPages, OffsetPages
from ..pages.cursors import CursorPages, LastItemPages
from ..pages.urls import LinkPages, UrlPages
from ..pages.walk import WithItems

if TYPE_CHECKING:
    from ..operation import Operation
    from .calls import ReceivedCall

_START: Final = "fake-start"
"""Query parameter of the next URLs of a fake."""


class FakePage(NamedTuple):
    """One page of a list.

    Args:
        value: The JSON, or several of which the first that is valid is meant.
        headers: Header fields that lead to the next page.
    """

    values: list[Any]
    headers: list[tuple[str, str]]


class FakeListing:
    """A list that a fake has.

    Args:
        value: An answer with all items.
        pages: How the client finds the pages.
        operation: The operation.
        sizes: Number of items of each page; empty if the limit of the request decides.
    """

    def __init__(
        self,
        value: Any,
        pages: WithItems[Any],
        operation: Operation[Any],
        sizes: Sequence[int] = (),
    ) -> None:
        facts = vars(pages)
        self._value, self._pages = value, pages
        self._path = cast("str", facts["_items"])
        self._more = cast("str | None", facts["_more"])
        self._items: list[Any] = field_at(value, self._path) or []
        self._ends = list(accumulate(sizes)) if sizes else []
        self._advance = _wire(operation, facts.get("_advance"))
        self._limit = _wire(operation, facts.get("_limit"))
        self._next = cast("str", facts.get("_next", ""))
        self._first = cast("int", facts.get("_first", 0))

    def page(self, call: ReceivedCall) -> FakePage:
        """Return the page that a request asks for."""
        start = self._start(call)
        end = self._end(start, call)
        has_more = end < len(self._items)
        value = with_field(self._value, self._path, self._items[start:end])
        if self._more and isinstance(field_at(value, self._more), bool | None):
            value = with_field(value, self._more, has_more)
        return self._linked(value, call, end if has_more else None)

    # --- which items -------------------------------------------------------------------------

    def _start(self, call: ReceivedCall) -> int:
        if isinstance(self._pages, UrlPages | LinkPages):
            return _number(call.query.get(_START), 0)
        given = call.query.get(self._advance)
        if isinstance(self._pages, LastItemPages):
            return self._after(given)
        if isinstance(self._pages, CountedPages) and not isinstance(self._pages, OffsetPages):
            return self._start_of_page(_number(given, self._first) - self._first, call)
        return _number(given, 0)

    def _start_of_page(self, page: int, call: ReceivedCall) -> int:
        if self._ends:
            return [0, *self._ends][min(page, len(self._ends))]
        limit = self._limit_of(call)
        return page * limit if limit else (0 if page == 0 else len(self._items))

    def _after(self, cursor: object) -> int:
        """Return the position after the item that has a cursor."""
        if cursor is None:
            return 0
        found = (
            position
            for position, item in enumerate(self._items, 1)
            if str(field_at(item, self._next)) == str(cursor)
        )
        return next(found, 0)

    def _end(self, start: int, call: ReceivedCall) -> int:
        count = len(self._items)
        if self._ends:
            return next((end for end in self._ends if end > start), count)
        limit = self._limit_of(call)
        return min(start + limit, count) if limit else count

    def _limit_of(self, call: ReceivedCall) -> int:
        return _number(call.query.get(self._limit), 0) if self._limit else self._guessed(call)

    def _guessed(self, call: ReceivedCall) -> int:
        """Return the limit of a request whose paging does not need to know its name."""
        found = (call.query[name] for name in _LIMITS if name in call.query)
        return _number(next(found, None), 0)

    # --- the way to the next page --------------------------------------------------------------

    def _linked(self, value: Any, call: ReceivedCall, following: int | None) -> FakePage:
        if following is None:
            is_named = isinstance(self._pages, CursorPages | UrlPages)
            return FakePage(list(self._ended(value)) if is_named else [value], [])
        if isinstance(self._pages, CursorPages):
            # Cursors are texts or numbers.
            return FakePage(
                [with_field(value, self._next, each) for each in (str(following), following)], []
            )
        url = _next_url(call, following)
        if isinstance(self._pages, UrlPages):
            return FakePage([with_field(value, self._next, url)], [])
        links = [("link", f'<{url}>; rel="next"')] if isinstance(self._pages, LinkPages) else []
        return FakePage([value], links)

    def _ended(self, value: Any) -> Iterator[Any]:
        """Yield the last page, with no next one: without the field, with null, with no text."""
        yield without_field(value, self._next)
        for each in (None, ""):
            yield with_field(value, self._next, each)


_LIMITS: Final = ("limit", "per_page", "page_size", "pageSize", "max_results", "count", "size")


def with_field(value: Any, path: str, field: Any) -> Any:
    """Return JSON with another value of a field."""
    if not path:
        return field
    fields = dict(cast("Mapping[str, Any]", value)) if isinstance(value, dict) else {}
    if path in fields:
        return {**fields, path: field}
    name, _, rest = path.partition(".")
    return {**fields, name: with_field(fields.get(name), rest, field)}


def without_field(value: Any, path: str) -> Any:
    """Return JSON without a field."""
    if not isinstance(value, dict):
        return value
    fields = cast("dict[str, Any]", value)
    name, _, rest = path.partition(".")
    if path in fields or not rest:
        return {key: each for key, each in fields.items() if key != path}
    return {**fields, name: without_field(fields[name], rest)} if name in fields else fields


def _wire(operation: Operation[Any], argument: object) -> str:
    """Return the name that an argument has in the query."""
    found = (each.wire for each in operation.params if each.name == argument)
    return next(found, "")


def _number(value: object, default: int) -> int:
    text = str(value)
    return int(text) if text.isdecimal() else default


def _next_url(call: ReceivedCall, following: int) -> str:
    """Return the URL of the same request for another position."""
    pairs = [
        f"{quote(name, safe='')}={quote(str(value), safe='')}"
        for name, value in call.query.items()
        if name != _START
    ]
    return f"{call.path}?{'&'.join([*pairs, f'{_START}={following}'])}"
