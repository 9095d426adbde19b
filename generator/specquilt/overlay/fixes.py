"""Writes the fixes of rules as an overlay next to the page. Pages are never edited."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.openapi.pointer import Pointer
from specquilt.overlay import extends
from specquilt.overlay.difference import Change, difference
from specquilt.overlay.write import write
from specquilt.rules.engine import book

_NO_RULE = "Required by another action of this overlay."


@dataclass(frozen=True)
class Fixed:
    """A fragment with all fixes applied, and the overlay with the fixes.

    Args:
        document: the fixed fragment.
        repaired: the fixed findings.
        path: path of the overlay.
        text: content of the overlay. Empty if there is nothing to fix.
    """

    document: Document
    repaired: list[Finding]
    path: Path
    text: str


def fix(fragments: list[Document], refused: frozenset[str]) -> list[Fixed]:
    """Apply all fixes to the fragments, except those of the refused rules."""
    named = zip(fragments, extends.names(fragments), strict=True)
    return [_fix(fragment, name, refused) for fragment, name in named]


def _fix(fragment: Document, name: str, refused: frozenset[str]) -> Fixed:
    fixed, findings = book.fix(fragment, refused)
    changes = difference(fragment.data, fixed.data)
    repaired = [finding for finding in findings if finding.repaired]
    return Fixed(fixed, repaired, _beside(fragment, name), _text(fragment, name, fixed, changes))


def _text(fragment: Document, name: str, fixed: Document, changes: list[Change]) -> str:
    if not changes:
        return ""
    reference = extends.reference(fragment, name)
    title = f"specquilt fixes for {reference}"
    return write(title, reference, changes, lambda change: _reason(fixed, change))


def _beside(fragment: Document, name: str) -> Path:
    """Return `api.fixes.overlay.yaml` for `api.yaml`. Pages of a bundle add their name."""
    source = Path(fragment.page.path if fragment.page else "openapi")
    parts = (source.stem, name, "fixes", "overlay", "yaml")
    return source.with_name(".".join(filter(None, parts)))


def _reason(fixed: Document, change: Change) -> str:
    rules = dict.fromkeys(rule for place in change.result for rule in _rules(fixed, place))
    sentences = [f"{rule}: {book.rule_of(rule).summary}" for rule in rules]
    return "; ".join(sentences) or _NO_RULE


def _rules(fixed: Document, place: Pointer) -> Iterator[str]:
    """Yield the rules that changed a part itself, else those that changed a value inside it."""
    own, above = _steps(fixed, place), _steps(fixed, place[:-1]) if place else []
    steps = [step for step in own if step not in above] or fixed.provenance.history(place)
    yield from (step for step in steps if step in book.ids())


def _steps(fixed: Document, place: Pointer) -> list[str]:
    return [step for origin in fixed.provenance.trace(place)[:1] for step in origin.steps]
