"""Pages that are found by a cursor: the server's, or a field of the last item."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, TypeVar

from ..fields import field_at
from .walk import WithItems, endless, page_error

if TYPE_CHECKING:
    from .walk import Fetched, PageCall, Walked

T = TypeVar("T")


class _PagesByCursor(ABC, WithItems[T]):
    """Pages that are found by a cursor.

    Args:
        advance: Argument for the cursor.
        next: Dotted field of the next cursor.
        items: Dotted response field of the items; empty if the response is the list.
        limit: Ignored; accepted so that all kinds of pagination have the same arguments.
        more: Dotted response field that tells whether there are more pages, if there is one.
    """

    def __init__(
        self,
        *,
        advance: str,
        next: str,  # noqa: A002
        items: str,
        limit: str | None = None,
        more: str | None = None,
    ) -> None:
        super().__init__(items, more)
        self._advance = advance
        self._next = next

    def repeats(self, page: Fetched, walked: Walked) -> bool:
        """Return False: pages of different cursors may be equal."""
        return False

    def following(self, call: PageCall, page: Fetched, walked: Walked) -> PageCall | None:
        """Return the call for the next page.

        Raises:
            ResponseError: The cursor is one of those before or missing although there is more, or
                page after page is empty.
        """
        more = self.says_more(page)
        cursor = None if more is False else self._cursor(page)
        if cursor in (None, ""):
            if more:
                raise endless(page, f"no {self._next!r} to go on with, but says that there is more")
            return None
        walked.count_empty(page, self.items(page.value))
        if (before := call.arguments.get(self._advance)) is not None:
            walked.cursors.add(str(before))
        if not walked.is_new(page, "cursor", str(cursor)):
            return None
        return call.having(self._advance, cursor)

    @abstractmethod
    def _cursor(self, page: Fetched) -> object:
        """Return the cursor of the page after a page; None or empty if there is none."""


class CursorPages(_PagesByCursor[T]):
    """Cursor pagination: `next` is a field of the response, absent, null or empty at the end."""

    def _cursor(self, page: Fetched) -> object:
        return field_at(page.value, self._next)


class LastItemPages(_PagesByCursor[T]):
    """Pagination whose cursor is the field `next` of the last item of a page."""

    def _cursor(self, page: Fetched) -> object:
        items = self.items(page.value)
        cursor = field_at(items[-1], self._next) if items else ""
        if cursor is None:
            message = f"the last item of a page has no {self._next!r}: the next page is unknown"
            raise page_error(page, message)
        return cursor
