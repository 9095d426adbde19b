"""Measures what it takes to make the packages, and whether type checkers accept them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.build import operations_on
from corpus.vendors import ROOT, Vendor


@dataclass(frozen=True)
class Counts:
    """What has come of the pages of one vendor; all of it is the same on every machine."""

    pages: int
    operations: int
    methods: int
    models: int
    lines: int
    findings: dict[str, int]


@dataclass(frozen=True)
class Cost:
    """What it took: seconds of the processor, and the most memory at once in MB."""

    seconds: float
    memory: float


def build_package(vendor: Vendor, folder: Path) -> tuple[Counts, Cost]:
    """Make the package of a vendor in a process of its own.

    Raises:
        RuntimeError: it could not be made; the message says why.
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
    told: dict[str, Any] = json.loads(result.stdout)
    counts = Counts(len(vendor.pages), operations_on(vendor.pages), **told["counts"])
    return counts, Cost(told["seconds"], told["memory"])


def type_errors(folder: Path, vendors: Iterable[Vendor]) -> tuple[str, str]:
    """Return what pyright (strict) and mypy (--strict) have to say of packages, all at once."""
    packages = {vendor.package: str(folder / vendor.name) for vendor in vendors}
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
    pyright = _said("pyright", "--pythonpath", sys.executable, "-p", str(folder), folder=folder)
    mypy = _said("mypy", "--config-file", "mypy.ini", *names, folder=folder)
    return pyright, mypy


def _said(module: str, *arguments: str, folder: Path) -> str:
    """Return what a checker prints if it is not satisfied."""
    result = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stdout + result.stderr if result.returncode else ""


def import_error(folder: Path, package: str) -> str:
    """Import the package and every name it has, with warnings as errors."""
    code = f"import {package} as p; [getattr(p, name) for name in dir(p)]; p.Client, p.AsyncClient"
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stderr
