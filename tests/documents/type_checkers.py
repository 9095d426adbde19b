"""Runs strict type checkers on a generated package."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def mypy_errors(folder: Path, package: str, seconds: float | None = None) -> list[str]:
    """Return the errors of mypy (`--strict`) in the package of a distribution."""
    cache = ["--cache-dir", str(folder.parent / "mypy")]
    command = ["mypy", "--strict", "--no-error-summary", *cache, "-p", package]
    return _run(folder, seconds, *command).stdout.splitlines()


def pyright_errors(folder: Path, package: str, seconds: float | None = None) -> list[str]:
    """Return the errors of pyright (strict) in the package of a distribution."""
    settings = {"typeCheckingMode": "strict", "include": [package]}
    config = folder / "pyrightconfig.json"
    config.write_text(json.dumps(settings), encoding="utf-8")
    command = ["pyright", "--outputjson", "--pythonpath", sys.executable, "-p", "."]
    run = _run(folder, seconds, *command)
    return [str(each["message"]) for each in json.loads(run.stdout)["generalDiagnostics"]]


def _run(folder: Path, seconds: float | None, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
