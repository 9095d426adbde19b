"""Measures the costs of generating the packages, and runs type checkers on them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from corpus.build import operations_on
from corpus.vendors import ROOT, Vendor


@dataclass(frozen=True)
class Counts:
    """The counts for the pages of one vendor. They are the same on every machine."""

    pages: int
    operations: int
    methods: int
    models: int
    lines: int
    findings: dict[str, int]


@dataclass(frozen=True)
class Cost:
    """The costs of one vendor: CPU seconds, and peak memory in MB."""

    seconds: float
    memory: float


def build_package(vendor: Vendor, folder: Path) -> tuple[Counts, Cost]:
    """Generate the package of a vendor in a separate process.

    Raises:
        RuntimeError: the process fails. The message is its error output.
    """
    folders = os.pathsep.join([f"{ROOT}/generator", f"{ROOT}/tests"])
    result = subprocess.run(
        [sys.executable, "-m", "corpus.build", vendor.name, str(folder / vendor.name)],
        env={**os.environ, "PYTHONPATH": folders},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise RuntimeError(result.stderr)
    measured: dict[str, Any] = json.loads(result.stdout)
    cost = Cost(measured["seconds"], measured["memory"])
    return counted(vendor, measured["counts"]), cost


def counted(vendor: Vendor, built: dict[str, Any]) -> Counts:
    """Return the counts of a package that has been built, and of its pages."""
    return Counts(len(vendor.pages), operations_on(vendor.pages), **built)


class Named(Protocol):
    """Something with a package in the folder that has its name."""

    @property
    def name(self) -> str: ...

    @property
    def package(self) -> str: ...


def type_errors(folder: Path, built: Iterable[Named]) -> tuple[str, str]:
    """Return the errors of pyright (strict) and mypy (--strict) for all packages.

    One run for all of them: most of its time is for what they import.
    """
    packages = {each.package: str(folder / each.name) for each in built}
    settings = {
        "include": list(packages.values()),
        "extraPaths": list(packages.values()),
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
        "reportMissingModuleSource": False,
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    paths = os.pathsep.join(packages.values())
    (folder / "mypy.ini").write_text(f"[mypy]\nstrict = true\nmypy_path = {paths}\n")
    names = [argument for package in packages for argument in ("-p", package)]
    pyright = _errors("pyright", "--pythonpath", sys.executable, "-p", str(folder), folder=folder)
    known = ("--cache-dir", str(ROOT / ".mypy_cache/tests"))
    mypy = _errors("mypy", "--config-file", "mypy.ini", *known, *names, folder=folder)
    return pyright, mypy


def _errors(module: str, *arguments: str, folder: Path) -> str:
    """Return the output of a type checker, or an empty string if it succeeds."""
    result = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stdout + result.stderr if result.returncode else ""


def import_error(folder: Path, package: str) -> str:
    """Import a package and all its names with warnings as errors. Return the error output."""
    code = f"import {package} as p; [getattr(p, name) for name in dir(p)]; p.Client, p.AsyncClient"
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stderr
