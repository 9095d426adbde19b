"""The generated Cohere client against the vendor's own SDK: `python benchmarks/client.py [--quick]`.

CPU times are medians; both sides run interleaved against one loopback server in its own process.
The ratio says how many times better the generated client does.
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
GENERATED = ROOT / "generated/cohere-embed"
MIB = 1 << 20

CONSTRUCT = {
    "ours": "from cohere_embed import Client; co = Client('key', base_url=URL)",
    "cohere": "from cohere import ClientV2; co = ClientV2('key', base_url=URL)",
}
FIRST_CALL = "co.datasets.get_usage()"
UPLOAD = "co.datasets.create(name='a', type='embed-input', data=open(FILE, 'rb'))"

CALL_TITLES = {
    "embed": "embed 96 texts, 1,024 floats each",
    "list": "list 1,000 embed jobs",
    "small": "small GET",
    "small_async": "small GET, async, 64 at a time",
}

# Where cohere keeps the methods of the nine endpoints.
ENDPOINTS = {
    "embed_jobs": {"create", "list", "get", "cancel"},
    "datasets": {"create", "list", "get_usage", "get"},
    "v2": {"embed"},
}


@dataclass(frozen=True)
class Row:
    """One line of the table: a value for each contender, and how many times better ours is.

    A value within the noise gives no ratio.
    """

    task: str
    unit: str
    values: dict[str, float]
    more_is_better: bool = False
    noise: float = 0

    def __str__(self) -> str:
        each = [f"{name} {value:,.2f}" for name, value in self.values.items()]
        return f"{self.task:<40}{self._ratio():>9}   {', '.join(each)} {self.unit}"

    def _ratio(self) -> str:
        ours, cohere = self.values["ours"], self.values["cohere"]
        if min(ours, cohere) <= self.noise:
            return "-"
        return f"{ours / cohere if self.more_is_better else cohere / ours:.1f}x"


@dataclass(frozen=True)
class Usage:
    """What a process used: seconds of CPU, seconds of wall clock, bytes of memory at its peak."""

    cpu: float
    wall: float
    peak: int


def run_snippet(preparation: str, timed: str = "", **constants: str) -> Usage:
    """Run Python code in a process of its own; the wall clock runs for the timed part only.

    Raises RuntimeError when it fails.
    """
    lines = [f"{name} = {value!r}" for name, value in constants.items()]
    lines += [preparation, "import time; start = time.perf_counter()", timed]
    script = "\n".join([*lines, "print(time.perf_counter() - start)"])
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, env=_environment(), text=True
    )
    assert process.stdout is not None
    with process.stdout as output:
        text = output.read()
    # Not Popen.wait: only wait4 tells what exactly this child has used.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"exit code {process.returncode} of: {preparation} {timed}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Usage(usage.ru_utime + usage.ru_stime, float(text.split()[-1]), usage.ru_maxrss * unit)


def _environment() -> dict[str, str]:
    paths = os.pathsep.join([str(GENERATED), str(ROOT / "tests")])
    return {**os.environ, "PYTHONPATH": paths}


@contextmanager
def loopback_server(jobs: int) -> Iterator[str]:
    """The server of the tests in a process of its own; gives its URL."""
    command = [sys.executable, "-m", "loopback", "--jobs", str(jobs)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment(), text=True
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.stdin.close()


def measure_start(url: str, call: str, rounds: int) -> dict[str, float]:
    """Median CPU milliseconds of a process, less those of a process that does nothing."""
    snippets = {"": "", **{name: f"{code}; {call}" for name, code in CONSTRUCT.items()}}
    samples: dict[str, list[float]] = {name: [] for name in snippets}
    for _ in range(rounds):
        for name, code in snippets.items():
            samples[name].append(run_snippet(code, URL=url).cpu)
    idle = median(samples.pop(""))
    return {name: (median(values) - idle) * 1000 for name, values in samples.items()}


def measure_calls(url: str, rounds: int) -> dict[str, dict[str, float]]:
    """Median CPU milliseconds of calls in one process."""
    command = [sys.executable, str(ROOT / "benchmarks/calls.py"), url, "--rounds", str(rounds)]
    run = subprocess.run(command, env=_environment(), stdout=subprocess.PIPE, check=True)
    results: dict[str, dict[str, float]] = json.loads(run.stdout)
    return results


def measure_upload(url: str, size: int, rounds: int) -> list[Row]:
    """Peak memory beyond that of a tiny upload, and throughput, for a file of `size` bytes."""
    small, large = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        tiny, huge = _file(folder, 1), _file(folder, size)
        for name, construct in CONSTRUCT.items():
            small[name] = _uploads(construct, url, tiny, rounds)
            large[name] = _uploads(construct, url, huge, rounds)
    mib = size // MIB
    extra = {name: (large[name].peak - small[name].peak) / MIB for name in CONSTRUCT}
    speed = {name: mib / large[name].wall for name in CONSTRUCT}
    return [
        Row(f"upload of {mib} MiB: peak extra memory", "MiB", extra, noise=2),
        Row(f"upload of {mib} MiB: throughput", "MiB/s", speed, more_is_better=True),
    ]


def _file(folder: str, size: int) -> str:
    path = Path(folder, f"{size}.jsonl")
    with path.open("wb") as file:
        file.truncate(size)
    return str(path)


def _uploads(construct: str, url: str, file: str, rounds: int) -> Usage:
    usages = [
        run_snippet(f"{construct}; {FIRST_CALL}", UPLOAD, URL=url, FILE=file) for _ in range(rounds)
    ]
    return Usage(
        median(usage.cpu for usage in usages),
        median(usage.wall for usage in usages),
        int(median(usage.peak for usage in usages)),
    )


def count_lines() -> dict[str, float]:
    """Lines of generated Python per endpoint, sync and async together.

    Counted are the methods of the nine endpoints and, of ours, the descriptions of operations that
    both flavours share; imports, constructors and `wait` belong to no endpoint.
    """
    package = GENERATED / "cohere_embed"
    modules = [package / "client.py", *(package / "resources").glob("*.py")]
    names = {name for endpoint_names in ENDPOINTS.values() for name in endpoint_names}
    ours = sum(
        _method_lines(module, names | {"list_all"}) + _description_lines(module)
        for module in modules
    )
    theirs = sum(
        _method_lines(_installed("cohere") / resource / module, names)
        for resource, names in ENDPOINTS.items()
        for module in ("client.py", "raw_client.py")
    )
    endpoints = sum(len(names) for names in ENDPOINTS.values())
    return {"ours": ours / endpoints, "cohere": theirs / endpoints}


def _installed(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def _method_lines(path: Path, names: set[str]) -> int:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    functions = (node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return sum(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for node in functions
        if node.name in names
    )


def _description_lines(path: Path) -> int:
    """Count the lines of module constants: what operations and their pages are."""
    return sum(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.AnnAssign)
    )


def measure_everything(url: str, rounds: int, size: int) -> Iterator[Row]:
    """Yield the rows of the table as they are measured."""
    milliseconds = "ms CPU"
    yield Row("import and construct", milliseconds, measure_start(url, "", rounds))
    yield Row("import, construct, first call", milliseconds, measure_start(url, FIRST_CALL, rounds))
    calls = measure_calls(url, rounds)
    for task, title in CALL_TITLES.items():
        yield Row(title, milliseconds, calls[task])
    yield from measure_upload(url, size, rounds=3)
    yield Row("generated code per endpoint", "lines", count_lines())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds and a 64 MiB upload")
    quick = parser.parse_args().quick
    rounds, size = (3, 64 * MIB) if quick else (11, 500 * MIB)
    with loopback_server(jobs=1000) as url:
        for row in measure_everything(url, rounds, size):
            print(row, flush=True)


if __name__ == "__main__":
    main()
