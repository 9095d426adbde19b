"""Frames of tracebacks: whose they are, and what they may show.

The frames of HTTP libraries hold requests with their keys. Crash reporters record the variables of
every frame, so those of frames that are not the user's are cleared; their lines stay.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import FrameType, TracebackType
from typing import Final

from .errors import SDKError

_OURS: Final = __name__.rpartition(".")[0]
_LIBRARIES: Final = sys.stdlib_module_names | {
    "aiohappyeyeballs", "aiohttp", "anyio", "h11", "h2", "hpack", "httpcore2", "httpx2",
    "hyperframe", "pydantic", "pydantic_core", "sniffio", "socksio", "truststore", "yarl",
}  # fmt: skip

# The functions that call the user's: hooks and key functions, and hooks of an `httpx2` client.
_CALLS_USER: Final = "call_maybe_async"
_CALLS_HTTPX_HOOKS: Final = "_send_handling_redirects"


def hide_variables(error: BaseException, function: Callable[..., object] | None = None) -> None:
    """Clear the variables of all frames of an exception and its cause, except for the user's.

    Args:
        error: The exception.
        function: A function whose frames are cleared although they are not in this package.
    """
    code = getattr(function, "__code__", None)
    for each in filter(None, (error, error.__cause__)):
        for frame in _frames(each.__traceback__):
            if frame.f_code is code or not _is_users(frame):
                _clear(frame)


def causes(error: BaseException) -> Iterator[BaseException]:
    """Yield a library's exception and those of the library that led to it.

    They end before what the caller was handling at the time: it is the context of the last one, but
    has nothing to do with it. It was caught in a frame of the user; the others never reached one.
    Causes may go round in a circle.
    """
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = each.__cause__ or each.__context__
        if each is not None and (isinstance(each, SDKError) or _was_caught_by_user(each)):
            return


def _was_caught_by_user(error: BaseException) -> bool:
    return error.__traceback__ is not None and _is_users(error.__traceback__.tb_frame)


def level_of_user() -> int:
    """Return the `stacklevel` with which a warning of the calling function names the user's line.

    The user's is the first line outside of the whole package, its generated modules included.
    """
    import inspect

    package = __name__.partition(".")[0]
    level, frame = 0, inspect.currentframe()
    while frame is not None and _package(frame) == package:
        level, frame = level + 1, frame.f_back
    return level


def _package(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0]


def is_from_user(error: BaseException) -> bool:
    """Return whether an exception was raised by a hook or a key function of the user."""
    return any(
        caller == _CALLS_USER or (caller == _CALLS_HTTPX_HOOKS and _is_users(frame))
        for caller, frame in _calls(error)
    )


def passed_users_frame(error: BaseException) -> bool:
    """Return whether an exception came out of a function that is not part of any library."""
    return any(_is_users(frame) for frame in _frames(error.__traceback__))


def _is_users(frame: FrameType) -> bool:
    name = str(frame.f_globals.get("__name__", ""))
    ours = name.startswith(_OURS) and name[len(_OURS) : len(_OURS) + 1] in (".", "")
    return not ours and _package(frame) not in _LIBRARIES


def _calls(error: BaseException) -> Iterator[tuple[str, FrameType]]:
    """Yield the name of each calling function and the frame that it called."""
    caller = ""
    for frame in _frames(error.__traceback__):
        yield caller, frame
        caller = frame.f_code.co_name


def _frames(traceback: TracebackType | None) -> Iterator[FrameType]:
    while traceback is not None:
        yield traceback.tb_frame
        traceback = traceback.tb_next


def _clear(frame: FrameType) -> None:
    try:
        frame.clear()
    except RuntimeError:
        """It is still running."""
