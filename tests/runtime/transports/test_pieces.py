"""How large the pieces are that a connection is asked for."""

from __future__ import annotations

from typing import Any

import httpcore2

from specquilt.python.runtime.transport import pool


class Asked(httpcore2.NetworkStream):
    """A connection with TLS inside of TLS, which notes how much it is asked for."""

    def __init__(self, *sizes: int) -> None:
        self._sizes = list(sizes)
        self.asked: list[int] = []

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self.asked.append(max_bytes)
        return bytes(self._sizes.pop(0))

    def get_extra_info(self, info: str) -> Any:
        return {"ssl_object": "the inner TLS"}.get(info)


def test_larger_pieces_are_asked_for_while_a_body_arrives_fast() -> None:
    asked = Asked(10, 40, 9, 10)
    stream = pool.bounded(asked)
    for _ in range(4):
        stream.read(10)
    assert asked.asked == [10, 40, 40, 10]
