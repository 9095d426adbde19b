"""Entries of a changelog (https://keepachangelog.com), written once: hand-written text stays as it is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from itertools import groupby

from specquilt.comparison.difference import ChangeFinding
from specquilt.rules.changes.rule import Verdict

_TITLE = "# Changelog\n"
_UNRELEASED = re.compile(r"^##\s+\[?unreleased\b.*$", re.IGNORECASE | re.MULTILINE)
_SECTION = re.compile(r"^##\s", re.MULTILINE)
_FOOTER = re.compile(r"^\[[^\]]+\]:\s", re.MULTILINE)
_KNOWN = re.compile(r"^<!-- specquilt diff:(?P<ids>[ 0-9a-f]*)-->$", re.MULTILINE)
_GROUPS = ("Breaking", "Added", "Changed", "Fixed")


def updated(text: str, differences: Iterable[ChangeFinding]) -> str:
    """Return a changelog with an entry for each change of the package, below "Unreleased".

    A comment in that section remembers what has been written: lines that a user has edited or
    removed do not return.

    Args:
        text: The changelog; empty if there is none yet.
        differences: The changes. Those of descriptions are left out.
    """
    before, section, after = _split(text or _TITLE)
    known = _KNOWN.search(section)
    ids = known["ids"].split() if known else []
    wanted = [each for each in differences if each.rule != "description-changed"]
    news = [each for each in wanted if _id(each) not in ids]
    if not news:
        return text
    for group, listed in groupby(sorted(news, key=_rank), key=_group):
        section = _with_lines(section, group, [f"- {_line(each)}" for each in listed])
    section = _remembering(section, [*ids, *map(_id, news)])
    return f"{before}{section}{after}"


def _split(text: str) -> tuple[str, str, str]:
    """Return what is before the section "Unreleased", the section, and what is behind it."""
    found = _UNRELEASED.search(text)
    if found is None:
        first = _SECTION.search(text) or _FOOTER.search(text)
        at = first.start() if first else len(text)
        before = text[:at] if text[:at].endswith("\n") else f"{text[:at]}\n"
        gap = "" if before.endswith("\n\n") else "\n"
        return f"{before}{gap}", "## [Unreleased]\n", f"\n{text[at:]}" if text[at:] else ""
    following = _SECTION.search(text, found.end()) or _FOOTER.search(text, found.end())
    end = following.start() if following else len(text)
    section = text[found.start() : end]
    stripped = section.rstrip("\n")
    return text[: found.start()], f"{stripped}\n", f"{section[len(stripped) + 1 :]}{text[end:]}"


def _with_lines(section: str, group: str, lines: list[str]) -> str:
    """Return a section with lines at the end of a group, which is added if there is none."""
    heading = re.search(rf"^###\s+{group}\s*$", section, re.IGNORECASE | re.MULTILINE)
    added = "\n".join(lines)
    if heading is None:
        return f"{section.rstrip()}\n\n### {group}\n\n{added}\n"
    following = re.compile(r"^(###\s|<!-- specquilt)", re.MULTILINE).search(section, heading.end())
    end = following.start() if following else len(section)
    own, rest = section[:end].rstrip("\n"), section[end:]
    gap = "\n" if own.rstrip().endswith(heading[0].strip()) else ""
    return f"{own}\n{gap}{added}\n" + (f"\n{rest}" if rest else "")


def _remembering(section: str, ids: list[str]) -> str:
    plain = _KNOWN.sub("", section).rstrip()
    return f"{plain}\n\n<!-- specquilt diff: {' '.join(ids)} -->\n"


def _group(difference: ChangeFinding) -> str:
    return _GROUPS[_rank(difference)]


def _rank(difference: ChangeFinding) -> int:
    if difference.worst is Verdict.MAJOR:
        return 0
    is_new = difference.rule.endswith("-added") or difference.rule == "became-nullable"
    if is_new:
        return 1
    return 2 if difference.worst is Verdict.MINOR else 3


def _line(difference: ChangeFinding) -> str:
    return f"{difference.text[:1].upper()}{difference.text[1:]}."


def _id(difference: ChangeFinding) -> str:
    """Return a short hash of a change, which does not depend on where it is in a file."""
    parts = (difference.rule, difference.text)
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:8]
