"""Long lists in several requests: in order, a few at a time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import TypeAlias, TypeVar

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

    Args:
        call: e.g. ``lambda texts: client.embed(texts=texts, model=...)``.
        items: the whole list.
        size: most items per call.
        concurrency: most calls at a time.
        on_progress: called with the number of items done and of all items.

    Raises:
        Exception: the first error of a call; calls that have not begun are not made.
    """
    from concurrent.futures import ThreadPoolExecutor, as_completed

    slices = _slices(items, size, concurrency)
    with ThreadPoolExecutor(max_workers=concurrency) as threads:
        futures = {threads.submit(call, part): len(part) for part in slices}
        done = 0
        try:
            for future in as_completed(futures):
                future.result()
                done += futures[future]
                _tell(on_progress, done, len(items))
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise
    return [future.result() for future in futures]


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
        call: e.g. ``lambda texts: client.embed(texts=texts, model=...)``.
        items: the whole list.
        size: most items per call.
        concurrency: most calls at a time.
        on_progress: called with the number of items done and of all items.

    Raises:
        Exception: the first error of a call; all other calls are cancelled.
    """
    import asyncio

    parts = enumerate(_slices(items, size, concurrency))
    results: dict[int, R] = {}
    done = 0

    async def work() -> None:
        nonlocal done
        for index, part in parts:
            results[index] = await call(part)
            done += len(part)
            _tell(on_progress, done, len(items))

    workers = [asyncio.ensure_future(work()) for _ in range(concurrency)]
    try:
        await asyncio.gather(*workers)
    except BaseException:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        raise
    return [results[index] for index in sorted(results)]


def _slices(items: Sequence[T], size: int, concurrency: int) -> Iterator[Sequence[T]]:
    if size < 1 or concurrency < 1:
        raise InvalidRequestError("size and concurrency must be at least 1")
    return (items[start : start + size] for start in range(0, len(items), size))


def _tell(on_progress: Progress | None, done: int, total: int) -> None:
    if on_progress is not None:
        on_progress(done, total)
