"""Long lists sent in several requests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from typing import Any, Generic, TypeAlias, TypeVar

from .errors import InvalidRequestError

T = TypeVar("T")
R = TypeVar("R")

Progress: TypeAlias = Callable[[int, int], object]


def in_batches(
    call: Callable[[Sequence[T]], R],
    items: Sequence[T],
    *,
    size: int,
    concurrency: int = 4,
    on_progress: Progress | None = None,
) -> list[R]:
    """Call a function with slices of a list, in threads, and return the results in order.

    Each call sees the context variables of the caller.

    Args:
        call: The function, e.g. ``lambda texts: client.embed(texts=texts, model=...)``.
        items: The whole list.
        size: Maximum number of items per call.
        concurrency: Maximum number of concurrent calls.
        on_progress: Called with the number of finished items and the number of all items.

    Raises:
        Exception: The first error of a call. Calls that have not started are not made.
    """
    return _Batches(items, size, concurrency, on_progress).in_threads(call)


async def in_batches_async(
    call: Callable[[Sequence[T]], Awaitable[R]],
    items: Sequence[T],
    *,
    size: int,
    concurrency: int = 4,
    on_progress: Progress | None = None,
) -> list[R]:
    """Call an async function with slices of a list and return the results in order.

    Args:
        call: The function, e.g. ``lambda texts: client.embed(texts=texts, model=...)``.
        items: The whole list.
        size: Maximum number of items per call.
        concurrency: Maximum number of concurrent calls.
        on_progress: Called with the number of finished items and the number of all items.

    Raises:
        Exception: The first error of a call. All other calls are cancelled.
    """
    return await _Batches(items, size, concurrency, on_progress).in_tasks(call)


class _Batches(Generic[T]):
    """Slices of a list, with one call for each."""

    def __init__(
        self, items: Sequence[T], size: int, concurrency: int, on_progress: Progress | None
    ) -> None:
        if size < 1 or concurrency < 1:
            raise InvalidRequestError("size and concurrency must be at least 1")
        self._slices = (items[start : start + size] for start in range(0, len(items), size))
        self._concurrency = concurrency
        self._total = len(items)
        self._done = 0
        self._on_progress = on_progress

    def in_threads(self, call: Callable[[Sequence[T]], R]) -> list[R]:
        from concurrent.futures import ThreadPoolExecutor, as_completed
        from contextvars import copy_context

        with ThreadPoolExecutor(max_workers=self._concurrency) as threads:
            # Each call has its own copy: a context cannot be entered by two threads at once.
            futures = {
                threads.submit(copy_context().run, call, part): part for part in self._slices
            }
            try:
                for future in as_completed(futures):
                    future.result()
                    self._count(futures[future])
            except BaseException:
                threads.shutdown(cancel_futures=True)
                raise
        return [future.result() for future in futures]

    async def in_tasks(self, call: Callable[[Sequence[T]], Awaitable[R]]) -> list[R]:
        parts = enumerate(self._slices)
        results: dict[int, R] = {}

        async def work() -> None:
            for index, part in parts:
                results[index] = await call(part)
                self._count(part)

        await _all_or_none(work() for _ in range(self._concurrency))
        return [results[index] for index in sorted(results)]

    def _count(self, part: Sequence[T]) -> None:
        self._done += len(part)
        if self._on_progress is not None:
            self._on_progress(self._done, self._total)


async def _all_or_none(work: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Wait for all; if one fails, cancel the others and wait until they have ended."""
    import asyncio

    tasks = [asyncio.ensure_future(each) for each in work]
    try:
        await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
