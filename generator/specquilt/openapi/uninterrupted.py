"""Sections that an interrupt (Ctrl-C) must not split."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uninterrupted(*others: signal.Signals) -> Iterator[None]:
    """Hold back interrupts, and other signals, until the end of the block.

    Processes that are started in the block are not interrupted either.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *others})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
