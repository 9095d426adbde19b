"""Measures the costs of generating: `python benchmarks/generator.py [--runs N]`.

Values are CPU seconds (user + system) of whole processes, including children. They are medians of
interleaved runs, so that changes in machine speed affect all rows. Other generators are installed
into a separate environment; unavailable ones are reported and skipped. Large documents are read
from the folder in SPECQUILT_CORPUS (default: ../shared next to the checkout).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import redocly  # noqa: E402

CORPUS = Path(os.environ.get("SPECQUILT_CORPUS", ROOT.parent / "shared"))
GITHUB = CORPUS / "specs/github.json"
COHERE = CORPUS / "corpus/upstream/cohere-openapi.2025-11-04.yaml"
PEERS = ("openapi-python-client", "openapi-generator-cli", "urllib3", "python-dateutil", "pydantic")
CACHE = "cache"
"""Folder of results that runs keep: each cold run begins without it."""
SPECQUILT = [sys.executable, "-m", "specquilt", "generate", "--quiet"]
MODELS_ALONE = """
import sys
from datamodel_code_generator import InputFileType, generate
from pathlib import Path
bare = {"formatters": []} if "bare" in sys.argv else {}
generate(Path(sys.argv[1]), input_file_type=InputFileType.OpenAPI, output=Path(sys.argv[2]), **bare)
"""
ONE_CALL = """
import socket, threading
listener = socket.create_server(("127.0.0.1", 0))
limit = '{"limit": 1, "used": 1, "remaining": 1, "reset": 1}'
body = f'{{"resources": {{"core": {limit}, "search": {limit}}}, "rate": {limit}}}'
answer = f"HTTP/1.1 200 OK\\r\\ncontent-type: application/json\\r\\ncontent-length: {len(body)}\\r\\n\\r\\n"
def serve():
    connection, _ = listener.accept()
    connection.recv(65536)
    connection.sendall((answer + body).encode())
threading.Thread(target=serve, daemon=True).start()
from github_client import Client
client = Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}")
assert client.rate_limit.get().rate.limit == 1
"""


@dataclass
class Work:
    """One row of the table.

    Args:
        title: what is measured.
        command: the command.
        folder: working directory of the command.
        prepare: restores the folder before each run.
        than: title of the row to compare with, and the target ratio.
        is_large: whether to limit the number of runs to three.
        seconds: CPU seconds of the runs so far.
        peak: peak memory of the runs so far, in MiB.
    """

    title: str
    command: list[str]
    folder: Path
    prepare: Callable[[], object] = lambda: None
    than: tuple[str, float] | None = None
    is_large: bool = False
    seconds: list[float] = field(default_factory=list)
    peak: int = 0

    def run(self) -> None:
        """Run the command once, and record its CPU seconds and peak memory."""
        self.prepare()
        seconds, peak = _cost(self.command, self.folder)
        self.seconds.append(seconds)
        self.peak = max(self.peak, peak)


def main() -> None:
    """Measure and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=9)
    runs = arguments.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SPECQUILT_CACHE"] = str(folder / CACHE)
        works = [*_small(folder), *_large(folder)]
        for number in range(runs):
            for work in works:
                if number < (min(3, runs) if work.is_large else runs):
                    work.run()
        unknown = redocly.unknown_value(folder / "httpx", folder / "redocly-client")
    _print(works)
    print(f"\nRedocly's client, an unknown enum value: {unknown}" if unknown else "")
    _print_sizes()


# --- the seeds -------------------------------------------------------------------------------


def _small(folder: Path) -> Iterator[Work]:
    seeds = folder / "seeds"
    shutil.copytree(ROOT / "specs", seeds / "specs")
    page = seeds / "specs/cohere/pages/embed-and-datasets.md"
    original = page.read_text(encoding="utf-8")

    def cold() -> None:
        page.write_text(original, encoding="utf-8")
        _delete(seeds / "generated")
        (seeds / "generated").mkdir()
        _delete(folder / CACHE)

    def warm() -> None:
        page.write_text(original, encoding="utf-8")
        _delete(folder / CACHE)
        _cost(SPECQUILT, seeds)

    def changed(old: str, new: str) -> Callable[[], None]:
        def change() -> None:
            warm()
            page.write_text(original.replace(old, new), encoding="utf-8")

        return change

    cold()
    warm()
    document, models = ROOT / "specs/cohere/openapi.yaml", folder / "models.py"
    shipped = [sys.executable, "-c", MODELS_ALONE, str(document), str(models)]
    words = changed("The ID of the embed job to cancel.", "Which job to cancel.")
    fields = changed("organization_usage:", "organization_bytes:")
    yield Work("python -c pass", [sys.executable, "-c", "pass"], folder)
    yield Work("seeds: up to date", SPECQUILT, seeds, warm, ("python -c pass", 4.0))
    yield Work("seeds: models only, datamodel-code-generator as it ships", shipped, folder)
    yield Work("seeds: models only, datamodel-code-generator", [*shipped, "bare"], folder)
    than = ("seeds: models only, datamodel-code-generator", 1.3)
    yield Work("seeds: cold", SPECQUILT, seeds, cold, than)
    check = [*SPECQUILT, "--check"]
    yield Work("seeds: up to date, --check", check, seeds, warm, ("seeds: cold", 1.0))
    yield Work("seeds: a description changed", SPECQUILT, seeds, words, ("seeds: cold", 0.25))
    yield Work("seeds: a schema changed", SPECQUILT, seeds, fields, ("seeds: cold", 1.0))


