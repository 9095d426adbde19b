"""Ends a run before, or in the middle of, its n-th change of the file system."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

CHANGES = {"os.mkdir", "os.rmdir", "os.rename", "os.remove", "os.chmod", "os.utime", "os.link"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
DIED = 77


class Countdown:
    """Counts changes; the one that is due is not made, and `end` is called instead."""

    def __init__(self) -> None:
        self.left = 0
        self.end: Callable[[], None] = lambda: None
        self._write = Path.write_bytes
        sys.addaudithook(self._hear)

    def at(self, number: int, end: Callable[[], None]) -> None:
        """Call something in place of the change with a number, from 1; 0 switches this off."""
        self.left, self.end = number, end

    def step(self) -> None:
        """Count a change."""
        if self.left:
            self.left -= 1
            if not self.left:
                self.end()

    def write_half(self, path: Path, content: bytes) -> int:
        """Write a file in two steps, in place of `Path.write_bytes`."""
        self._write(path, content[: len(content) // 2])
        self.step()
        return self._write(path, content)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in CHANGES or (event == "open" and _is_writing(arguments)):
            self.step()


def dies_at(number: int, countdown: Countdown, run: Callable[[], object]) -> bool:
    """Run something in a fork that dies at a change; return whether there was one so late."""
    process = os.fork()
    if not process:
        try:
            setattr(Path, "write_bytes", _in_halves(countdown))  # noqa: B010
            countdown.at(number, lambda: os._exit(DIED))
            run()
        finally:
            os._exit(0)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status) == DIED


def _in_halves(countdown: Countdown) -> Callable[[Path, bytes], int]:
    def write_bytes(path: Path, content: bytes) -> int:
        return countdown.write_half(path, content)

    return write_bytes


def _is_writing(arguments: tuple[Any, ...]) -> bool:
    return isinstance(arguments[2], int) and bool(arguments[2] & WRITING)
