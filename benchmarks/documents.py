"""Generates clients of real documents and writes the costs into `docs/documents.md`.

Each document runs in a separate process to measure its CPU time and peak memory.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specquilt.python.surface.types import ResourceClass

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "documents.md"
BEGIN, END = "<!-- table -->\n", "<!-- end of table -->\n"
HEAD = """\
| document | size | operations | models | generated lines | CPU | peak memory |
|---|---:|---:|---:|---:|---:|---:|
"""

sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "generator")]


def main() -> None:
    """Measure one document, or measure all and update the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--one", nargs=2, metavar=("FILE", "PACKAGE"), help="measure one document and print JSON"
    )
    one = parser.parse_args().one
    if one:
        print(json.dumps(_measured(Path(one[0]), one[1])))
    else:
        _write_page()


def _write_page() -> None:
    from documents.corpus import EXAMPLES
    from shared import SHARED

    missing = [each.name for each in EXAMPLES if not (SHARED / each.file).is_file()]
    if missing:
        sys.exit(f"page not updated; documents missing in {SHARED}: {', '.join(missing)}")
    rows = [_row(each.name, SHARED / each.file, each.package) for each in EXAMPLES]
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    table = HEAD + "".join(rows)
    PAGE.write_text(f"{before}{BEGIN}{table}{END}{after}", encoding="utf-8")
    print(table, end="")


def _row(name: str, file: Path, package: str) -> str:
    command = [sys.executable, str(Path(__file__)), "--one", str(file), package]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    facts = json.loads(run.stdout)
    size = file.stat().st_size / 1e6
    return (
        f"| {name} | {size:.2f} MB | {facts['operations']:,} | {facts['models']:,} "
        f"| {facts['lines']:,} | {facts['cpu']:.1f} s | {facts['peak'] / 1024:.0f} MB |\n"
    )


def _measured(file: Path, package: str) -> dict[str, float]:
    """Generate a client and return the costs, including the smoke import in another process."""
    from specquilt import pipeline
    from specquilt.cli import main
    from specquilt.project.configuration import from_sources

    gc.set_threshold(*main.RARELY)  # as the command does
    with tempfile.TemporaryDirectory() as folder:
        made = pipeline.generate(from_sources([file], [], Path(folder, package), package))
        pipeline.write(made)
    own, child = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "operations": len(_origins(made.surface.root)),
        "models": len(made.surface.models),
        "lines": sum(text.count("\n") for text in made.files.values()),
        "cpu": own.ru_utime + own.ru_stime + child.ru_utime + child.ru_stime,
        "peak": _peak(),
    }


def _peak() -> int:
    """Return the peak memory of this process in KiB. `ru_maxrss` would include the parent's."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1])


def _origins(resource_: ResourceClass) -> set[str]:
    """Return the pointers of all operations. A streaming operation has two methods, one pointer."""
    own = {method.origin for method in resource_.methods}
    return own.union(*map(_origins, resource_.children))


if __name__ == "__main__":
    main()
