"""Ctrl-C ends every run with one line and exit code 130; a kill leaves what the next run completes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.small import DOCUMENT
from specquilt.cli.main import main
from specquilt.output.lock import STAGE
from tiers import KILLS

COMMAND = ["generate", "api.yaml", "-o", "out"]
HANDLE = "signal.signal(signal.SIGINT, "
"""Set the handler: a test run in the background ignores interrupts, and its processes inherit that."""

GUARD = "specquilt.cli.interrupts"
"""The module that hears interrupts."""

INTERRUPTED_AT = """
import signal, sys
{before}
left, began = {number}, False
def hear(event, arguments):
    global left, began
    began = began or event == "import" and arguments[0] == "{after}"
    left -= began
    if left == 0:
        left = -1
        signal.raise_signal(signal.SIGINT)
sys.addaudithook(hear)
from specquilt.cli.main import command
code = command()
assert left < 0, "it ended before"
sys.exit(code)
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("api.yaml").write_text(DOCUMENT)


MOMENTS = [1, 3, 40, 700, 1700, 2500]
MORE_MOMENTS = [2, 5, 10, 100, 300, 1200, 2200]


@pytest.mark.parametrize(
    "number", [*MOMENTS, *(pytest.param(each, marks=pytest.mark.long) for each in MORE_MOMENTS)]
)
def test_an_interrupt_at_any_moment_is_one_line(number: int) -> None:
    """Moments are counted in what Python audits: imports, files that are opened, and so on."""
    assert _interrupted(GUARD, number) == (130, "interrupted\n")
    _assert_completed_by_the_next_run()


@pytest.mark.parametrize("number", [5, 30])
def test_an_interrupt_while_the_validator_is_imported_is_one_line(number: int) -> None:
    assert _interrupted("jsonschema_rs.jsonschema_rs", number) == (130, "interrupted\n")


def _interrupted(after: str, number: int) -> tuple[int, str]:
    handler = f"{HANDLE}signal.default_int_handler)"
    script = INTERRUPTED_AT.format(after=after, number=number, before=handler)
    command = [sys.executable, "-c", script, *COMMAND]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    return result.returncode, result.stderr


def test_a_process_that_is_to_ignore_interrupts_does_so() -> None:
    """A shell starts commands in the background like that."""
    script = INTERRUPTED_AT.format(after=GUARD, number=100, before=f"{HANDLE}signal.SIG_IGN)")
    assert subprocess.run([sys.executable, "-c", script, *COMMAND], check=False).returncode == 0


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_processes_may_be_ended_at_random_moments(number: int) -> None:
    moments = random.Random(number)
    seconds = _duration()
    for _ in range(KILLS):
        Path("api.yaml").write_text(DOCUMENT.replace("Done", f"Done {moments.random()}"))
        process = subprocess.Popen(
            [sys.executable, "-m", "specquilt", *COMMAND], stderr=subprocess.PIPE, text=True
        )
        time.sleep(moments.uniform(0, seconds))
        process.send_signal(number)
        _, reported = process.communicate()
        assert process.returncode in (0, 130, -number) or _is_of_python_itself(reported)
        assert "specquilt/" not in reported.partition("Traceback")[2]
        _assert_completed_by_the_next_run()


def _duration() -> float:
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "specquilt", *COMMAND], check=True)
    return time.monotonic() - began


def _is_of_python_itself(reported: str) -> bool:
    """Return whether an interrupt came before the first line of specquilt could be run."""
    return reported.rstrip().endswith("KeyboardInterrupt")


def _assert_completed_by_the_next_run() -> None:
    assert main([*COMMAND, "--quiet"]) == 0
    assert main([*COMMAND, "--quiet", "--check"]) == 0
    assert not Path("out", STAGE).exists()
    assert sorted(os.listdir()) == ["api.yaml", "out"]
    assert Path("out/README.md").is_file()
