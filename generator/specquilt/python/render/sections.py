"""Puts each section of the README into a managed block, so that users can write around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_INTRODUCTION = "intro"
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def in_blocks(page: str) -> str:
    """Return a page with a block for each section, called after its heading; the title has none.

    Args:
        page: Markdown, with the title first and a heading of level two for each section.
    """
    head, *sections = _cut(page.split("\n"))
    title = next((at for at, line in enumerate(head, 1) if line.startswith("# ")), 0)
    blocks = [_block(_INTRODUCTION, head[title:])]
    for number, section in enumerate(sections):
        is_again = any(_name(before[0]) == _name(section[0]) for before in sections[:number])
        blocks.append(_block(f"{_name(section[0])}{f'-{number}' if is_again else ''}", section))
    return "\n\n".join(["\n".join(head[:title]), *blocks]).lstrip("\n") + "\n"


def _cut(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines before the first section, and those of each section."""
    part, fence = list[str](), ""
    for line in lines:
        if line.startswith("## ") and not fence:
            yield part
            part = []
        if found := _FENCE.match(line):
            is_end = fence and found[1].startswith(fence) and not line[found.end() :].strip()
            fence = "" if is_end else fence or found[1]
        part.append(line)
    yield part


def _name(heading: str) -> str:
    return "-".join(re.findall("[a-z0-9]+", heading.lower())) or "section"


def _block(name: str, lines: list[str]) -> str:
    text = "\n".join(lines).strip("\n")
    return f"<!-- specquilt:begin {name} -->\n{text}\n<!-- specquilt:end {name} -->"
