"""Measures what an edit costs the language server: `python benchmarks/lsp.py [FILE...]`.

Values are CPU seconds of the server's process for each edit until its findings have arrived, in a document of
5,200 lines and in documents that are named. What the start costs is taken off: sessions of 5 and of 25 edits
are compared.
"""

from __future__ import annotations

import asyncio
import os
import resource
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests")]
os.environ["PYTHONPATH"] = str(ROOT / "generator")

from lsp.editor import editor  # noqa: E402
from lsp.test_server import LARGE  # noqa: E402

FEW, MANY = 5, 25
URI = "file:///quilts/openapi.yaml"


async def session(text: str, edits: int) -> int:
    """Edit the title of a document again and again; return the number of findings."""
    async with editor() as one:
        found = await one.open(URI, text)
        for number in range(edits):
            title = f"title: {'x' * (number + 1)} "
            found = await one.edit(URI, text.replace("title: ", title, 1), number + 1)
        return len(found)


def seconds(text: str, edits: int) -> float:
    """Return the CPU seconds of the server in a session."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    asyncio.run(session(text, edits))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print a table."""
    texts = {"made for tests": LARGE}
    texts |= {path: Path(path).read_text("utf-8") for path in sys.argv[1:]}
    print("| document | lines | findings | CPU seconds of an edit |\n|---|---|---|---|")
    for name, text in texts.items():
        each = (seconds(text, MANY) - seconds(text, FEW)) / (MANY - FEW)
        findings = asyncio.run(session(text, 1))
        print(f"| {name} | {text.count(chr(10)):,} | {findings} | {each:.3f} |")


if __name__ == "__main__":
    main()
