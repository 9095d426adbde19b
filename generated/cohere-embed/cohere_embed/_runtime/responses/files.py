"""Files that appear only when they are complete."""

from __future__ import annotations

import os
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import IO


@contextmanager
def replaced(path: str | os.PathLike[str]) -> Generator[IO[bytes]]:
    """Open a temporary file that replaces the file at a path if no error occurs.

    Args:
        path: Path of the file. Links are followed; what is no regular file is opened itself.

    Raises:
        OSError: The file cannot be written.
    """
    target = Path(os.path.realpath(path))
    mode = _mode_of(target)
    if mode is not None and not stat.S_ISREG(mode):
        with target.open("wb") as file:
            yield file
        return
    # Not named after the target, whose name may be as long as names can be.
    temporary = target.with_name(f".{token_hex(8)}.part")
    try:
        with temporary.open("xb") as file:
            yield file
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode_of(target: Path) -> int | None:
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None
