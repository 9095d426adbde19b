"""Processes that a run starts do not outlive it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPT = r"""
import os, signal, time
from unittest.mock import patch
from specquilt.python.format import files
signal.signal(signal.SIGINT, signal.default_int_handler)
def slow(text, path):
    os.write(1, b"%d\n" % os.getpid())  # at once, so that two do not mix
    time.sleep(60)
with (
    patch.object(files, "_BYTES_PER_WORKER", 1),
    patch.object(files.os, "cpu_count", lambda: 2),
    patch.object(files, "format_text", slow),
):
    files.format_tree({f"a{number}.py": "x = 1" for number in range(32)})
"""
PROCESS = Path("/proc")


@pytest.mark.skipif(not PROCESS.is_dir(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_processes_end_with_the_run(number: int) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command, nowhere = [sys.executable, "-c", SCRIPT], subprocess.DEVNULL
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=nowhere, text=True, env=environment
    ) as run:
        assert run.stdout
        children = [int(run.stdout.readline()), int(run.stdout.readline())]
        assert len({run.pid, *children}) == 3
        assert all(map(_is_running, children))
        run.send_signal(number)
        run.wait()
    for _ in range(200):
        if not any(map(_is_running, children)):
            return
        time.sleep(0.05)
    for child in filter(_is_running, children):
        os.kill(child, signal.SIGKILL)
    raise AssertionError(f"{children} are still there")


def _is_running(process: int) -> bool:
    try:
        return " Z " not in (PROCESS / str(process) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
