"""The header ``Link`` (RFC 8288, section 3)."""

from __future__ import annotations

import re

_LINK = re.compile(r'<([^<>]*)>((?:[^",<]|"(?:[^"\\]|\\.)*")*)')
_PARAMETER = re.compile(r';\s*([\w!#$%&*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))')


def next_link(header: str) -> str | None:
    """Return the target of the first link with relation ``next``, or None.

    Args:
        header: All fields of the response, joined with commas.
    """
    for target, text in _LINK.findall(header):
        if _is_next(_parameters(text)):
            return str(target).strip()
    return None


def _parameters(text: str) -> dict[str, str]:
    """Return the parameters of a link by lower-case name. The first of a name counts."""
    found: dict[str, str] = {}
    for name, quoted, plain in _PARAMETER.findall(text):
        found.setdefault(str(name).lower(), quoted or plain)
    return found


def _is_next(parameters: dict[str, str]) -> bool:
    """Return whether a link leads from the response itself to its next page.

    A link with ``anchor`` starts elsewhere. With ``results="false"``, servers say in advance that
    the next page is empty.
    """
    relations = parameters.get("rel", "").lower().split()
    is_empty = parameters.get("results", "").lower() == "false"
    return "next" in relations and "anchor" not in parameters and not is_empty
