"""Pagination: iterates over all pages of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from .fields import field_at
from .omit import OMIT, Omit

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Arguments = Mapping[str, object]


class Pages(Protocol[T_co]):
    """Finds the items of a page and the arguments of the next call."""

    def items(self, page: Any) -> Sequence[T_co]:
        """Return the items of a page."""
        ...

    def following(self, arguments: Arguments, page: Any) -> Arguments | None:
        """Return the arguments for the page after `page`, or None if it is the last."""
        ...


class Walk(Generic[T]):
    """The state of an iteration over pages; the caller fetches each page.

    Args:
        pages: Finds items and next pages.
        arguments: Arguments of the call for the first page.
    """

    def __init__(self, pages: Pages[T], arguments: Arguments) -> None:
        self.arguments: Arguments | None = arguments
        self._pages = pages
        self._seen: Sequence[T] = ()

    def items(self, page: Any) -> Sequence[T]:
        """Return the items of a page and go to the next; a repeated page ends the iteration."""
        items = self._pages.items(page)
        repeats = bool(items) and items == self._seen
        self._seen = items
        if repeats or self.arguments is None:
            self.arguments = None
            return ()
        self.arguments = self._pages.following(self.arguments, page)
        return items


class _WithItems(Generic[T]):
    def __init__(self, items: str) -> None:
        self._items = items

    def items(self, page: Any) -> Sequence[T]:
        """Return the items of a page."""
        return field_at(page, self._items) or ()


class OffsetPages(_WithItems[T]):
    """Offset pagination.

    Args:
        advance: Argument for the number of items to skip.
        limit: Argument for the maximum number of items per page, if there is one.
        items: Dotted response field of the items.
    """

    def __init__(self, *, advance: str, items: str, limit: str | None = None) -> None:
        super().__init__(items)
        self._advance = advance
        self._limit = limit

    def following(self, arguments: Arguments, page: Any) -> Arguments | None:
        """Return the arguments for the next page; an incomplete or empty page is the last one."""
        count = len(self.items(page))
        limit = arguments.get(self._limit, OMIT) if self._limit else OMIT
        if count == 0 or (isinstance(limit, int) and count < limit):
            return None
        return {**arguments, self._advance: _number(arguments.get(self._advance), 0) + count}


class PageNumberPages(_WithItems[T]):
    """Page number pagination.

    Args:
        advance: Argument for the number of the page.
        items: Dotted response field of the items.
        limit: Argument for the maximum number of items per page, if there is one.
        first: Number of the first page.
    """

    def __init__(
        self, *, advance: str, items: str, limit: str | None = None, first: int = 1
    ) -> None:
        super().__init__(items)
        self._advance = advance
        self._limit = limit
        self._first = first

    def following(self, arguments: Arguments, page: Any) -> Arguments | None:
        """Return the arguments for the next page; an incomplete or empty page is the last one."""
        count = len(self.items(page))
        limit = arguments.get(self._limit, OMIT) if self._limit else OMIT
        if count == 0 or (isinstance(limit, int) and count < limit):
            return None
        return {**arguments, self._advance: _number(arguments.get(self._advance), self._first) + 1}


class CursorPages(_WithItems[T]):
    """Cursor pagination.

    Args:
        advance: Argument for the cursor.
        next: Dotted response field of the next cursor; absent, null or empty on the last page.
        items: Dotted response field of the items.
        limit: Ignored; accepted so that all kinds of pagination have the same arguments.
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
        """Return the arguments for the next page; an unchanged cursor ends the list."""
        cursor = field_at(page, self._next)
        if cursor in (None, "", arguments.get(self._advance)):
            return None
        return {**arguments, self._advance: cursor}


def _number(value: object, default: int) -> int:
    return default if value is None or isinstance(value, Omit) else int(str(value))
