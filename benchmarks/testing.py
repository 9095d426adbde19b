"""What tests with the fake of a package cost, beside tests with a mocked HTTP client.

    python benchmarks/testing.py

Times are CPU time of this process. The first call builds the models, with and without a fake. Mock servers beside it,
Prism and steady, are programs of npm; their times are those of a clock.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that the benchmark runs as a script

from benchmarks.mock_servers import NOT_PRESENT, measured, servers

PACKAGE = Path(__file__).parents[1] / "generated/cohere-embed"
CALLS = 2000
RUNS = 5
WANTED = {"start after import": 5.0, "call with the default": 0.35, "call with fields": 0.35}

START = """
from time import process_time
import {module}
before = process_time()
{code}
print((process_time() - before) * 1000)
"""
STARTS = {
    "import": ("sys", "import cohere_embed.testing"),
    "start after import": (
        "cohere_embed.testing",
        "fake = cohere_embed.testing.Fake(); fake.client()",
    ),
    "start and first call": (
        "cohere_embed.testing",
        "cohere_embed.testing.Fake().client().datasets.get('d1')",
    ),
}


def main() -> None:
    """Print a table in milliseconds."""
    rows = {name: _median(partial(_started, *code)) for name, code in STARTS.items()}
    rows |= {name: _median(measure) for name, measure in _calls().items()}
    print(f"{'':28} {'ms':>8} {'wanted':>8}")
    for name, value in rows.items():
        limit = WANTED.get(name)
        print(f"{name:28} {value:8.3f} {limit if limit else '':>8}")
    with TemporaryDirectory() as folder:
        for name, command in servers(Path(folder)).items():
            print(f"{name:28} {_described(command)}")


def _described(command: list[str] | None) -> str:
    found = measured(command) if command else None
    if found is None:
        return f"{NOT_PRESENT:>8}"
    return f"{found.call:8.3f} ms a call, {found.start:,.0f} ms until the first answer"


def _median(measure: Callable[[], float]) -> float:
    return median(measure() for _ in range(RUNS))


def _started(module: str, code: str) -> float:
    command = [sys.executable, "-c", START.format(module=module, code=code)]
    result = subprocess.run(command, cwd=PACKAGE, capture_output=True, text=True, check=True)
    return float(result.stdout)


def _calls() -> dict[str, Callable[[], float]]:
    import httpx2

    sys.path.insert(0, str(PACKAGE))
    from cohere_embed import Client
    from cohere_embed.testing import Fake

    fake, other = Fake(), Fake()
    other.datasets.get.returns(dataset={"name": "quilts"})
    client = fake.client()
    body = client.raw_response(client.datasets.get, "d1").content
    answer = httpx2.MockTransport(lambda _: httpx2.Response(200, content=body))
    mocked = Client("key", http_client=httpx2.Client(transport=answer))
    through = httpx2.Client(transport=fake.http_transport)
    clients = {
        "call with the default": client,
        "call with fields": other.client(),
        "call through httpx2": fake.client(http_client=through),
        "call with a mocked client": mocked,
    }
    return {name: partial(_per_call, made) for name, made in clients.items()}


def _per_call(client: object) -> float:
    get = client.datasets.get  # type: ignore[attr-defined]
    get("d1")
    before = process_time()
    for _ in range(CALLS):
        get("d1")
    return (process_time() - before) / CALLS * 1000


if __name__ == "__main__":
    main()
