"""Draws the quilt: a patch for each part of the document, in the colour of the page that gave it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, sqrt

from markupsafe import Markup, escape

from specquilt.openapi.plural import counted
from specquilt.quilt.facts import Facts, Patch

SIZE, GAP = 24, 2
_WIDEST, _LARGEST = 1150, 2
"""Pixels of the picture, and how many times larger than drawn a small one is shown."""

_GOLDEN_ANGLE = 137.508
_WHOLE = "M{x} {y}h{s}v{s}h-{s}z"
_UPPER, _LOWER = "M{x} {y}h{s}l-{s} {s}z", "M{r} {y}v{s}h-{s}z"
_DIAMOND = "M{m} {t}l{q} {q}l-{q} {q}l-{q} -{q}z"


def colour(number: int) -> str:
    """Return the colour of a page. Neighbours differ most."""
    return f"hsl({number * _GOLDEN_ANGLE % 360:.0f} 52% {62 - number % 3 * 8}%)"


def draw(facts: Facts) -> Markup:
    """Return the quilt as SVG. A part of two pages has two triangles; an operation has a diamond."""
    parts = [part for part in facts.parts if part.pages]
    columns = max(8, ceil(sqrt(len(parts) * 3)))
    width = columns * (SIZE + GAP)
    height = ceil(len(parts) / columns) * (SIZE + GAP)
    patches = Markup().join(_patches(parts, columns, facts.pages.titles))
    of = f"{counted(len(parts), 'part')} of {counted(len(facts.pages.places), 'page')}"
    label = f"{of}; the table of pages has the same"
    return Markup('<svg viewBox="0 0 {} {}" width="{}" role="img" aria-label="{}">{}</svg>').format(
        width, height, min(width * _LARGEST, _WIDEST), label, patches
    )


def _patches(parts: Sequence[Patch], columns: int, titles: Sequence[str]) -> Iterator[Markup]:
    for index, part in enumerate(parts):
        row, column = divmod(index, columns)
        yield _patch(part, column * (SIZE + GAP), row * (SIZE + GAP), titles)


def _patch(part: Patch, x: int, y: int, titles: Sequence[str]) -> Markup:
    pages = ", ".join(titles[number] for number in part.pages)
    shapes = Markup().join(_shapes(part, x, y))
    opening = Markup('<g data-page="{}"><title>{}</title>').format(
        part.pages[0], f"{part.name}: {pages}"
    )
    return opening + shapes + Markup("</g>")


def _shapes(part: Patch, x: int, y: int) -> Iterator[Markup]:
    at = {"x": x, "y": y, "s": SIZE, "r": x + SIZE}
    first, *others = part.pages
    yield _path((_UPPER if others else _WHOLE).format(**at), colour(first))
    if others:
        yield _path(_LOWER.format(**at), colour(others[0]))
    if part.call:
        quarter = SIZE // 4
        inner = _DIAMOND.format(m=x + SIZE // 2, t=y + quarter, q=quarter)
        yield Markup('<path class="operation" d="{}"/>').format(inner)


def _path(line: str, fill: str) -> Markup:
    return Markup('<path d="{}" fill="{}"/>').format(line, escape(fill))
