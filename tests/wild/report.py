"""Summarises results: rates with intervals, and reasons by number of inputs."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from statistics import median
from typing import Any

from wild.reasons import reasons_of

Row = dict[str, Any]

OUTCOMES = ("generated", "refused", "crashed", "stopped")
_Z = 1.96
"""Quantile of the normal distribution for an interval of 95 %."""


def wilson(successes: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a rate (Wilson 1927)."""
    if not total:
        return 0.0, 1.0
    rate, square = successes / total, _Z * _Z
    middle = rate + square / (2 * total)
    spread = _Z * math.sqrt(rate * (1 - rate) / total + square / (4 * total * total))
    scale = 1 + square / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def summary(rows: list[Row]) -> dict[str, Any]:
    """Return all counts of a run as data."""
    documents = [row for row in rows if row["outcome"] != "not a document"]
    made = [row for row in documents if row["outcome"] == "generated"]
    counts = Counter(row["outcome"] for row in documents)
    return {
        "inputs": len(rows),
        "not documents": sorted(row["name"] for row in rows if row not in documents),
        "documents": len(documents),
        "outcomes": {name: counts[name] for name in OUTCOMES},
        "first-try rate": _rate(len(made), len(documents)),
        "lost operations": {
            row["name"]: [row["operations"], row["methods"]] for row in made if _loses(row)
        },
        "operations": sum(row["operations"] or 0 for row in made),
        "methods": sum(row["methods"] for row in made),
        "import errors": {row["name"]: row["import"] for row in made if row["import"]},
        **{name: _checked(made, name) for name in ("pyright", "mypy")},
        "examples": _examples(made),
        "cpu seconds": _spread([row["seconds"] for row in made]),
        "memory": _spread([row["memory"] for row in made]),
        "findings": _findings(made),
        "losses": _losses(made),
        "reasons": ranked(documents),
    }


def ranked(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return the reasons with their inputs, the most frequent first. Crashes precede refusals."""
    names: dict[tuple[bool, str], list[str]] = defaultdict(list)
    for row in rows:
        if row["outcome"] != "generated":
            for reason in reasons_of(row):
                names[row["outcome"] == "refused", reason].append(row["name"])
    ordered = sorted(names.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1]))
    return [
        {"reason": reason, "count": len(found), "refusal": refusal, "inputs": sorted(found)}
        for (refusal, reason), found in ordered
    ]


def markdown(title: str, total: dict[str, Any]) -> str:
    """Return a summary as Markdown tables."""
    facts = [
        ("documents", total["documents"]),
        *total["outcomes"].items(),
        ("first-try rate", total["first-try rate"]),
        ("operations = methods", f"{total['methods']} of {total['operations']}"),
        ("documents that lose or gain operations", len(total["lost operations"])),
        ("packages that do not import", len(total["import errors"])),
        ("pyright strict", total["pyright"]),
        ("mypy strict", total["mypy"]),
        ("examples decoded", total["examples"]["rate"]),
        ("examples decoded, with lenient", total["examples"]["lenient"]),
        ("CPU seconds (median, most)", total["cpu seconds"]),
        ("memory in MB (median, most)", total["memory"]),
        ("not a document", len(total["not documents"])),
    ]
    rows = [(each["count"], each["reason"], each["inputs"][0]) for each in total["reasons"]]
    tables = [
        _table(("measure", "value"), facts),
        _table(("inputs", "reason", "example"), rows),
        _table(("input", "operations, methods"), total["lost operations"].items()),
        _table(("operations", "loss", "example"), total["losses"]),
        _table(("input", "import error"), total["import errors"].items()),
        _table(("examples", "cause"), [(n, c) for c, n in total["examples"]["causes"].items()]),
    ]
    return f"# {title}\n\n" + "\n".join(each for each in tables if each)


def _table(header: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> str:
    lines = [[_cell(cell) for cell in row] for row in (header, *rows)]
    lines.insert(1, ["---"] * len(header))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) if len(lines) > 2 else ""


def _cell(value: Any) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")[-300:]


def _rate(successes: int, total: int) -> str:
    low, high = wilson(successes, total)
    share = 100 * successes / total if total else 0.0
    return f"{successes} of {total}, {share:.1f} % ({100 * low:.1f} to {100 * high:.1f} %)"


def _loses(row: Row) -> bool:
    return row["operations"] is not None and row["operations"] != row["methods"]


def _checked(rows: list[Row], name: str) -> str:
    checked = [row for row in rows if name in row]
    return f"{sum(not row[name] for row in checked)} of {len(checked)} without errors"


def _examples(rows: list[Row]) -> dict[str, Any]:
    counts, causes = Counter[str](), Counter[str]()
    for row in rows:
        counts.update(row.get("examples", {}).get("counts", {}))
        causes.update(row.get("examples", {}).get("causes", {}))
    strict, total = counts["decoded"], counts["decoded"] + counts["refused"]
    return {
        "rate": _rate(strict, total),
        "lenient": _rate(strict + counts["lenient: decoded"], total),
        "counts": dict(counts),
        "causes": dict(causes.most_common(20)),
    }


def _spread(values: list[float]) -> str:
    return f"{median(values):.1f}, {max(values):.1f}" if values else "-"


def _losses(rows: list[Row]) -> list[tuple[int, str, str]]:
    """Return each loss with its number of operations and an input, the most frequent first."""
    counts, names = Counter[str](), dict[str, str]()
    for row in rows:
        counts.update(row.get("losses", {}))
        names |= {loss: row["name"] for loss in row.get("losses", {}) if loss not in names}
    return [(count, loss, names[loss]) for loss, count in counts.most_common()]


def _findings(rows: list[Row]) -> dict[str, int]:
    """Return in how many documents each finding is left, the most frequent first."""
    counts = Counter(name for row in rows for name in row["degraded"])
    return dict(counts.most_common())
