"""Makes the Markdown of a vendor's description readable outside of the vendor's site."""

from __future__ import annotations

import re

_TARGET = r"(?P<target>[^()\s]*)(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?"
_MARKS = re.compile(
    rf"(?P<code>(?<!`)(?P<ticks>`++)[^`]++(?P=ticks)(?!`))|(?P<image>!\[[^\]\[]*\]\([^()\n]*\))"
    rf"|\[(?P<text>[^\]\[]+)\]\({_TARGET}\)"
)
_ABSOLUTE = ("https://", "http://", "mailto:")
_LAYOUT = re.compile(
    r"</?(?:a|b|blockquote|br|center|code|details|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|span"
    r"|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>`]*)?/?>",
    re.IGNORECASE,
)
_BREAKS = ("<br", "</p", "<p", "<li", "</td")
_BROKEN_SPAN = re.compile(
    r"(?<!`)`(?P<start>[^`\n]+)\n(?!\s*(?:[-*+#>|]|\d+[.)]|$))(?P<end>[^`\n]+)`(?!`)"
)


def portable(text: str) -> str:
    """Return Markdown without images, links that only work on one site, and broken code spans.

    Code is kept as it is.
    """
    if "`" in text:
        text = _BROKEN_SPAN.sub(r"`\g<start> \g<end>`", text)
    return _MARKS.sub(_mark, text) if "](" in text else text


def without_layout(text: str) -> str:
    """Return a text outside of code without the HTML tags that only lay it out."""
    return _LAYOUT.sub(_space, text) if "<" in text else text


def _mark(found: re.Match[str]) -> str:
    if found["code"]:
        return found[0]
    if found["image"]:
        return ""
    is_absolute = found["target"].startswith(_ABSOLUTE)
    return found[0] if is_absolute else found["text"]


def _space(found: re.Match[str]) -> str:
    return " " if found[0].lower().startswith(_BREAKS) else ""
