"""Interrupts (Ctrl-C): one line and an exit code, whatever the process is doing."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

TYPE_CHECKING = False

if TYPE_CHECKING:
    from sys import UnraisableHookArgs
    from types import FrameType

INTERRUPTED = 130
"""Exit code that shells give to a process that an interrupt has ended."""


_noted: list[int] = []
"""Signals that have been received: libraries turn interrupts into other exceptions, or lose them."""


def prepare() -> None:
    """Note interrupts, and end the process where Python would only print that it ignores one."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return  # the process is to ignore interrupts, as in the background of a shell
    signal.signal(signal.SIGINT, _note)
    before = sys.unraisablehook

    def hook(what: UnraisableHookArgs) -> None:
        if issubclass(what.exc_type, KeyboardInterrupt):
            leave()
        before(what)

    sys.unraisablehook = hook


def leave_if_noted() -> None:
    """End the process if there has been an interrupt, whatever has become of it."""
    if _noted:
        leave()


def forget() -> None:
    """Forget interrupts: what they were to end has ended as it should."""
    _noted.clear()


def _note(number: int, _frame: FrameType | None) -> None:
    _noted.append(number)
    raise KeyboardInterrupt


def ignore() -> None:
    """Let nothing interrupt the process from now on: it has done its work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def leave() -> NoReturn:
    """End the process at once, and those that it has started; the next run clears up after it."""
    from specquilt.cli import streams

    ignore()
    streams.say("interrupted")
    processes = sys.modules.get("multiprocessing")
    for child in processes.active_children() if processes else ():
        child.kill()
    os._exit(INTERRUPTED)
