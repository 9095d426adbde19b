"""Describes what has changed since a commit, as the body of a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.plural import counted
from specquilt.pull.address import parsed
from specquilt.pull.lock import PulledFile, PullLock

_LONGEST = 60_000
"""Characters: GitHub takes 65,536."""

_MOST_ROWS = 100
_HEAD = (
    "Sources have changed on their sites. `specquilt pull` and `specquilt generate` made this change; "
    "review it like code."
)
_CUT = "\n\nThe rest is left out: the description would be too long.\n"


class SourceChange(NamedTuple):
    """What has become of a page.

    Args:
        url: its address.
        kind: what has happened, as in "3 changed".
        note: more about it; may be empty.
    """

    url: str
    kind: str
    note: str = ""


@dataclass(frozen=True)
class Description:
    """What is described.

    Args:
        sources: what has become of pages.
        files: paths of all files that have changed.
        said: what `specquilt generate` has printed; may be empty.
        calls: what `specquilt diff` says, in Markdown; may be empty.
    """

    sources: list[SourceChange]
    files: list[str]
    said: str = ""
    calls: str = ""

    def title(self) -> str:
        """Return one line for a commit or a pull request."""
        kinds = [each.kind for each in self.sources]
        counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
        parts = ", ".join(f"{count:,} {kind}" for kind, count in counts.items())
        return f"Update sources: {parts}" if parts else "Update generated code"

    def body(self) -> str:
        """Return the description in Markdown. All that comes from a site is quoted as code."""
        sections = {
            "Sources": _table(self.sources),
            "Changes for callers": self.calls.strip(),
            "Generated": _fenced(self.said),
            "Files": _listed(self.files),
        }
        parts = [f"### {title}\n\n{text}" for title, text in sections.items() if text]
        text = "\n\n".join([_HEAD, *parts]) + "\n"
        return text if len(text) <= _LONGEST else text[: text.rindex("\n", 0, _LONGEST)] + _CUT


def changes(before: Mapping[str, PulledFile], after: PullLock) -> Iterator[SourceChange]:
    """Yield what has become of pages between two locks, in the order of the site.

    Args:
        before: the files of the first lock.
        after: the second lock.
    """
    for path, now in after.files.items():
        known = before.get(path)
        if known is None:
            yield SourceChange(now.url, "new")
        elif now.gone and not known.gone:
            yield SourceChange(now.url, "gone", "the file stays")
        elif known.gone and not now.gone:
            yield SourceChange(now.url, "back")
        elif now.digest != known.digest:
            yield SourceChange(now.url, "changed")
    for path, known in before.items():
        if path not in after.files:
            yield SourceChange(known.url, "removed")


def _table(sources: Iterable[SourceChange]) -> str:
    rows = [f"| `{_address(url)}` | {kind}{note and f'; {note}'} |" for url, kind, note in sources]
    more = len(rows) - _MOST_ROWS
    last = [f"| {counted(more, 'more page')} | |"] if more > 0 else []
    head = ["| page | change |", "|---|---|"]
    return "\n".join([*head, *rows[:_MOST_ROWS], *last]) if rows else ""


def _address(url: str) -> str:
    """Return an address without characters that mean something in Markdown."""
    try:
        return str(parsed(url)).replace("|", "%7C")
    except ValueError:
        return "unknown"


def _fenced(text: str) -> str:
    longest = max(map(len, re.findall("`+", text)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text.strip()}\n{fence}" if text.strip() else ""


def _listed(files: list[str]) -> str:
    shown = [f"- `{path.replace('`', '?')}`" for path in files[:_MOST_ROWS]]
    more = len(files) - _MOST_ROWS
    last = [f"- {counted(more, 'more file')}"] if more > 0 else []
    return "\n".join([*shown, *last])
