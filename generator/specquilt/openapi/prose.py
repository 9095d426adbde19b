"""Descriptions without the tags of documentation sites, which have no place in code."""

from __future__ import annotations

import re
from collections.abc import Mapping

_CODE = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]*`)", re.DOTALL)
_LINK = re.compile(r"""<a\s[^<>]{0,500}?href=["']([^"'<>]*)["'][^<>]*>([^<]{0,500})</a>""")
_ELEMENT = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z]+)(?P<attributes>\s[^<>]*)?/?>")
_TITLE = re.compile(r"""\btitle=["'{]+([^"'{}<>]+)""")
_GAP = re.compile(r"\n(?:[ \t]*+\n){2,}")

_CALLOUTS = ("Note", "Warning", "Info", "Tip", "Danger", "Caution", "Important", "Error", "Success")
_LAYOUT = (
    *("Accordion", "AccordionGroup", "Anchor", "Badge", "Callout", "Card", "CardGroup", "Cards"),
    *("Check", "CodeBlock", "CodeBlocks", "CodeGroup", "Columns", "Expandable", "Frame", "Icon"),
    *("Launchnote", "Step", "Steps", "Tab", "Tabs", "Tooltip"),
)
_MARKS: Mapping[str, tuple[str, str]] = {
    **{name: (f"\n\n{name}: ", "\n\n") for name in _CALLOUTS},
    **dict.fromkeys(_LAYOUT, ("\n", "\n")),
    **dict.fromkeys(("p", "ul", "ol", "div"), ("\n\n", "\n\n")),
    **dict.fromkeys(("strong", "b"), ("**", "**")),
    **dict.fromkeys(("em", "i"), ("*", "*")),
    "br": ("\n", "\n"),
    "code": ("`", "`"),
    "li": ("\n- ", "\n"),
    "span": ("", ""),
}
"""What stands in Markdown for the start and the end of an element."""


def readable(text: str) -> str:
    """Return a description in which elements of HTML and MDX are Markdown; others are kept."""
    if "<" not in text:
        return text
    parts = _CODE.split(text)
    parts[::2] = map(_as_markdown, parts[::2])
    return _GAP.sub("\n\n", "".join(parts)).strip()


def _as_markdown(text: str) -> str:
    return _ELEMENT.sub(_mark, _LINK.sub(_link, text))


def _link(link: re.Match[str]) -> str:
    """Return a link in Markdown; one that is relative to the vendor's page is unresolved."""
    return f"[{link[2]}]({link[1]})" if link[1].startswith(("http://", "https://")) else link[2]


def _mark(element: re.Match[str]) -> str:
    marks = _MARKS.get(element["name"])
    if marks is None:
        return element[0]
    if element["end"]:
        return marks[1]
    title = _TITLE.search(element["attributes"] or "")
    return f"{marks[0]}**{title[1].strip()}** " if title else marks[0]
