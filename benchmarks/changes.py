"""Measures what a change of a document costs: `python benchmarks/changes.py [--runs N]`.

Values are CPU seconds (user + system) of whole processes, including children: medians of
interleaved runs, so that changes in machine speed affect all rows. Documents are read from the
folder in SPECQUILT_CORPUS (default: ../shared next to the checkout).
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

ROOT = Path(__file__).parents[1]
CORPUS = Path(os.environ.get("SPECQUILT_CORPUS", ROOT.parent / "shared"))
DOCUMENTS = ("specs/github.json", "specs/stripe.json")
COMMAND = [
    sys.executable,
    "-m",
    "specquilt",
    "generate",
    "--quiet",
    "document.json",
    "-o",
    "client",
]
WORDS = "Words that were never written before."

Data: TypeAlias = dict[str, Any]


@dataclass
class Row:
    """One kind of change.

    Args:
        title: what it is called.
        change: makes it, in a document.
        most: what it may cost, as a share of a cold run.
        cpu: CPU seconds of the runs so far.
        wall: seconds on the clock of the runs so far.
    """

    title: str
    change: Callable[[Data], None]
    most: float
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)


def main() -> None:
    """Measure and print a table for each document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("documents", nargs="*", type=Path, help="default: GitHub's and Stripe's")
    arguments = parser.parse_args()
    for path in arguments.documents or [CORPUS / each for each in DOCUMENTS]:
        if path.is_file():
            _print(path, _measured(json.loads(path.read_bytes()), arguments.runs))
        else:
            print(f"skipped: {path} is missing")


def _measured(data: Data, runs: int) -> tuple[Row, list[Row]]:
    """Return the costs of cold runs, and those of runs after each change."""
    cold = Row("cold", _unchanged, 1.0)
    rows = [
        Row("the description of an operation", _describe_operation, 0.2),
        Row("the description of a schema", _describe_schema, 0.2),
        Row("a field of a schema", _add_field, 0.35),
        Row("nothing", _unchanged, 0.02),
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = [_text(data, row.change) for row in rows]
        for _ in range(runs):
            _remove(folder / "client", folder / "cache")
            _run(folder, _text(data, _unchanged), cold)
            for row, text in zip(rows, texts, strict=True):
                with _as_it_was(folder):
                    _run(folder, text, row)
    return cold, rows


# --- changes ---------------------------------------------------------------------------------


def _unchanged(_data: Data) -> None:
    """Change nothing."""


def _describe_operation(data: Data) -> None:
    operations = (each for path in data["paths"].values() for each in path.values())
    _middle([each for each in operations if "operationId" in each])["description"] = WORDS


def _describe_schema(data: Data) -> None:
    _middle(_schemas(data))["description"] = WORDS


def _add_field(data: Data) -> None:
    _middle(_schemas(data))["properties"]["never_seen_before"] = {"type": "string"}


def _schemas(data: Data) -> list[Data]:
    return [each for each in data["components"]["schemas"].values() if each.get("properties")]


def _middle(found: list[Data]) -> Data:
    return found[len(found) // 2]


# --- measuring and printing ------------------------------------------------------------------


def _text(data: Data, change: Callable[[Data], None]) -> str:
    changed = copy.deepcopy(data)
    change(changed)
    return json.dumps(changed, indent=2, ensure_ascii=False)


@contextmanager
def _as_it_was(folder: Path) -> Iterator[None]:
    """Restore the client and the cache after a run."""
    kept = folder.with_name(f"{folder.name}-kept")
    shutil.copytree(folder, kept)
    try:
        yield
    finally:
        _remove(folder)
        kept.rename(folder)


def _run(folder: Path, text: str, row: Row) -> None:
    """Run the command once in a folder, and note what it costs."""
    document = folder / "document.json"
    if not document.is_file() or document.read_text("utf-8") != text:
        document.write_text(text, "utf-8")
    variables = os.environ | {"PYTHONPATH": str(ROOT / "generator"), "SPECQUILT_CACHE": "cache"}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    before, begun = _cpu(), time.perf_counter()
    subprocess.run(COMMAND, cwd=folder, env=variables, check=True, stdout=subprocess.DEVNULL)
    row.wall.append(time.perf_counter() - begun)
    row.cpu.append(_cpu() - before)


def _cpu() -> float:
    """Return the CPU seconds of all processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _print(path: Path, measured: tuple[Row, list[Row]]) -> None:
    cold, rows = measured
    print(
        f"\n| {path.stem}: what has changed | CPU s | wall s | ratio | target |\n|---|--:|--:|--:|--:|"
    )
    for cells in _cells(cold, rows):
        print(f"| {' | '.join(cells)} |")


def _cells(cold: Row, rows: list[Row]) -> Iterator[tuple[str, ...]]:
    whole = median(cold.cpu)
    yield "everything (cold)", f"{whole:.2f}", f"{median(cold.wall):.2f}", "", ""
    for row in rows:
        cpu, wall = median(row.cpu), median(row.wall)
        yield row.title, f"{cpu:.2f}", f"{wall:.2f}", f"{cpu / whole:.2f}", f"≤ {row.most:g}"


if __name__ == "__main__":
    main()
