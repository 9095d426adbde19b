"""Pagination: iterates over all pages of a list.

An iteration ends by evidence: no next cursor, an empty page, or a page shorter than the limit after
the server has shown that it honours the limit. Otherwise it ends with an error, never silently.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Final, Generic, Protocol, TypeVar

from .decoding.results import response_info
from .errors import ResponseError, StatusError
from .fields import field_at
from .omit import OMIT, Omit

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Arguments = Mapping[str, object]

MOST_EMPTY_PAGES: Final = 1000
_NOT_FOUND: Final = 404


class Walked:
    """What the pages so far have shown.

    Args:
        items: Items of the last page.
        was_full: Whether the last page had as many items as requested.
        honours_limit: Whether any page had as many items as requested.
        is_short: Whether the last page had fewer items than requested.
        cursors: All cursors so far.
        empty: Number of empty pages in a row.
    """

    def __init__(self) -> None:
        self.items: Sequence[Any] = ()
        self.was_full = False
        self.honours_limit = False
        self.is_short = False
        self.cursors: set[str] = set()
        self.empty = 0


class Pages(Protocol[T_co]):
    """Finds the items of a page and the arguments of the next call."""

    def items(self, page: Any) -> Sequence[T_co]:
        """Return the items of a page."""
        ...

    def repeats(self, page: Any, walked: Walked) -> bool:
        """Return whether the server repeats the page before: it cannot give more."""
        ...

    def following(self, arguments: Arguments, page: Any, walked: Walked) -> Arguments | None:
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
        self._walked = Walked()

    def items(self, page: Any) -> Sequence[T]:
        """Return the items of a page, none if the page is repeated.

        Raises:
            ResponseError: The page is repeated, although there are more.
        """
        if not self._pages.repeats(page, self._walked):
            return self._pages.items(page)
        self.arguments = None
        return ()

    def go_on(self, page: Any) -> None:
        """Go to the page after a page; `arguments` is None if there is none.

        Raises:
            ResponseError: The cursor does not move.
        """
        if self.arguments is not None:
            self.arguments = self._pages.following(self.arguments, page, self._walked)

    def ends_with(self, error: StatusError) -> bool:
        """Return whether an error means that the short page before was the last one.

        Some servers answer 404 for a page after the last one.
        """
        return self._walked.is_short and error.status == _NOT_FOUND


class _WithItems(Generic[T]):
    def __init__(self, items: str) -> None:
        self._items = items

    def items(self, page: Any) -> Sequence[T]:
        """Return the items of a page."""
        return field_at(page, self._items) or ()


class _CountedPages(ABC, _WithItems[T]):
    """Pages that are found by counting.

    Args:
        advance: Argument for the position of the page.
        items: Dotted response field of the items.
        limit: Argument for the maximum number of items per page, if there is one.
    """

    def __init__(self, *, advance: str, items: str, limit: str | None) -> None:
        super().__init__(items)
        self._advance = advance
        self._limit = limit

    def repeats(self, page: Any, walked: Walked) -> bool:
        """Return whether the server ignores the position, and has sent everything before.

        Raises:
            ResponseError: The repeated page is as long as requested, so there may be more.
        """
        items = self.items(page)
        repeated = bool(items) and items == walked.items
        if repeated and walked.was_full:
            raise _unmoved(page, f"the same page again for another {self._advance!r}")
        return repeated

    def following(self, arguments: Arguments, page: Any, walked: Walked) -> Arguments | None:
        """Return the arguments for the next page.

        A short page is the last one only if an earlier page was as long as requested: the server
        may have a smaller limit of its own.
        """
        items = self.items(page)
        limit = arguments.get(self._limit, OMIT) if self._limit else OMIT
        walked.items = items
        walked.is_short = isinstance(limit, int) and len(items) < limit
        walked.was_full = isinstance(limit, int) and not walked.is_short
        if not items or (walked.is_short and walked.honours_limit):
            return None
        walked.honours_limit = walked.honours_limit or walked.was_full
        return {**arguments, self._advance: self._after(arguments.get(self._advance), len(items))}

    @abstractmethod
    def _after(self, position: object, count: int) -> int:
        """Return the position after a page with some items."""


class OffsetPages(_CountedPages[T]):
    """Offset pagination.

    Args:
        advance: Argument for the number of items to skip.
        limit: Argument for the maximum number of items per page, if there is one.
        items: Dotted response field of the items.
    """

    def __init__(self, *, advance: str, items: str, limit: str | None = None) -> None:
        super().__init__(advance=advance, items=items, limit=limit)

    def _after(self, position: object, count: int) -> int:
        return _number(position, 0) + count


class PageNumberPages(_CountedPages[T]):
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
        super().__init__(advance=advance, items=items, limit=limit)
        self._first = first

    def _after(self, position: object, count: int) -> int:
        return _number(position, self._first) + 1


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

    def repeats(self, page: Any, walked: Walked) -> bool:
        """Return False: pages of different cursors may be equal."""
        return False

    def following(self, arguments: Arguments, page: Any, walked: Walked) -> Arguments | None:
        """Return the arguments for the next page.

        Raises:
            ResponseError: The cursor is one of those before, or page after page is empty.
        """
        cursor = field_at(page, self._next)
        if cursor in (None, ""):
            return None
        walked.empty = 0 if self.items(page) else walked.empty + 1
        if walked.empty > MOST_EMPTY_PAGES:
            raise _unmoved(page, f"more than {MOST_EMPTY_PAGES} empty pages in a row")
        if cursor == arguments.get(self._advance) or str(cursor) in walked.cursors:
            if walked.empty:
                return None
            raise _unmoved(page, f"the cursor {str(cursor)[:200]!r} again")
        walked.cursors.add(str(cursor))
        return {**arguments, self._advance: cursor}


def _unmoved(page: Any, what: str) -> ResponseError:
    info = response_info(page)
    message = f"the list does not end: the server sent {what}"
    if info is None:
        return ResponseError(message)
    return ResponseError(
        message, status=info.status, headers=info.headers, request_id=info.request_id
    )


def _number(value: object, default: int) -> int:
    return default if value is None or isinstance(value, Omit) else int(str(value))
