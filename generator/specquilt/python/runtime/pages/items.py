"""What methods return that iterate over all pages: the items, or page by page."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

from ..blocking import iterate_blocking

if TYPE_CHECKING:
    from .walk import Pages

T = TypeVar("T")
P = TypeVar("P")


class _Items(Generic[T, P]):
    """Items of pages that are fetched when needed.

    Args:
        pages: The pages.
        found: Finds the items of a page.
    """

    def __init__(self, pages: AsyncGenerator[P, None], found: Pages[T]) -> None:
        self._pages = pages
        self._items = _items(pages, found)


async def _items(pages: AsyncGenerator[P, None], found: Pages[T]) -> AsyncGenerator[T, None]:
    try:
        async for page in pages:
            for item in found.items(page):
                yield item
    finally:
        await pages.aclose()


class ItemIterator(_Items[T, P], Iterator[T]):
    """Iterates over the items of all pages; `pages` iterates over the pages instead."""

    def __init__(self, pages: AsyncGenerator[P, None], found: Pages[T]) -> None:
        super().__init__(pages, found)
        self._blocking = iterate_blocking(self._items)

    def __next__(self) -> T:
        return next(self._blocking)

    def pages(self) -> Iterator[P]:
        """Iterate over the pages: they have what the server sends beside the items."""
        return iterate_blocking(self._pages)

    def close(self) -> None:
        """End the iteration."""
        self._blocking.close()


class AsyncItemIterator(_Items[T, P], AsyncIterator[T]):
    """Iterates over the items of all pages; `pages` iterates over the pages instead."""

    def __anext__(self) -> Awaitable[T]:
        return self._items.__anext__()

    def pages(self) -> AsyncIterator[P]:
        """Iterate over the pages: they have what the server sends beside the items."""
        return aiter(self._pages)

    async def aclose(self) -> None:
        """End the iteration."""
        await self._items.aclose()
