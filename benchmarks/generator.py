"""What generating costs: `python benchmarks/generator.py [--runs N]`.

CPU seconds (user + system) of whole processes, children included; medians of runs that take turns,
so that a machine that gets slower does so for all.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
SPECQUILT = [sys.executable, "-m", "specquilt", "generate", "--quiet"]
MODELS_ALONE = """
import sys
from datamodel_code_generator import InputFileType, generate
from pathlib import Path
generate(Path(sys.argv[1]), input_file_type=InputFileType.OpenAPI, formatters=[],
         output=Path(sys.argv[2]))
"""


@dataclass
class Work:
    """One row: a command in a folder, and what puts the folder into the state before it."""

    title: str
    command: list[str]
    folder: Path
    prepare: Callable[[], None]
    seconds: list[float]


def main() -> None:
    """Measure and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5)
    runs = arguments.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        rows = list(_works(Path(folder)))
        for _ in range(runs):
            for row in rows:
                row.prepare()
                row.seconds.append(_cpu(row.command, row.folder))
    _print(rows)
    _print_sizes()


def _works(folder: Path) -> list[Work]:
    seeds = _checkout(folder / "seeds")
    output = seeds / "generated"
    page = seeds / "specs/cohere/pages/embed-and-datasets.md"
    original = page.read_text(encoding="utf-8")

    def cold() -> None:
        page.write_text(original, encoding="utf-8")
        shutil.rmtree(output, ignore_errors=True)

    def warm() -> None:
        page.write_text(original, encoding="utf-8")
        _cpu(SPECQUILT, seeds)

    def changed(old: str, new: str) -> Callable[[], None]:
        def change() -> None:
            warm()
            page.write_text(original.replace(old, new), encoding="utf-8")

        return change

    document = str(ROOT / "specs/cohere/openapi.yaml")
    target = str(folder / "models.py")
    python = sys.executable
    return [
        Work("python -c pass", [python, "-c", "pass"], folder, _nothing, []),
        Work(
            "datamodel-code-generator alone",
            [python, "-c", MODELS_ALONE, document, target],
            folder,
            _nothing,
            [],
        ),
        Work("cold", SPECQUILT, seeds, cold, []),
        Work("up to date", SPECQUILT, seeds, warm, []),
        Work("up to date, --check", [*SPECQUILT, "--check"], seeds, warm, []),
        Work(
            "one description changed",
            SPECQUILT,
            seeds,
            changed("The ID of the embed job to cancel.", "Which job to cancel."),
            [],
        ),
        Work(
            "one schema changed",
            SPECQUILT,
            seeds,
            changed("organization_usage:", "organization_bytes:"),
            [],
        ),
    ]


def _checkout(folder: Path) -> Path:
    shutil.copytree(ROOT / "specs", folder / "specs")
    (folder / "generated").mkdir()
    return folder


def _nothing() -> None:
    """Some rows need no preparation."""


def _cpu(command: list[str], folder: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    subprocess.run(command, cwd=folder, check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def _print(rows: list[Work]) -> None:
    base, cold = median(rows[0].seconds), median(rows[2].seconds)
    print(f"{'work':<34}{'CPU s':>8}{'x python':>10}{'x cold':>8}")
    for row in rows:
        value = median(row.seconds)
        print(f"{row.title:<34}{value:>8.3f}{value / base:>10.1f}{value / cold:>8.2f}")


def _print_sizes() -> None:
    print()
    for title, folder, suffixes in (
        ("generator", "generator/specquilt", (".py",)),
        ("of that, runtime", "generator/specquilt/runtime", (".py",)),
        ("templates", "templates", (".j2",)),
        ("tests", "tests", (".py",)),
    ):
        files = [path for path in (ROOT / folder).rglob("*") if path.suffix in suffixes]
        lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)
        print(f"{title:<20}{len(files):>5} files{lines:>8,} lines")


if __name__ == "__main__":
    main()
