"""What is kept, and for how long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from typing_extensions import TypeAliasType

from specquilt.python.runtime import Empty, Operation, Param, headers
from specquilt.python.runtime.auth.tokens import Token, TokenCache
from specquilt.python.runtime.decoding import fitting, members
from specquilt.python.runtime.encoding import scalars
from specquilt.python.runtime.secret import Secret
from specquilt.python.runtime.transport.async_pool import AsyncResets

Alias = TypeAliasType("Alias", "list[int] | None")


@pytest.mark.parametrize(("waiting_since", "token"), [(4.0, "t"), (5.0, "t"), (6.0, None)])
def test_expired_token_is_valid_for_those_who_waited_for_it(
    waiting_since: float, token: str | None
) -> None:
    """A coarse clock may show the same time when a call begins to wait and when the token comes."""
    cache = TokenCache()
    key = ("/token", "me", ())
    cache.keep(key, Token(Secret("t"), good_until=0.0, received_at=5.0))
    assert cache.get(key, waiting_since) == token


def test_frames_that_were_sent_are_not_kept() -> None:
    async def write(_: object) -> None:
        await asyncio.sleep(0)

    async def use() -> int:
        resets = AsyncResets()
        await resets._flush(SimpleNamespace(_write_outgoing_data=write))
        await asyncio.sleep(0)
        return len(resets._flushes)

    assert asyncio.run(use()) == 0


CACHED: list[Callable[[], object]] = [
    scalars._conversions,
    scalars._encoder,
    lambda: fitting.adapter_of(list[int]),
    lambda: members.aliased(Alias),
    lambda: headers._checked_name("X-Own"),
]


@pytest.mark.parametrize("made", CACHED)
def test_what_takes_long_to_make_is_made_once(made: Callable[[], object]) -> None:
    assert made() is made()


@pytest.mark.parametrize(
    ("location", "has_headers"), [("header", True), ("cookie", True), ("query", False)]
)
def test_operation_knows_once_whether_it_has_headers(location: Any, *, has_headers: bool) -> None:
    """Most have none, and their calls look for none."""
    operation: Operation[None] = Operation(
        "o", "GET", "/o", params=(Param("a", location),), result=Empty()
    )
    assert operation._has_headers is has_headers
    assert operation.headers_with({"a": "x"}).get("a", "").endswith("x") is (location == "header")
