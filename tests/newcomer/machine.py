"""An empty environment of Python, and a shell in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newcomer.pages import ROOT


class Machine:
    """Runs commands as a newcomer types them.

    Args:
        folder: where; the environment, the wheel and what is written go there.
    """

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.home.mkdir()
        venv.create(folder / "venv", with_pip=True)
        (wheel,) = _built(folder / "wheels")
        pins = (ROOT / "requirements-dev.lock").read_text("utf-8")
        constraints = folder / "constraints.txt"
        constraints.write_text(f"{pins}\nspecquilt @ {wheel.as_uri()}\n", "utf-8")
        scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        kept = {name: os.environ[name] for name in os.environ if not name.startswith("PYTHON")}
        self.environment = {
            **kept,
            "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
            "PIP_CONSTRAINT": str(constraints),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "SPECQUILT_CACHE": str(folder / "cache"),
        }

    def run(self, command: str) -> tuple[int, str]:
        """Return the exit code of a command, and what the terminal shows."""
        done = subprocess.run(
            command,
            shell=True,
            cwd=self.home,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=600,
            check=False,
        )
        return done.returncode, done.stdout

    @contextmanager
    def running(self, command: str) -> Iterator[str]:
        """Run a command until the end of the block; yield its first line."""
        with subprocess.Popen(
            command.split(), cwd=self.home, env=self.environment, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout
            try:
                yield process.stdout.readline()
            finally:
                # What runs in the background may ignore interrupts, and so do its children.
                process.terminate()
                process.wait(60)


def _built(folder: Path) -> list[Path]:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return list(folder.glob("*.whl"))
