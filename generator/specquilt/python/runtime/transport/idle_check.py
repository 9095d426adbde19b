"""A fast check whether the server has closed an idle connection.

For each request the pool checks every idle connection twice. anyio takes 12 µs to find the socket;
at 64 concurrent calls this is half of all CPU time. Here a check takes 1 µs.
"""

from __future__ import annotations

import select
from collections.abc import Callable
from typing import Any


class Watched:
    """A connection with a fast check whether there is anything to read.

    Args:
        stream: The connection, sync or async.
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._is_readable = _readability(stream.get_extra_info("socket"))

    def get_extra_info(self, info: str) -> Any:
        """Return information for the pool."""
        if info == "is_readable" and self._is_readable is not None:
            return self._is_readable()
        return self._stream.get_extra_info(info)


def _readability(connection: Any) -> Callable[[], bool] | None:
    """Return a function that polls the socket, or None if `select.poll` is not available."""
    if connection is None or not hasattr(select, "poll"):
        return None
    poller = select.poll()
    poller.register(connection.fileno(), select.POLLIN)
    # Once it is closed, another connection may have the same file descriptor.
    return lambda: connection.fileno() < 0 or bool(poller.poll(0))
