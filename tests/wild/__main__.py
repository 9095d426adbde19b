"""Generates a client of each document and folder of pages in a folder: `make wild FOLDER=…`.

Results are kept beside the folder and used again while neither the input nor the tool changes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

from wild.inputs import Input, inputs_in
from wild.operations import operations_of
from wild.processes import Limits, measure
from wild.report import markdown, summary
from wild.store import Store

CHECKS = ("examples", "pyright", "mypy")


def main(words: list[str] | None = None) -> int:
    """Measure all inputs of a folder. Return 1 if a client crashes or cannot be imported."""
    options = _options(words)
    folder: Path = options.folder.resolve()
    checks = tuple(name for name in CHECKS if getattr(options, name))
    chosen = _sampled(inputs_in(folder), options.sample, options.seed)
    store = Store(folder.with_name(f"{folder.name}.results.jsonl"), checks)
    rows = list(_measured(chosen, store, options.jobs, Limits(cpu=options.cpu)))
    total = summary(rows)
    text = markdown(folder.name, total)
    folder.with_name(f"{folder.name}.summary.json").write_text(json.dumps(total, indent=2))
    folder.with_name(f"{folder.name}.summary.md").write_text(text, encoding="utf-8")
    print(text)
    return int(bool(total["outcomes"]["crashed"] or total["import errors"]))


def _options(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make wild", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with documents and folders of pages")
    parser.add_argument("--jobs", type=int, default=1, help="workers at a time")
    parser.add_argument("--cpu", type=int, default=120, help="CPU seconds per input")
    parser.add_argument("--sample", type=int, help="measure only this many inputs, at random")
    parser.add_argument("--seed", type=int, default=1, help="seed of the sample")
    for name in CHECKS:
        parser.add_argument(f"--{name}", action="store_true", help=f"also check with {name}")
    return parser.parse_args(words)


def _sampled(inputs: list[Input], size: int | None, seed: int) -> list[Input]:
    if size is None or size >= len(inputs):
        return inputs
    print(f"seed of the sample: {seed}")
    return sorted(Random(seed).sample(inputs, size), key=lambda each: each.name)


def _measured(
    inputs: list[Input], store: Store, jobs: int, limits: Limits
) -> Iterator[dict[str, Any]]:
    def row(given: Input) -> dict[str, Any]:
        known = store.get(given)
        return known or store.put(given, _result(given, store.checks, limits))

    with ThreadPoolExecutor(jobs) as workers:
        for at, each in enumerate(workers.map(row, inputs), 1):
            print(f"{at}/{len(inputs)} {each['name']}: {each['outcome']}", file=sys.stderr)
            yield each


def _result(given: Input, checks: tuple[str, ...], limits: Limits) -> dict[str, Any]:
    if not given.has_openapi():
        return {"outcome": "not a document", "operations": None}
    with tempfile.TemporaryDirectory(prefix="wild-") as folder:
        result = measure(given, Path(folder), checks, limits)
    return {"operations": operations_of(given), **result}


if __name__ == "__main__":
    sys.exit(main())
