"""Redocly CLI, which other benchmarks compare with. Without npm they skip it and say why."""

from __future__ import annotations

import shutil
import subprocess
import venv
from pathlib import Path

PACKAGE = "@redocly/cli@2.77.0"
_UNKNOWN_VALUE = """
import enum, client
kinds = [each for each in vars(client).values() if isinstance(each, enum.EnumMeta) and len(each)]
try:
    print(repr(client.decode(kinds[0], "a value of tomorrow")))
except Exception as error:
    print(f"{type(error).__name__}: {error}")
"""


def installed(folder: Path) -> list[str] | None:
    """Install Redocly CLI into a folder, and return its command; None if that is not possible."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        print("skipped: Redocly CLI; npm is not installed")
        return None
    install = [npm, "install", "--prefix", str(folder), "--ignore-scripts", "--silent", PACKAGE]
    if subprocess.run(install, check=False).returncode:
        print("skipped: Redocly CLI; npm cannot install it")
        return None
    return [node, str(folder / "node_modules/@redocly/cli/bin/cli.js")]


def interpreter(folder: Path) -> str | None:
    """Return an interpreter that has what its Python clients need; None if pip cannot install it."""
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet", "httpx"]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        print("skipped: Redocly's client; pip cannot install httpx")
        return None
    return str(folder / "bin/python")


def unknown_value(environment: Path, folder: Path) -> str:
    """Return what its client makes of an enum value that the document does not have."""
    if not (folder / "client.py").is_file():
        return ""
    command = [str(environment / "bin/python"), "-c", _UNKNOWN_VALUE]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()
