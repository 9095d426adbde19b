"""Pages that are found by counting: offsets and page numbers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from ..omit import OMIT, Omit
from .walk import WithItems, endless

if TYPE_CHECKING:
    from .walk import Fetched, PageCall, Walked

T = TypeVar("T")


class CountedPages(ABC, WithItems[T]):
    """Pages that are found by counting.

    Args:
        advance: Argument for the position of the page.
        items: Dotted response field of the items.
        limit: Argument for the maximum number of items per page, if there is one.
        more: Dotted response field that tells whether there are more pages, if there is one.
        first: Position of the first page.
    """

    def __init__(
        self, *, advance: str, items: str, limit: str | None, more: str | None, first: int
    ) -> None:
        super().__init__(items, more)
        self._advance = advance
        self._limit = limit
        self._first = first

    def repeats(self, page: Fetched, walked: Walked) -> bool:
        """Return whether the server ignores the position, and has sent everything before.

        Raises:
            ResponseError: The repeated page is as long as requested, or the server says that
                there is more.
        """
        items = self.items(page.value)
        repeated = bool(items) and items == walked.items
        if repeated and (walked.was_full or self.says_more(page)):
            raise endless(page, f"the same page again for another {self._advance!r}")
        return repeated

    def following(self, call: PageCall, page: Fetched, walked: Walked) -> PageCall | None:
        """Return the call for the next page.

        Raises:
            ResponseError: The server says that there is more, but sends nothing.
        """
        items = self.items(page.value)
        if self._is_last(call, page, items, walked):
            return None
        position = _number(call.arguments.get(self._advance), self._first)
        following = self._after(position, len(items))
        if following == position:
            raise endless(page, "no items, but says that there are more")
        return call.having(self._advance, following)

    def _is_last(self, call: PageCall, page: Fetched, items: Sequence[Any], walked: Walked) -> bool:
        """Return whether a page is the last one.

        If the server does not say so, a short page is the last one only if an earlier page was as
        long as requested: the server may have a smaller limit of its own.
        """
        limit = call.arguments.get(self._limit, OMIT) if self._limit else OMIT
        honoured = walked.honours_limit
        walked.items = items
        walked.is_short = isinstance(limit, int) and len(items) < limit
        walked.was_full = isinstance(limit, int) and not walked.is_short
        walked.honours_limit = honoured or walked.was_full
        walked.count_empty(page, items)
        more = self.says_more(page)
        return not items or (walked.is_short and honoured) if more is None else not more

    @abstractmethod
    def _after(self, position: int, count: int) -> int:
        """Return the position after a page with some items."""


class OffsetPages(CountedPages[T]):
    """Offset pagination.

    Args:
        advance: Argument for the number of items to skip.
        limit: Argument for the maximum number of items per page, if there is one.
        items: Dotted response field of the items.
        more: Dotted response field that tells whether there are more pages, if there is one.
    """

    def __init__(
        self, *, advance: str, items: str, limit: str | None = None, more: str | None = None
    ) -> None:
        super().__init__(advance=advance, items=items, limit=limit, more=more, first=0)

    def _after(self, position: int, count: int) -> int:
        return position + count


class PageNumberPages(CountedPages[T]):
    """Page number pagination.

    Args:
        advance: Argument for the number of the page.
        items: Dotted response field of the items.
        limit: Argument for the maximum number of items per page, if there is one.
        more: Dotted response field that tells whether there are more pages, if there is one.
        first: Number of the first page.
    """

    def __init__(
        self,
        *,
        advance: str,
        items: str,
        limit: str | None = None,
        more: str | None = None,
        first: int = 1,
    ) -> None:
        super().__init__(advance=advance, items=items, limit=limit, more=more, first=first)

    def _after(self, position: int, count: int) -> int:
        return position + 1


def _number(value: object, default: int) -> int:
    return default if value is None or isinstance(value, Omit) else int(str(value))
