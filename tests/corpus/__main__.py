"""Measures the pages of real vendors. Prints the tables and writes them into docs/corpus.md."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from corpus.measure import build_package, import_error, type_errors
from corpus.report import comparison_tables, cost_row, count_row, table, write
from corpus.vendors import ABSENT, CORPUS, VENDORS

COUNTS = "pages of|pages|operations|methods|models|findings left"
COSTS = "pages of|operations|models|lines|CPU time|per operation|peak memory"


def main() -> int:
    """Measure all vendors. Return 0 if all packages import and type-check, 1 or 2 otherwise."""
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
        **comparison_tables(),
    }
    write(tables)
    print("\n\n".join(tables.values()))
    problems = {
        vendor.name: import_error(folder / vendor.name, vendor.package) for vendor in VENDORS
    }
    problems["pyright"], problems["mypy"] = type_errors(folder, VENDORS)
    for subject, errors in problems.items():
        print(f"\n{subject}: {errors or 'no errors'}", end="")
    print()
    return int(any(problems.values()))


if __name__ == "__main__":
    sys.exit(main())
