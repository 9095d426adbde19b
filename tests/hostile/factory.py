"""Generates packages in this process, and imports them together in another process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Set
from pathlib import Path
from typing import Any

from specquilt import pipeline
from specquilt.openapi.finding import InputError
from specquilt.project import configuration
from specquilt.python.models import generate
from specquilt.python.render import render

RUNTIME = "_runtime"


def package_of(
    data: dict[str, Any], name: str, folder: Path, expected: Set[str] | None = None
) -> dict[str, str] | None:
    """Return the files of the package for a document, or None if the document is refused.

    Args:
        data: the document.
        name: of the package.
        folder: to work in.
        expected: the rules that may refuse it; by default all.
    """
    source = folder / f"{name}.json"
    source.write_text(json.dumps(data), encoding="utf-8")
    job = configuration.from_sources([source], [], folder / name, name)
    try:
        surface = pipeline.surface_of(job)
        files = render(surface, generate(surface))
    except InputError as refusal:
        _check_findings(refusal, expected)
        return None
    for path, text in files.items():
        if path.endswith(".py") and f"/{RUNTIME}/" not in path:
            compile(text, path, "exec", dont_inherit=True)
    return files


def _check_findings(refusal: InputError, expected: Set[str] | None) -> None:
    assert expected is None or {finding.rule for finding in refusal.findings} <= expected
    assert all(finding.message and finding.location for finding in refusal.findings)


def write(files: dict[str, str], folder: Path) -> None:
    """Write the Python modules of a package. Other files are left out."""
    for path, text in files.items():
        if path.endswith(".py"):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")


def imported(folder: Path, work: Path) -> dict[str, Any]:
    """Import all packages of a folder in another interpreter, and return its output."""
    result = subprocess.run(
        [sys.executable, "-B", "-m", "hostile.importer", str(folder)],
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join([str(folder), str(Path(__file__).parents[1])])},
        cwd=work,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr[-3000:]
    found: dict[str, Any] = json.loads(result.stdout)
    return found
