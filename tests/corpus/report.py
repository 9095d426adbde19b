"""Writes the tables of docs/corpus.md. Comments in the page mark where each table goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from corpus.agreement import Fact, facts
from corpus.measure import Cost, Counts
from corpus.reasons import reason_of
from corpus.vendors import ROOT, WITH_PUBLISHED_DOCUMENT, Vendor, load
from specquilt import pipeline

PAGE = ROOT / "docs/corpus.md"


def compared(vendor: Vendor) -> list[Fact]:
    """Merge the pages of a vendor and compare the result with the vendor's own document.

    Raises:
        LookupError: the vendor's document does not exist.
    """
    published = vendor.published_document()
    if published is None:
        raise LookupError(f"no published document of {vendor.name}")
    return facts(pipeline.document_of(vendor.job()).document.data, load(published))


def table(header: str, rows: Iterable[str]) -> str:
    """Return a Markdown table. Cells of header and rows are separated by ``|``."""
    names = header.split("|")
    rule = "|".join("---" if index == 0 else "---:" for index in range(len(names)))
    return "\n".join(f"| {row.replace('|', ' | ')} |" for row in (header, rule, *rows))


def count_row(vendor: Vendor, counts: Counts) -> str:
    """Return the row with the counts of one vendor."""
    left = ", ".join(f"{rule} {number}" for rule, number in counts.findings.items()) or "none"
    numbers = (counts.pages, counts.operations, counts.methods, counts.models)
    return "|".join([vendor.name, *map(str, numbers), left])


def cost_row(vendor: Vendor, counts: Counts, cost: Cost) -> str:
    """Return the row with the costs of one vendor."""
    per_operation = 1000 * cost.seconds / counts.operations
    return (
        f"{vendor.name}|{counts.operations}|{counts.models}|{counts.lines}"
        f"|{cost.seconds:.1f} s|{per_operation:.0f} ms|{cost.memory:.0f} MB"
    )


def agreement_table(found: dict[str, list[Fact]]) -> str:
    """Return the table of agreement: for each type of fact, how many facts agree, by vendor."""
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
    """Return the table of reasons for disagreement, by vendor."""
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


def comparison_tables() -> dict[str, str]:
    """Return the tables of agreement and of reasons, by name."""
    found = {vendor.name: compared(vendor) for vendor in WITH_PUBLISHED_DOCUMENT}
    return {"agreement": agreement_table(found), "reasons": reason_table(found)}


def written(name: str) -> str:
    """Return the table with this name from the page."""
    return _split(PAGE.read_text(encoding="utf-8"), name)[1]


def write(tables: dict[str, str]) -> None:
    """Write the tables into the page."""
    text = PAGE.read_text(encoding="utf-8")
    for name, content in tables.items():
        before, _, after = _split(text, name)
        text = f"{before}{content}{after}"
    PAGE.write_text(text, encoding="utf-8")


def _split(text: str, name: str) -> tuple[str, str, str]:
    """Return the text before a table, the table, and the text after it."""
    before, mark, rest = text.partition(f"<!-- {name} -->\n\n")
    content, end, after = rest.partition("\n\n<!-- end -->")
    assert mark, f"no table {name!r}"
    assert end, f"no end of table {name!r}"
    return before + mark, content, end + after
