"""The lines of tracebacks, and calls that fail."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

import pytest

from ..conftest import Runner, settled

MOST = 3
"""Lines of ours in a traceback: those of generated methods are in `stand_in`."""


def lines(error: BaseException) -> list[str]:
    """Return the functions of a traceback after the user's call, without those of this test."""
    listed = list(traceback.extract_tb(error.__traceback__))
    start = next(at for at, line in enumerate(listed) if line.name == "use")
    own = ("<lambda>", "settled")
    return [line.name for line in listed[start + 1 :] if line.name not in own]


def assert_short(error: BaseException) -> None:
    assert len(lines(error)) <= MOST, lines(error)


def failure(
    runner: Runner, call: Callable[[Any], Any], kind: type[BaseException], **options: Any
) -> Any:
    """Return the exception of a call, which is written in a function named `use`."""

    async def use(client: Any) -> Any:
        return await settled(call(client))

    with pytest.raises(kind) as caught:
        runner.play(use, **{"max_retries": 0, **options})
    return caught.value
