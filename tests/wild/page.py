"""Writes the results of `make wild` for some folders into `docs/documents.md`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from corpus.vendors import ROOT
from wild.report import rate, share, table

PAGE = ROOT / "docs" / "documents.md"
BEGIN, END = "<!-- wild -->\n", "<!-- end of wild -->\n"
HEADER = (
    "set",
    "inputs",
    "generated at first contact (95 % interval)",
    "operations = methods",
    "operations, fields that say less",
    "examples decoded, lenient",
    "CPU, memory (median, most)",
)

Summary = dict[str, Any]


def main(words: list[str], page: Path = PAGE) -> None:
    """Write the summaries of folders into the page."""
    folders = [Path(word).resolve() for word in words]
    found = {
        folder.name.replace("-", " "): json.loads(
            folder.with_name(f"{folder.name}.summary.json").read_text(encoding="utf-8")
        )
        for folder in folders
    }
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}{text_of(found)}{END}{after}", encoding="utf-8")


def text_of(summaries: dict[str, Summary]) -> str:
    """Return the tables: one row for each set, and the reasons of refusals."""
    rows = [(name, *_row(each)) for name, each in summaries.items()]
    reasons = Counter[str]()
    for each in summaries.values():
        reasons.update({reason["reason"]: reason["count"] for reason in each["reasons"]})
    refusals = [(count, reason) for reason, count in reasons.most_common()]
    return "\n".join(filter(None, (table(HEADER, rows), table(("inputs", "refused"), refusals))))


def _row(total: Summary) -> tuple[str | int, ...]:
    lost = len(total["lost operations"])
    return (
        total["documents"],
        rate(total["outcomes"]["generated"], total["documents"]),
        f"{total['methods']} of {total['operations']}" + (f" ({lost} differ)" if lost else ""),
        ", ".join(_degraded(total)) or "not counted",
        ", ".join(_decoded(total, name) for name in ("examples", "examples, lenient")),
        f"{total['cpu seconds'].replace(', ', ' to ')} s, {total['memory'].replace(', ', ' to ')} MB",
    )


def _degraded(total: Summary) -> list[str]:
    return [share(*pair) for pair in total.get("degraded", {}).values()]


def _decoded(total: Summary, name: str) -> str:
    counts = total.get(name, {}).get("counts", {})
    tried = counts.get("decoded", 0) + counts.get("refused", 0)
    return f"{counts.get('decoded', 0)} of {tried}" if tried else "-"


if __name__ == "__main__":
    main(sys.argv[1:])