# --- large documents, and other generators ---------------------------------------------------


def _large(folder: Path) -> Iterator[Work]:
    missing = [path for path in (COHERE, GITHUB) if not path.is_file()]
    if missing:
        print(f"skipped: large documents; missing: {', '.join(map(str, missing))}")
        return
    peers = _peers(folder / "peers")
    yield from _cohere(folder, peers)
    yield from _github(folder, peers)
    yield from _redocly(folder)


def _cohere(folder: Path, peers: Path | None) -> Iterator[Work]:
    than = None
    output = folder / "cohere-client"
    if peers:
        other = folder / "cohere-other"
        command = [str(peers / "openapi-python-client"), "generate", "--path", str(COHERE)]
        command += ["--output-path", str(other), "--meta", "none"]
        than = ("Cohere, 41 operations: openapi-python-client", 1.0)
        yield Work(than[0], command, folder, lambda: _delete(other), is_large=True)
    ours = [*SPECQUILT, str(COHERE), "-o", str(output)]
    title = "Cohere, 41 operations: cold"
    yield Work(title, ours, folder, lambda: _delete(output, folder / CACHE), than, is_large=True)


def _github(folder: Path, peers: Path | None) -> Iterator[Work]:
    output, than, imports = folder / "github-client", None, None
    ours = [*SPECQUILT, str(GITHUB), "-o", str(output)]
    if peers:
        other = folder / "github-other"
        command = [str(peers / "openapi-generator-cli"), "generate", "-g", "python"]
        command += ["-i", str(GITHUB), "-o", str(other), "--skip-validate-spec"]
        than = ("GitHub, 1,223 operations: openapi-generator-cli", 1.0)
        imports = ("GitHub: import, openapi-generator-cli", 0.1)
        yield Work(than[0], command, folder, lambda: _delete(other), is_large=True)
        python = [str(peers / "python"), "-c", "import openapi_client"]
        yield Work(imports[0], python, other, is_large=True)
    title = "GitHub, 1,223 operations: cold"
    yield Work(title, ours, folder, lambda: _delete(output, folder / CACHE), than, is_large=True)
    bare = ("python -c pass", 8.0)
    yield Work("GitHub: up to date", ours, folder, than=bare, is_large=True)
    call = [sys.executable, "-c", ONE_CALL]
    yield Work("GitHub: import and one call", call, output, than=imports, is_large=True)


def _redocly(folder: Path) -> Iterator[Work]:
    """Yield Redocly's Python generator: one file without validation, which imports httpx."""
    command, python = redocly.installed(folder / "npm"), redocly.interpreter(folder / "httpx")
    if not command or not python:
        return
    output = folder / "redocly-client"
    output.mkdir()
    command += ["generate-client", str(GITHUB), "--generator", "python"]
    yield Work(
        "GitHub: Redocly's Python generator",
        [*command, "--output", str(output / "client.ts")],
        output,
        is_large=True,
    )
    yield Work("GitHub: import, Redocly's", [python, "-c", "import client"], output, is_large=True)


def _peers(folder: Path) -> Path | None:
    """Install other generators into a separate environment."""
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet", *PEERS]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode == 0 and shutil.which("java"):
        return folder / "bin"
    reason = done.stderr.strip().rpartition("\n")[2] or "java is not installed"
    print(f"skipped: openapi-python-client, openapi-generator-cli: {reason}")
    return None


def _delete(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


# --- measuring and printing ------------------------------------------------------------------


def _cost(command: list[str], folder: Path) -> tuple[float, int]:
    """Return the CPU seconds and the peak memory in MiB of a process and its children."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    variables["PATH"] = f"{Path(command[0]).parent}{os.pathsep}{variables['PATH']}"
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=folder, env=variables, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise SystemExit(f"{command} failed:\n{log.read().decode()[-2000:]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def _print(works: list[Work]) -> None:
    times = {work.title: median(work.seconds) for work in works}
    print("| work | CPU s | peak MiB | ratio | compared with | target |\n|---|--:|--:|--:|---|--:|")
    for work in works:
        other, most = work.than or ("", 0.0)
        ratio = f"{times[work.title] / times[other]:.2f}" if other else ""
        wanted = f"≤ {most:g}" if other else ""
        print(
            f"| {work.title} | {times[work.title]:.3f} | {work.peak} | {ratio} | {other} | {wanted} |"
        )


def _print_sizes() -> None:
    print()
    for title, folder, suffixes in (
        ("generator", "generator/specquilt", (".py",)),
        ("of that, runtime", "generator/specquilt/python/runtime", (".py",)),
        ("templates", "templates", (".j2",)),
        ("tests", "tests", (".py",)),
    ):
        files = [path for path in (ROOT / folder).rglob("*") if path.suffix in suffixes]
        lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)
        print(f"{title:<20}{len(files):>5} files{lines:>8,} lines")


if __name__ == "__main__":
    main()
