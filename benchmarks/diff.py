"""Measures `specquilt diff` on large documents, side by side with Redocly's, and prints a table.

    python benchmarks/diff.py [--runs 3] [--redocly FOLDER]

Both run in turns, each in a process of its own. Redocly is measured if FOLDER, or this folder, has it:
`npm install @redocly/cli`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "generator")]

HEAD = """\
| documents | tool | CPU | peak memory |
|---|---|---:|---:|
"""
SCHEMAS, CIRCLE = 5_000, 10
"""Schemas, and how many of them extend each other in a circle."""


class Example(NamedTuple):
    """Two versions of a document.

    Args:
        name: What to call them.
        file: The old version in the folder of corpora; empty if it is made up.
        change: Returns the new version, or both if the old one is made up.
    """

    name: str
    file: str
    change: Callable[[Any], Any]


class Cost(NamedTuple):
    """What a run has taken: seconds of CPU time, and MiB of memory."""

    cpu: float
    memory: float


def main() -> None:
    """Measure all pairs of documents, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each tool; the median counts")
    parser.add_argument("--redocly", type=Path, default=Path(), help="folder with node_modules")
    options = parser.parse_args()
    print(HEAD, end="")
    with tempfile.TemporaryDirectory() as folder:
        for example in EXAMPLES:
            for row in _rows(example, Path(folder), options):
                print(row, flush=True)


def _rows(example: Example, folder: Path, options: argparse.Namespace) -> Iterator[str]:
    from shared import SHARED

    if example.file and not (SHARED / example.file).is_file():
        yield f"| {example.name} | not measured: {SHARED} has no {example.file} | | |"
        return
    old, new = _write(example, SHARED, folder)
    redocly = options.redocly / "node_modules" / ".bin" / "redocly"
    tools = {"specquilt": [sys.executable, "-m", "specquilt", "diff", old, new, "-q"]}
    if redocly.is_file():
        tools["redocly"] = [str(redocly.resolve()), "diff", old, new]
    costs = [{name: _measured(tool) for name, tool in tools.items()} for _ in range(options.runs)]
    for name in tools:
        cpu, memory = (
            median(column) for column in zip(*(each[name] for each in costs), strict=True)
        )
        yield f"| {example.name} | {name} | {cpu:.2f} s | {memory:.0f} MiB |"
    if len(tools) == 1:
        yield f"| {example.name} | redocly: not measured, {redocly} is no file | | |"


def _write(example: Example, corpora: Path, folder: Path) -> tuple[str, str]:
    """Write both versions as JSON, or as YAML if the document is one; return their paths."""
    from specquilt.openapi.load import yaml_loader

    source = corpora / example.file
    is_yaml = source.suffix == ".yaml"
    text = source.read_text(encoding="utf-8") if example.file else ""
    old = (yaml_loader.load if is_yaml else json.loads)(text) if text else _cycle()
    paths = [folder / f"{version}{source.suffix or '.json'}" for version in ("old", "new")]
    for path, document in zip(paths, (old, example.change(deepcopy(old))), strict=True):
        path.write_text(_dumped(document, is_yaml=is_yaml), encoding="utf-8")
    if text:
        paths[0].write_text(text, encoding="utf-8")
    return str(paths[0]), str(paths[1])


def _dumped(document: Any, *, is_yaml: bool) -> str:
    from specquilt.openapi.dump import to_yaml

    return to_yaml(document) if is_yaml else json.dumps(document, indent=1, ensure_ascii=False)


def _measured(command: list[str]) -> Cost:
    """Run a command and return its cost, with that of all processes that it starts."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), "CI": "1"}
    environment |= {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _, _, usage = os.wait4(process.pid, 0)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


# --- documents -------------------------------------------------------------------------------


def _with_changes(document: Any) -> Any:
    """Return a document without the last field of some schemas, and with some other types."""
    schemas = [
        each for each in document["components"]["schemas"].values() if each.get("properties")
    ]
    for number, schema in enumerate(schemas[::10]):
        name = list(schema["properties"])[-1]
        if number % 2:
            schema["properties"][name] = {"type": "boolean"}
        else:
            del schema["properties"][name]
            schema["required"] = [each for each in schema.get("required", []) if each != name]
    return document


def _shuffled(document: Any) -> Any:
    """Return a document with its keys in random order, and one other description."""
    path = next(iter(document["paths"].values()))
    next(iter(path.values()))["description"] = "Another description"
    return _in_random_order(document, random.Random(1))


def _in_random_order(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        pairs = [(key, _in_random_order(each, chance)) for key, each in value.items()]
        chance.shuffle(pairs)
        return dict(pairs)
    return [_in_random_order(each, chance) for each in value] if isinstance(value, list) else value


def _cycle() -> Any:
    """Return a document whose schemas extend each other in circles, and refer to the first one."""
    schemas = {f"S{n}": _member(n) for n in range(SCHEMAS)}
    paths = {f"/circles/{n}": {"get": _operation(n)} for n in range(0, SCHEMAS, CIRCLE)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Circles", "version": "1"},
        "servers": [{"url": "https://api.circle.test"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _member(number: int) -> Any:
    start = number - number % CIRCLE
    fields = {
        f"p{number}": {"type": "string"},
        f"first{number}": _reference(number % CIRCLE),
    }
    base = _reference(start + (number + 1) % CIRCLE)
    return {"allOf": [base, {"type": "object", "properties": fields}]}


def _operation(number: int) -> Any:
    content = {"application/json": {"schema": _reference(number)}}
    answer = {"description": "A circle", "content": content}
    return {"operationId": f"get_circle_{number}", "responses": {"200": answer}}


def _reference(number: int) -> Any:
    return {"$ref": f"#/components/schemas/S{number}"}


def _with_other_field(document: Any) -> Any:
    for number in range(0, SCHEMAS, 100):
        fields = document["components"]["schemas"][f"S{number}"]["allOf"][1]["properties"]
        fields[f"p{number}"] = {"type": "integer"}
    return document


EXAMPLES = (
    Example("Cohere", "corpus/upstream/cohere-openapi.2025-11-04.yaml", _with_changes),
    Example("GitHub, shuffled, one description", "specs/github.json", _shuffled),
    Example(f"cyclic `allOf` of {SCHEMAS:,} schemas", "", _with_other_field),
)

if __name__ == "__main__":
    main()
