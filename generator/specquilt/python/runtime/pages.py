"""Walking through all pages of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from .fields import field_at
from .omit import OMIT, Omit

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Arguments = Mapping[str, object]


class Pages(Protocol[T_co]):
    """How a list continues."""

    def items(self, page: Any) -> Sequence[T_co]:
        """Return the items of a page."""
        ...

    def following(self, arguments: Arguments, page: Any) -> Arguments | None:
        """Return the arguments for the page after `page`; None if that was the last."""
        ...


class Walk(Generic[T]):
    """A walk through the pages of a list; the caller fetches each page.

    Args:
        pages: how the list continues.
        arguments: of the call for the first page.
    """

    def __init__(self, pages: Pages[T], arguments: Arguments) -> None:
        self.arguments: Arguments | None = arguments
        self._pages = pages
        self._seen: Sequence[T] = ()

    def items(self, page: Any) -> Sequence[T]:
        """Return the items of a page, and move on; a page that comes again ends the walk."""
        items = self._pages.items(page)
        repeats = bool(items) and items == self._seen
        self._seen = items
        if repeats or self.arguments is None:
            self.arguments = None
            return ()
        self.arguments = self._pages.following(self.arguments, page)
        return items


class _Items(Generic[T]):
    def __init__(self, items: str) -> None:
        self._items = items

    def items(self, page: Any) -> Sequence[T]:
        """Return the items of a page."""
        return field_at(page, self._items) or ()


class OffsetPages(_Items[T]):
    """The next page begins after as many items as were seen.

    Args:
        advance: the argument that says how many items to skip.
        limit: the argument that says how many items a page holds, if there is one.
        items: dotted response field of the items.
    """

    def __init__(self, *, advance: str, items: str, limit: str | None = None) -> None:
        super().__init__(items)
        self._advance = advance
        self._limit = limit

    def following(self, arguments: Arguments, page: Any) -> Arguments | None:
        """Return the arguments for the next page; a short or empty page is the last."""
        count = len(self.items(page))
        limit = arguments.get(self._limit, OMIT) if self._limit else OMIT
        if count == 0 or (isinstance(limit, int) and count < limit):
            return None
        return {**arguments, self._advance: _number(arguments.get(self._advance), 0) + count}


class PageNumberPages(_Items[T]):
    """The next page has the next number.

    Args:
        advance: the argument that holds the page's number.
        items: dotted response field of the items.
        limit: the argument that says how many items a page holds, if there is one.
        first: number of the first page.
    """

    def __init__(
        self, *, advance: str, items: str, limit: str | None = None, first: int = 1
    ) -> None:
        super().__init__(items)
        self._advance = advance
        self._limit = limit
        self._first = first

    def following(self, arguments: Arguments, page: Any) -> Arguments | None:
        """Return the arguments for the next page; a short or empty page is the last."""
        count = len(self.items(page))
        limit = arguments.get(self._limit, OMIT) if self._limit else OMIT
        if count == 0 or (isinstance(limit, int) and count < limit):
            return None
        return {**arguments, self._advance: _number(arguments.get(self._advance), self._first) + 1}


class CursorPages(_Items[T]):
    """Each page names the next.

    Args:
        advance: the argument that takes the cursor.
        next: dotted response field of the cursor; absent, null or empty on the last page.
        items: dotted response field of the items.
        limit: unused; accepted so that all kinds of pages are written alike.
    """

    def __init__(
        self,
        *,
        advance: str,
        next: str,  # noqa: A002
        items: str,
        limit: str | None = None,
    ) -> None:
        super().__init__(items)
        self._advance = advance
        self._next = next

    def following(self, arguments: Arguments, page: Any) -> Arguments | None:
        """Return the arguments for the next page; a cursor that does not move ends the list."""
        cursor = field_at(page, self._next)
        if cursor in (None, "", arguments.get(self._advance)):
            return None
        return {**arguments, self._advance: cursor}


def _number(value: object, default: int) -> int:
    return default if value is None or isinstance(value, Omit) else int(str(value))
