"""examples/ray_embed.py against a server here: an interrupted run goes on, and memory is bounded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

import pytest

from loopback import CohereAPI, LoopbackServer, Request, Response
from specquilt.openapi.load import yaml_loader

ROOT = Path(__file__).parents[2]
RAY = "ray[data]>=2.50,<3"
ROWS, BATCH, SIZE, WORKERS = 4000, 20, 4, 2
READ = "import glob, pyarrow.parquet as p, json; print(json.dumps([row for file in sorted(glob.glob('out/*.parquet')) for row in p.read_table(file).to_pylist()]))"

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform == "win32", reason="sends signals to groups of processes"),
]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a Python that has Ray and the client; without Ray there is nothing to test."""
    folder = tmp_path_factory.mktemp("ray") / "venv"
    uv = [sys.executable, "-m", "uv", "--quiet"]
    subprocess.run([*uv, "venv", "--python", sys.executable, str(folder)], check=True)
    found = folder / "bin" / "python"
    install = [*uv, "pip", "install", "--python", str(found)]
    if subprocess.run([*install, RAY], check=False).returncode:
        pytest.skip(f"{RAY} cannot be installed here")
    subprocess.run([*install, str(ROOT / "generated/cohere-embed")], check=True)
    return found


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Yield the address of a fake that embeds four texts at a time."""
    document = yaml_loader.load((ROOT / "specs/cohere/openapi.yaml").read_text("utf-8"))
    answer = document["paths"]["/v2/embed"]["post"]["responses"]["200"]["content"]
    answer["application/json"].pop("examples", None)
    embeddings = [[float(number)] for number in range(SIZE)]
    answer["application/json"]["example"] = {"id": "1", "embeddings": {"float": embeddings}}
    (tmp_path / "api.json").write_text(json.dumps(document, default=str), "utf-8")
    command = [sys.executable, "-m", "specquilt", "serve", "api.json"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        yield server.stdout.readline().strip()
        server.terminate()


def _write_source(folder: Path, rows: int) -> None:
    lines = (json.dumps({"id": number, "text": f"text {number}"}) for number in range(rows))
    (folder / "texts.jsonl").write_text("\n".join(lines), "utf-8")


def _run(python: Path, folder: Path, address: str) -> subprocess.Popen[str]:
    sizes = {"batch": BATCH, "size": SIZE, "workers": WORKERS}
    options = [f"--{name}={size}" for name, size in sizes.items()] + ["--base-url", address]
    return subprocess.Popen(
        [str(python), str(ROOT / "examples/ray_embed.py"), "texts.jsonl", "out", *options],
        cwd=folder,
        env={**os.environ, "CO_API_KEY": "key", "RAY_USAGE_STATS_ENABLED": "0"},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _rows(python: Path, folder: Path) -> list[dict[str, object]]:
    command = [str(python), "-c", READ]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def _wait_for_workers(output: Path) -> None:
    """Wait until nothing is written any more: workers end a little later than what has started them."""
    files: list[Path] = []
    while (now := sorted(output.iterdir())) != files:
        files = now
        time.sleep(3)


def test_an_interrupted_run_goes_on_and_repeats_no_row(
    python: Path, tmp_path: Path, address: str
) -> None:
    _write_source(tmp_path, ROWS)
    first = _run(python, tmp_path, address)
    while len([*(tmp_path / "out").glob("*.parquet")]) < 3:
        assert first.poll() is None, first.communicate()[0]
        time.sleep(0.05)
    first.terminate()
    first.communicate(timeout=120)
    _wait_for_workers(tmp_path / "out")
    before = [row["id"] for row in _rows(python, tmp_path)]
    assert 0 < len(before) < ROWS
    shown, _ = _run(python, tmp_path, address).communicate(timeout=300)
    assert f"{ROWS - len(before)} rows embedded; {len(before)} were there before" in shown
    rows = _rows(python, tmp_path)
    assert Counter(row["id"] for row in rows) == Counter(range(ROWS))
    assert {tuple(row["embedding"]) for row in rows} == {(float(n),) for n in range(SIZE)}  # type: ignore[arg-type]


class _Counting:
    """A server that knows the largest number of rows that were requested, and in no file yet."""

    def __init__(self, output: Path) -> None:
        self.output, self.answer, self.lock = output, CohereAPI(), Lock()
        self.requested = self.most = 0

    def __call__(self, request: Request) -> Response:
        with self.lock:
            self.requested += len(request.json()["texts"])
            files = len([*self.output.glob("[!.]*.parquet")])
            self.most = max(self.most, self.requested - files * BATCH)
        return self.answer(request)


def test_each_worker_has_one_batch_in_memory(python: Path, tmp_path: Path) -> None:
    _write_source(tmp_path, 1000)
    counting = _Counting(tmp_path / "out")
    with LoopbackServer(counting, record=False) as server:
        shown, _ = _run(python, tmp_path, server.url).communicate(timeout=300)
    assert "1000 rows embedded" in shown
    assert counting.requested == 1000
    assert 0 < counting.most <= WORKERS * BATCH


IDS_ONLY = """
import sys
sys.path.insert(0, {folder!r})
import ray_embed

async def embed(texts): return [[1.0] for text in texts]

worker = ray_embed.Embed(".", 4, 1, {{"api_key": "key"}})
worker.embed = embed
print(worker({{"id": [1, 2], "text": ["a", "b"]}}))
"""


def test_embeddings_stay_in_the_worker(python: Path, tmp_path: Path) -> None:
    script = IDS_ONLY.format(folder=str(ROOT / "examples"))
    done = subprocess.run(
        [str(python), "-c", script], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert done.stdout == "{'id': [1, 2]}\n"
    assert len([*tmp_path.glob("*.parquet")]) == 1
