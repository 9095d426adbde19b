"""Reads generated Markdown: its links, headings and snippets."""

from __future__ import annotations

import posixpath
import re
import unicodedata

_FENCE = re.compile(r"^(`{3,})(\w*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\[[^\]\[]*\]\(([^()\s]+)\)")


def snippets(text: str, language: str = "python") -> list[str]:
    """Return the code blocks of a language."""
    return [found[3] for found in _FENCE.finditer(text) if found[2] == language]


def links(text: str) -> list[str]:
    """Return the targets of all links."""
    named = re.sub(r"\[`([^`\n]*)`\]", r"[\1]", _FENCE.sub("", text))
    return _LINK.findall(_CODE.sub("", named))


def broken_links(files: dict[str, str]) -> list[str]:
    """Return the relative links of Markdown files that are broken, as ``file: target``."""
    known = {path: _anchors(text) for path, text in files.items()}
    return [
        f"{path}: {target}"
        for path, text in files.items()
        for target in (links(text) if path.endswith(".md") else ())
        if "://" not in target and not _leads_somewhere(path, target, known)
    ]


def _leads_somewhere(path: str, target: str, known: dict[str, set[str]]) -> bool:
    file, _, anchor = target.partition("#")
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
    return place in known and (not anchor or anchor in known[place])


def _anchors(text: str) -> set[str]:
    """Return the anchors of headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", _FENCE.sub("", text), re.MULTILINE)
    return {"".join(filter(_stays, each.lower())).replace(" ", "-") for each in headings}


def _stays(character: str) -> bool:
    """Return whether an anchor of GitHub has a character: marks above letters stay."""
    return bool(re.match(r"[\w -]", character)) or unicodedata.category(character)[0] == "M"
