"""Wraps the lines of Markdown prose. Tables and code blocks keep their lines."""

from __future__ import annotations

import re
import textwrap
from functools import lru_cache

_ITEM = re.compile(r"(?P<mark>\s*(?:[-*+]|\d+[.)])\s+)(?P<text>.*)")
_KEPT = re.compile(r"\s*(?:\||#|>|```|~~~)|\s{4}")
_FENCE = re.compile(r"\s*(?:```|~~~)")


@lru_cache(maxsize=1_000)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """Return the lines of a text, wrapped at `width`. Long words are not broken.

    Most texts are needed twice: for the sync method and for the async one.
    """
    if len(text) <= width and text.isprintable() and text == text.strip() and "  " not in text:
        return (text,)  # as most texts are
    lines: list[str] = []
    paragraph: list[str] = []
    in_code = False
    for line in [*text.strip().splitlines(), ""]:
        fence = bool(_FENCE.match(line))
        if in_code or fence or not line.strip() or _KEPT.match(line) or _ITEM.match(line):
            lines += _filled(paragraph, width)
            paragraph = []
            lines += (
                [line.rstrip()] if in_code or fence or _KEPT.match(line) else _item(line, width)
            )
            in_code = in_code != fence
        else:
            paragraph.append(line)
    return tuple(_without_double_blanks(lines)) or ("",)


def _filled(paragraph: list[str], width: int) -> list[str]:
    if not paragraph:
        return []
    first = paragraph[0]
    margin = first[: len(first) - len(first.lstrip())]
    return _fill(" ".join(" ".join(paragraph).split()), width, margin, margin)


def _item(line: str, width: int) -> list[str]:
    found = _ITEM.match(line)
    if found is None:
        return [line.strip()]
    mark = found["mark"]
    return _fill(found["text"], width, mark, " " * len(mark)) or [line.rstrip()]


def _fill(text: str, width: int, first: str, others: str) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _without_double_blanks(lines: list[str]) -> list[str]:
    kept = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def without_gaps(markdown: str) -> str:
    """Return Markdown without consecutive blank lines, except in code blocks."""
    kept: list[str] = []
    fence = ""
    for line in markdown.splitlines():
        found = _FENCE.match(line)
        if found and not fence:
            fence = line.strip().rstrip("abcdefghijklmnopqrstuvwxyz ")
        elif fence and line.strip() == fence:
            fence = ""
        if fence or line.strip() or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n") + "\n"
