"""Compares the generated Cohere client with the vendor's own SDK.

`python benchmarks/client.py [--quick]` prints a Markdown table. CPU times are medians. Each contender
runs in a separate process; samples are interleaved and use one loopback server. The last two columns are
the plain libraries. The ratio compares the generated client with the vendor's; higher is better.
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import product
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
    "array": "the same into a numpy array",
    "base64": "the same into a numpy array, sent as base64",
    "list": "list 1,000 embed jobs",
    "small": "small GET",
    "small_async": "small GET, async, 64 at a time",
}

# The contenders of `calls.py`.
CONTENDERS = ("ours", "ours + aiohttp", "cohere", "httpx2 + orjson", "http.client")

# The methods of the nine endpoints in the cohere package.
ENDPOINTS = {
    "embed_jobs": {"create", "list", "get", "cancel"},
    "datasets": {"create", "list", "get_usage", "get"},
    "v2": {"embed"},
}


@dataclass(frozen=True)
class Row:
    """One row of the table.

    Args:
        task: what is measured.
        unit: unit of the values.
        values: value by contender.
        more_is_better: whether higher values are better.
        noise: largest value that is not significant. Such a value gives no ratio.
    """

    task: str
    unit: str
    values: dict[str, float]
    more_is_better: bool = False
    noise: float = 0

    def __str__(self) -> str:
        values = (f"{self.values[name]:,.2f}" if name in self.values else "" for name in CONTENDERS)
        return f"| {self.task}, {self.unit} | {' | '.join(values)} | {self._ratio()} |"

    def _ratio(self) -> str:
        ours, cohere = self.values["ours"], self.values.get("cohere", 0)
        if min(ours, cohere) <= self.noise:
            return ""
        return f"{ours / cohere if self.more_is_better else cohere / ours:.1f}x"


@dataclass(frozen=True)
class Usage:
    """Resources of a process: CPU seconds, wall clock seconds, peak memory in bytes."""

    cpu: float
    wall: float
    peak: int


def run_snippet(preparation: str, timed: str = "", **constants: str) -> Usage:
    """Run Python code in a separate process. The wall clock time covers only the timed part.

    Raises:
        RuntimeError: the process fails.
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
    # Not Popen.wait: only wait4 returns the resources of exactly this child.
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
    """Run the loopback server of the tests in a separate process, and yield its URL."""
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
    """Return the median CPU milliseconds by contender, minus those of a process without work."""
    snippets = {"": "", **{name: f"{code}; {call}" for name, code in CONSTRUCT.items()}}
    samples: dict[str, list[float]] = {name: [] for name in snippets}
    for _ in range(rounds):
        for name, code in snippets.items():
            samples[name].append(run_snippet(code, URL=url).cpu)
    idle = median(samples.pop(""))
    return {name: (median(values) - idle) * 1000 for name, values in samples.items()}


class Contender:
    """A process that measures the calls of one contender (`calls.py`)."""

    def __init__(self, name: str, url: str, scope: ExitStack) -> None:
        command = [sys.executable, str(ROOT / "benchmarks/calls.py"), name, url]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment(), text=True
        )
        scope.enter_context(self._process)
        self.tasks = self._answer().split()

    def sample(self, task: str) -> float:
        """Return the CPU time of one call in milliseconds."""
        assert self._process.stdin is not None
        print(task, file=self._process.stdin, flush=True)
        return float(self._answer())

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


def measure_calls(url: str, rounds: int) -> dict[str, dict[str, float]]:
    """Return the median CPU milliseconds by task and contender."""
    with ExitStack() as scope:
        contenders = {name: Contender(name, url, scope) for name in CONTENDERS}
        return {
            task: _medians(
                {name: each for name, each in contenders.items() if task in each.tasks},
                task,
                rounds,
            )
            for task in CALL_TITLES
        }


def _medians(contenders: dict[str, Contender], task: str, rounds: int) -> dict[str, float]:
    """Return the medians without the first round, which connects and imports lazy modules."""
    samples: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds + 1):
        for name, contender in contenders.items():
            samples[name].append(contender.sample(task))
    return {name: median(values[1:]) for name, values in samples.items()}


def measure_upload(url: str, size: int, rounds: int) -> list[Row]:
    """Return rows for extra memory, compared with a one-byte upload, and throughput."""
    samples: dict[tuple[str, int], list[Usage]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        files = {bytes_: _file(folder, bytes_) for bytes_ in (1, size)}
        for _, bytes_, (name, construct) in product(range(rounds), files, CONSTRUCT.items()):
            preparation = f"{construct}; {FIRST_CALL}"
            usage = run_snippet(preparation, UPLOAD, URL=url, FILE=files[bytes_])
            samples[name, bytes_].append(usage)
    peaks = {key: median(usage.peak for usage in usages) for key, usages in samples.items()}
    extra = {name: (peaks[name, size] - peaks[name, 1]) / MIB for name in CONSTRUCT}
    walls = {name: median(usage.wall for usage in samples[name, size]) for name in CONSTRUCT}
    mib = size // MIB
    speed = {name: mib / wall for name, wall in walls.items()}
    return [
        Row(f"upload of {mib} MiB: peak extra memory", "MiB", extra, noise=2),
        Row(f"upload of {mib} MiB: throughput", "MiB/s", speed, more_is_better=True),
    ]


def _file(folder: str, size: int) -> str:
    path = Path(folder, f"{size}.jsonl")
    with path.open("wb") as file:
        file.truncate(size)
    return str(path)


def count_lines() -> dict[str, float]:
    """Return the lines of generated Python per endpoint, sync and async together.

    The count includes the methods of the nine endpoints and our shared descriptions of operations.
    It excludes imports, constructors and `wait`, which belong to no endpoint.
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
    """Count the lines of module constants, which describe operations and their paging."""
    return sum(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.AnnAssign)
    )


def measure_everything(url: str, rounds: int, size: int) -> Iterator[Row]:
    """Yield the rows of the table, each as soon as it is measured."""
    milliseconds = "ms CPU"
    yield Row("import and construct", milliseconds, measure_start(url, "", rounds))
    yield Row("import, construct, first call", milliseconds, measure_start(url, FIRST_CALL, rounds))
    calls = measure_calls(url, rounds)
    for task, title in CALL_TITLES.items():
        yield Row(title, milliseconds, calls[task])
    yield from measure_upload(url, size, rounds=5)
    yield Row("generated code per endpoint", "lines", count_lines())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds and a 64 MiB upload")
    quick = parser.parse_args().quick
    rounds, size = (3, 64 * MIB) if quick else (11, 500 * MIB)
    with loopback_server(jobs=1000) as url:
        print(f"| | {' | '.join(CONTENDERS)} | ratio |")
        print(f"|---|{'--:|' * (len(CONTENDERS) + 1)}")
        for row in measure_everything(url, rounds, size):
            print(row, flush=True)


if __name__ == "__main__":
    main()
