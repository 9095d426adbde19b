"""Runs the worker for one input under limits of time and memory."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.vendors import ROOT
from documents.type_checkers import mypy_errors, pyright_errors
from wild.inputs import Input

PACKAGE = "wild_api"


@dataclass(frozen=True)
class Limits:
    """The limits of one worker: CPU and elapsed seconds, and bytes of address space."""

    cpu: int = 120
    elapsed: int = 600
    memory: int = 4 << 30

    def apply(self) -> None:
        """Set the limits of this process and its children."""
        resource.setrlimit(resource.RLIMIT_CPU, (self.cpu, self.cpu + 5))
        resource.setrlimit(resource.RLIMIT_AS, (self.memory, self.memory))


def measure(given: Input, folder: Path, checks: tuple[str, ...], limits: Limits) -> dict[str, Any]:
    """Generate the client of an input, run the checks, and return what is measured.

    Args:
        folder: an empty folder for the output.
    """
    output, result_file = folder / "client", folder / "result.json"
    source = _source(given, folder / "clone")
    command = [sys.executable, "-m", "wild.worker", str(source), str(output), PACKAGE]
    try:
        ended = subprocess.run(
            [*command, str(result_file), *checks],
            env=_environment(folder),
            capture_output=True,
            text=True,
            errors="replace",
            timeout=limits.elapsed,
            preexec_fn=limits.apply,
            check=False,
        )
        result = _result(result_file, ended)
        if result["outcome"] == "generated":
            result |= _type_checked(output, checks, limits.elapsed)
    except subprocess.TimeoutExpired:
        result = _stopped(f"takes more than {limits.elapsed} s")
    return result


def _source(given: Input, clone: Path) -> Path:
    """Return the source; of a document of several files, in a repository as its users have it."""
    if given.folder is None:
        return given.source
    shutil.copytree(given.folder, clone)
    (clone / ".git").mkdir(exist_ok=True)
    return clone / given.source.relative_to(given.folder)


def _environment(folder: Path) -> dict[str, str]:
    paths = os.pathsep.join([f"{ROOT}/generator", f"{ROOT}/tests"])
    return {**os.environ, "PYTHONPATH": paths, "SPECQUILT_CACHE": str(folder / "cache")}


def _result(file: Path, ended: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    if file.is_file():
        result: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if result["outcome"] != "generated":
            result["printed"] = ended.stderr[-3000:]
        result["lines printed"] = ended.stderr.count("\n")
        result["harness"] = "" if ended.returncode == 0 else ended.stderr[-1000:]
        return result
    if ended.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return _stopped("takes too much CPU time")
    return {"outcome": "crashed", "errors": [], "trace": ended.stderr[-3000:]}


def _stopped(reason: str) -> dict[str, Any]:
    return {"outcome": "stopped", "errors": [{"rule": "limit", "message": reason}], "trace": ""}


def _type_checked(output: Path, checks: tuple[str, ...], seconds: int) -> dict[str, list[str]]:
    found = {}
    if "pyright" in checks:
        found["pyright"] = pyright_errors(output, PACKAGE, seconds)[:5]
    if "mypy" in checks:
        found["mypy"] = mypy_errors(output, PACKAGE, seconds)[:5]
    return found
