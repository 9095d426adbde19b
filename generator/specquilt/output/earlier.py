"""Files of the run before: one that is made from the same is not made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from specquilt.output import lock
from specquilt.output.digests import content_of, digest
from specquilt.output.tool import tool_digest


@dataclass(frozen=True)
class Earlier:
    """Files of the run before.

    Args:
        folder: where they are.
        files: digests of their texts, by path.
        keys: digests of what they were made from, by path.
    """

    folder: Path = Path()
    files: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)

    def text(self, path: str, key: str) -> str | None:
        """Return a file if it was made from this key, and has not been changed since."""
        if self.keys.get(path) != key:
            return None
        content = content_of(str(self.folder / path)) or b""
        try:
            return content.decode() if digest([content]) == self.files.get(path) else None
        except UnicodeDecodeError:
            return None

    def made_from(self, key: str) -> dict[str, str]:
        """Return all files that were made from this key, by path; none if any is missing."""
        paths = [path for path, own in self.keys.items() if own == key]
        texts = {path: self.text(path, key) for path in paths}
        return {
            path: text
            for path, text in texts.items()
            if text is not None and None not in texts.values()
        }


def earlier(folder: Path | None) -> Earlier:
    """Return the files in a folder if the same tool wrote them; otherwise none."""
    found = lock.read(str(folder)) if folder else lock.Lock()
    if folder is None or found.tool != tool_digest():
        return Earlier()
    return Earlier(folder, found.files, found.keys)
