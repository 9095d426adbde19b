"""Frames of exceptions: whose they are, and what they keep."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from specquilt.python.runtime import APIConnectionError
from specquilt.python.runtime.frames import (
    causes,
    hide_variables,
    is_from_user,
    level_of_user,
    passed_users_frame,
)


def of_module(module: str, function: str = "call") -> Callable[..., None]:
    """Return a function of a module that calls another, or raises an exception."""
    names: dict[str, Any] = {"__name__": module}
    exec(
        f"def {function}(inner):\n"
        "    note = 'secret'\n"
        "    if isinstance(inner, BaseException):\n"
        "        raise inner\n"
        "    return inner()",
        names,
    )
    made: Callable[..., None] = names[function]
    return made


def raised(*functions: Callable[..., None], error: BaseException | None = None) -> BaseException:
    """Return an exception that came through functions, the last of which raised it."""
    inner: Any = error or ValueError()
    for function in reversed(functions):
        inner = partial(function, inner)
    with pytest.raises(BaseException) as caught:
        inner()
    found = caught.value
    assert found.__traceback__
    # Without the frame of this file.
    return found.with_traceback(found.__traceback__.tb_next)


def kept(error: BaseException | None) -> list[str]:
    """Return the modules of the frames that kept their variables."""
    assert error is not None
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    return [frame.f_globals["__name__"] for frame in frames if "note" in frame.f_locals]


LIBRARY, USERS = of_module("httpx2._client"), of_module("mine")
OURS = of_module("specquilt.python.runtime.call.exchange")


@pytest.mark.parametrize(
    ("module", "is_users"),
    [
        ("specquilt.python.runtime", False),
        ("specquilt.python.runtime.call.retry", False),
        ("specquilt.python.runtime_of_mine", True),
        ("specquilt.python", True),
        ("httpx2._client", False),
        ("httpx2_of_mine", True),
        ("json.decoder", False),
        ("", True),
    ],
)
def test_frame_is_the_users_unless_it_is_of_a_library(module: str, *, is_users: bool) -> None:
    assert passed_users_frame(raised(of_module(module))) is is_users


def test_only_frames_of_the_user_keep_their_variables() -> None:
    error = raised(OURS, USERS, LIBRARY)
    assert len(kept(error)) == 3
    error.__cause__ = raised(LIBRARY, USERS)
    hide_variables(error)
    assert (kept(error), kept(error.__cause__)) == (["mine"], ["mine"])


def test_frames_of_a_given_function_lose_their_variables() -> None:
    given = of_module("mine.too")
    error = raised(USERS, given)
    hide_variables(error, given)
    assert kept(error) == ["mine"]


def test_causes_end_before_what_the_user_was_handling() -> None:
    first, second, third = (raised(LIBRARY, error=OSError(number)) for number in range(3))
    first.__cause__, first.__context__ = second, ValueError()
    second.__context__ = third
    handled = raised(USERS)
    third.__context__ = handled
    assert list(causes(first)) == [first, second, third]
    third.__context__ = APIConnectionError("ours")
    assert list(causes(first)) == [first, second, third]
    third.__context__ = unraised = OSError()
    assert list(causes(first)) == [first, second, third, unraised]


@pytest.mark.parametrize(
    ("functions", "is_users"),
    [
        ([of_module("specquilt.python.runtime.blocking", "call_maybe_async"), LIBRARY], True),
        ([of_module("httpx2._client", "_send_handling_redirects"), USERS], True),
        ([of_module("httpx2._client", "_send_handling_redirects"), LIBRARY], False),
        ([OURS, USERS], False),
        ([of_module("specquilt.python.runtime.blocking", "call_maybe_async")], False),
    ],
)
def test_exception_of_a_function_of_the_user_is_known_by_its_caller(
    functions: list[Callable[..., None]], *, is_users: bool
) -> None:
    assert is_from_user(raised(*functions)) is is_users


def test_level_of_a_warning_is_that_of_the_first_frame_outside_of_the_package() -> None:
    for depth in range(4):
        inner: Any = level_of_user
        for _ in range(depth):
            inner = partial(OURS, inner)
        assert inner() == depth + 1
