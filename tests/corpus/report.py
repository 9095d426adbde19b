"""Writes what was found into docs/corpus.md: tables between marks, so that the words stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from corpus.agreement import Fact, facts
from corpus.measure import Cost, Counts
from corpus.reasons import reason_of
from corpus.vendors import ROOT, WITH_TRUTH, Vendor, load
from specquilt import pipeline

PAGE = ROOT / "docs/corpus.md"


def compared(vendor: Vendor) -> list[Fact]:
    """Sew the pages of a vendor and compare them with what it publishes itself.

    Raises:
        LookupError: that is not there.
    """
    truth = vendor.truth()
    if truth is None:
        raise LookupError(f"no document of {vendor.name}'s own")
    return facts(pipeline.document_of(vendor.job()).document.data, load(truth))


def table(header: str, rows: Iterable[str]) -> str:
    """Return a Markdown table; cells are separated by bars."""
    names = header.split("|")
    rule = "|".join("---" if index == 0 else "---:" for index in range(len(names)))
    return "\n".join(f"| {row.replace('|', ' | ')} |" for row in (header, rule, *rows))


def count_row(vendor: Vendor, counts: Counts) -> str:
    """Return what has come of one vendor's pages."""
    left = ", ".join(f"{rule} {number}" for rule, number in counts.findings.items()) or "none"
    numbers = (counts.pages, counts.operations, counts.methods, counts.models)
    return "|".join([vendor.name, *map(str, numbers), left])


def cost_row(vendor: Vendor, counts: Counts, cost: Cost) -> str:
    """Return what it took."""
    per_operation = 1000 * cost.seconds / counts.operations
    return (
        f"{vendor.name}|{counts.operations}|{counts.models}|{counts.lines}"
        f"|{cost.seconds:.1f} s|{per_operation:.0f} ms|{cost.memory:.0f} MB"
    )


def agreement_table(found: dict[str, list[Fact]]) -> str:
    """Return how many facts of each kind are agreed on, by vendor."""
    kinds = dict.fromkeys(fact.kind for each in found.values() for fact in each)
    rows = [
        "|".join(
            [kind, *(_share(fact for fact in each if fact.kind == kind) for each in found.values())]
        )
        for kind in kinds
    ]
    total = "|".join(["**all**", *(_share(each) for each in found.values())])
    return table("|".join(["facts", *found]), [*rows, total])


def _share(chosen: Iterable[Fact]) -> str:
    agreed = Counter(fact.agrees for fact in chosen)
    total = agreed.total()
    return f"{agreed[True]} of {total}, {100 * agreed[True] / total:.1f} %" if total else "-"


def reason_table(found: dict[str, list[Fact]]) -> str:
    """Return why the rest is not agreed on, by vendor."""
    counts = {vendor: Counter(_reasons(each)) for vendor, each in found.items()}
    reasons = dict.fromkeys(text for each in counts.values() for text in each)
    rows = [
        "|".join([text, *(str(counts[vendor][text] or "-") for vendor in found)])
        for text in sorted(reasons)
    ]
    return table("|".join(["why", *found]), rows)


def _reasons(found: list[Fact]) -> Iterator[str]:
    for fact in found:
        if not fact.agrees:
            reason = reason_of(fact)
            yield reason.text if reason else f"unexplained: {fact.kind}"


def truth_tables() -> dict[str, str]:
    """Return the tables of agreement and of reasons by name."""
    found = {vendor.name: compared(vendor) for vendor in WITH_TRUTH}
    return {"agreement": agreement_table(found), "reasons": reason_table(found)}


def written(name: str) -> str:
    """Return the table of the page that has this name."""
    return _split(PAGE.read_text(encoding="utf-8"), name)[1]


def write(tables: dict[str, str]) -> None:
    """Put the tables into the page."""
    text = PAGE.read_text(encoding="utf-8")
    for name, content in tables.items():
        before, _, after = _split(text, name)
        text = f"{before}{content}{after}"
    PAGE.write_text(text, encoding="utf-8")


def _split(text: str, name: str) -> tuple[str, str, str]:
    """Return what stands before a table, the table, and what stands after it."""
    before, mark, rest = text.partition(f"<!-- {name} -->\n\n")
    content, end, after = rest.partition("\n\n<!-- end -->")
    assert mark, f"no table {name!r}"
    assert end, f"no end of table {name!r}"
    return before + mark, content, end + after
