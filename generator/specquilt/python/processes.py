"""Processes that a run starts: they end with it."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ended_on_failure() -> Iterator[None]:
    """End the processes that have been started, instead of waiting for them, if something fails."""
    try:
        yield
    except BaseException:
        for process in multiprocessing.active_children():
            process.kill()
        raise


def end_with_parent() -> None:
    """Let this process end when the one that started it does, however that happens."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
