"""Frames of tracebacks: whose they are, and what they may show.

The frames of HTTP libraries hold requests with their keys. Crash reporters record the variables of
every frame, so those of frames that are not the user's are cleared. What a traceback shows ends
with the user's line and the call that he made; an environment variable shows all lines.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from types import FrameType, TracebackType
from typing import Final

from .errors import PACKAGE, SDKError

_OURS: Final = __name__.rpartition(".")[0]
_LIBRARIES: Final = sys.stdlib_module_names | {
    "aiohappyeyeballs", "aiohttp", "anyio", "h11", "h2", "hpack", "httpcore2", "httpx2",
    "hyperframe", "pydantic", "pydantic_core", "sniffio", "socksio", "truststore", "yarl",
}  # fmt: skip

SHOW_ALL_FRAMES: Final = f"{PACKAGE.upper().replace('.', '_')}_FULL_TRACEBACK"
"""Environment variable: any value except 0 keeps all frames in tracebacks."""

_REFUSING: Final = tuple(
    f"{_OURS}.{name}" for name in ("checks", "blocking", "webhooks.received", "webhooks.signature")
)
"""The modules in which errors about what the user passed begin, before and after shortening."""

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


def shorten_traceback(error: BaseException) -> None:
    """Remove our frames from the traceback of an exception and its causes.

    The libraries' go, too, except those that the user's own code has called. An exception that is
    none of ours and came through no code of the user is a fault of ours: it keeps all frames.
    """
    if os.environ.get(SHOW_ALL_FRAMES, "0") not in ("", "0"):
        return
    for each in _with_causes(error):
        entries = list(_entries(each.__traceback__))
        users = [at for at, entry in enumerate(entries) if _is_users(entry.tb_frame)]
        if users or isinstance(error, SDKError) or _is_refusal(entries):
            called_by_user = entries[users[0] :] if users else []
            each.__traceback__ = _linked(e for e in called_by_user if not _is_ours(e.tb_frame))


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and its causes, which may go round in a circle."""
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = each.__cause__


def _is_refusal(entries: list[TracebackType]) -> bool:
    return bool(entries) and entries[-1].tb_frame.f_globals.get("__name__") in _REFUSING


def _linked(entries: Iterable[TracebackType]) -> TracebackType | None:
    linked: TracebackType | None = None
    for entry in reversed(list(entries)):
        linked = TracebackType(linked, entry.tb_frame, entry.tb_lasti, entry.tb_lineno)
    return linked


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
    return not _is_ours(frame) and _package(frame) not in _LIBRARIES


def _is_ours(frame: FrameType) -> bool:
    name = str(frame.f_globals.get("__name__", ""))
    return name.startswith(_OURS) and name[len(_OURS) : len(_OURS) + 1] in (".", "")


def _calls(error: BaseException) -> Iterator[tuple[str, FrameType]]:
    """Yield the name of each calling function and the frame that it called."""
    caller = ""
    for frame in _frames(error.__traceback__):
        yield caller, frame
        caller = frame.f_code.co_name


def _frames(traceback: TracebackType | None) -> Iterator[FrameType]:
    return (entry.tb_frame for entry in _entries(traceback))


def _entries(traceback: TracebackType | None) -> Iterator[TracebackType]:
    while traceback is not None:
        yield traceback
        traceback = traceback.tb_next


def _clear(frame: FrameType) -> None:
    try:
        frame.clear()
    except RuntimeError:
        """It is still running."""
