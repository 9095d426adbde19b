"""Installs npm packages for tests that compare with them. Only these tests need Node.js."""

from __future__ import annotations

import atexit
import functools
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

_SECONDS = 90
_QUIET = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")


def installed(package: str) -> Path:
    """Return the folder of a package, installed for this run. Skip the test without npm."""
    folder, reason = _install(package)
    if folder is None:
        pytest.skip(f"requires the npm package {package}: {reason}")
    return folder


@functools.cache
def _install(package: str) -> tuple[Path | None, str]:
    npm = shutil.which("npm")
    if npm is None:
        return None, "npm is not installed"
    folder = Path(tempfile.mkdtemp(prefix="specquilt-npm-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    command = [npm, "install", "--prefix", str(folder), *_QUIET, package]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None, f"npm takes longer than {_SECONDS} seconds"
    name = package.rpartition("@")[0]
    return (None, run.stderr[-200:]) if run.returncode else (folder / "node_modules" / name, "")
