"""Compares `specquilt lint` with Redocly CLI: `python benchmarks/lint.py [--rounds N]`.

Values are median CPU seconds of whole processes. The tools alternate, and so does the tool that
starts a round. The documents are not in the repository: see CONTRIBUTING.md, "Corpus".
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.redocly import installed  # noqa: E402

CORPUS = Path(os.environ.get("SPECQUILT_CORPUS", ROOT.parent / "shared"))
DOCUMENTS = {
    "Cohere, 29,000 lines of YAML": CORPUS / "corpus/upstream/cohere-openapi.2025-11-04.yaml",
    "GitHub, 13 MB of JSON": CORPUS / "specs/github.json",
}
MIB = 1 << 20


@dataclass(frozen=True)
class Usage:
    """Resources of a process: CPU seconds, and peak memory in bytes."""

    cpu: float
    peak: int


def run(command: list[str]) -> Usage:
    """Run a linter.

    Raises:
        RuntimeError: the exit code is neither 0 (no findings) nor 1 (findings).
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), "REDOCLY_TELEMETRY": "off"}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    # Not Popen.wait: only wait4 returns the resources of exactly this child.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"exit code {process.returncode} of: {' '.join(command)}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Usage(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def linters(folder: str) -> dict[str, list[str]]:
    """Return the command of each linter. Redocly CLI is skipped if npm cannot install it."""
    ours = {"specquilt": [sys.executable, "-m", "specquilt", "lint"]}
    redocly = installed(Path(folder))
    return {**ours, "redocly": [*redocly, "lint"]} if redocly else ours


def measure(commands: dict[str, list[str]], document: Path, rounds: int) -> dict[str, list[Usage]]:
    """Run all linters in turn. The first round warms caches and is not counted."""
    samples: dict[str, list[Usage]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        names = list(commands) if number % 2 else list(reversed(commands))
        for name in names:
            samples[name].append(run([*commands[name], str(document)]))
    return {name: usages[1:] for name, usages in samples.items()}


def row(title: str, samples: dict[str, list[Usage]]) -> str:
    """Return one row of the table. The ratio is the CPU time of Redocly CLI divided by ours."""
    cpu = {name: median(usage.cpu for usage in usages) for name, usages in samples.items()}
    peak = {name: max(usage.peak for usage in usages) / MIB for name, usages in samples.items()}
    ratio = f"{cpu['redocly'] / cpu['specquilt']:.1f}x" if "redocly" in cpu else "-"
    each = [f"{name} {cpu[name]:.2f} s, {peak[name]:,.0f} MiB" for name in samples]
    return f"{title:<32}{ratio:>6}   {'; '.join(each)}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        commands = linters(folder)
        for title, document in DOCUMENTS.items():
            if document.is_file():
                print(row(title, measure(commands, document, rounds)), flush=True)
            else:
                print(f"{title:<32}     -   {document} does not exist")


if __name__ == "__main__":
    main()
