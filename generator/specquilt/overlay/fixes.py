"""What rules repair, as an overlay beside the page: pages are never edited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.openapi.pointer import Pointer
from specquilt.overlay import extends
from specquilt.overlay.difference import Change, difference
from specquilt.overlay.write import write
from specquilt.rules.engine import book

_NOTED_ELSEWHERE = "Goes with another action of this overlay."


@dataclass(frozen=True)
class Fixed:
    """A fragment after its repair.

    Args:
        path: where the overlay goes; its text is empty if there was nothing to repair.
    """

    document: Document
    repaired: list[Finding]
    path: Path
    text: str


def fix(fragments: list[Document], refused: frozenset[str]) -> list[Fixed]:
    """Repair fragments, but for what the refused rules find."""
    named = zip(fragments, extends.names(fragments), strict=True)
    return [_fix(fragment, name, refused) for fragment, name in named]


def _fix(fragment: Document, name: str, refused: frozenset[str]) -> Fixed:
    mended, findings = book.fix(fragment, refused)
    changes = difference(fragment.data, mended.data)
    repaired = [finding for finding in findings if finding.repaired]
    return Fixed(mended, repaired, _beside(fragment, name), _text(fragment, name, mended, changes))


def _text(fragment: Document, name: str, mended: Document, changes: list[Change]) -> str:
    if not changes:
        return ""
    reference = extends.reference(fragment, name)
    title = f"What specquilt repairs in {reference}"
    return write(title, reference, changes, lambda change: _reason(mended, change))


def _beside(fragment: Document, name: str) -> Path:
    """`api.yaml` has its fixes in `api.fixes.overlay.yaml`; a page of a bundle adds its name."""
    source = Path(fragment.page.path if fragment.page else "openapi")
    parts = (source.stem, name, "fixes", "overlay", "yaml")
    return source.with_name(".".join(filter(None, parts)))


def _reason(mended: Document, change: Change) -> str:
    rules = dict.fromkeys(rule for place in change.result for rule in _rules(mended, place))
    sentences = [f"{rule}: {book.rule_of(rule).summary}" for rule in rules]
    return "; ".join(sentences) or _NOTED_ELSEWHERE


def _rules(mended: Document, place: Pointer) -> Iterator[str]:
    """Yield the rules that touched a place itself, else those that touched what is inside."""
    own, above = _steps(mended, place), _steps(mended, place[:-1]) if place else []
    steps = [step for step in own if step not in above] or mended.provenance.history(place)
    yield from (step for step in steps if step in book.ids())


def _steps(mended: Document, place: Pointer) -> list[str]:
    return [step for origin in mended.provenance.trace(place)[:1] for step in origin.steps]
