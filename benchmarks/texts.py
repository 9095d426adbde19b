"""Measures how long hostile texts of 1 MiB take to read.

`python benchmarks/texts.py` prints a Markdown table of CPU seconds for each shape of a text. More than the
budget are bold, and make the exit code 1. Time that grows faster than the text would take minutes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from hostile.test_linear_time import PAGES, TEXTS
from specquilt.openapi.finding import InputError
from specquilt.python.render.code import markdown
from specquilt.sources.read import read_text

SIZE = 1 << 20
BUDGET = 10.0


def seconds(call: Callable[[str], object], text: str) -> float:
    """Return the CPU time of a call."""
    start = time.process_time()
    call(text)
    return time.process_time() - start


def read(text: str) -> object:
    """Read a page, whether or not it can be used."""
    try:
        return read_text("page.md", text)
    except InputError:
        return None


def rows() -> Iterator[tuple[str, str, float]]:
    """Yield the reader, the shape, and the CPU seconds for a text of that shape."""
    for reader, call, shapes in (("page", read, PAGES), ("description", markdown, TEXTS)):
        for name, (start, pump, end) in shapes.items():
            text = start + pump * (SIZE // len(pump)) + end
            yield reader, name, seconds(call, text)


def main() -> int:
    """Print the table; return 1 if a text takes longer than the budget."""
    print(f"| reader | text of {SIZE >> 20} MiB | CPU seconds (budget {BUDGET:g}) |\n|:--|:--|--:|")
    is_late = False
    for reader, name, taken in rows():
        is_late |= taken > BUDGET
        mark = "**" if taken > BUDGET else ""
        print(f"| {reader} | {name} | {mark}{taken:.2f}{mark} |", flush=True)
    return int(is_late)


if __name__ == "__main__":
    sys.exit(main())
