"""Prints what comes of the pages of real vendors, and writes it into docs/corpus.md."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from corpus.measure import build_package, import_error, type_errors
from corpus.report import cost_row, count_row, table, truth_tables, write
from corpus.vendors import ABSENT, CORPUS, VENDORS

COUNTS = "pages of|pages|operations|methods|models|findings left"
COSTS = "pages of|operations|models|lines|CPU time|per operation|peak memory"


def main() -> int:
    """Measure everything; the exit code says whether all packages are as they should be."""
    if not CORPUS.is_dir():
        print(ABSENT, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        return _measure(Path(name))


def _measure(folder: Path) -> int:
    measured = {vendor: build_package(vendor, folder) for vendor in VENDORS}
    tables = {
        "counts": table(
            COUNTS, [count_row(each, counts) for each, (counts, _) in measured.items()]
        ),
        "costs": table(
            COSTS, [cost_row(each, counts, cost) for each, (counts, cost) in measured.items()]
        ),
        **truth_tables(),
    }
    write(tables)
    print("\n\n".join(tables.values()))
    problems = {
        vendor.name: import_error(folder / vendor.name, vendor.package) for vendor in VENDORS
    }
    problems["pyright"], problems["mypy"] = type_errors(folder, VENDORS)
    for subject, said in problems.items():
        print(f"\n{subject}: {said or 'no errors'}", end="")
    print()
    return int(any(problems.values()))


if __name__ == "__main__":
    sys.exit(main())
