"""What a run before has left on disk: a file whose source is the same is not made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from specquilt.output import lock
from specquilt.output.digests import content_of, digest
from specquilt.output.tool import tool_digest


@dataclass(frozen=True)
class Earlier:
    """Files of an output, with digests of what they hold and of what they were made from."""

    folder: Path = Path()
    files: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)

    def text(self, path: str, key: str) -> str | None:
        """Return a file if it was made from this, and nobody has touched it since."""
        if self.keys.get(path) != key:
            return None
        content = content_of(str(self.folder / path)) or b""
        try:
            return content.decode() if digest([content]) == self.files.get(path) else None
        except UnicodeDecodeError:
            return None

    def made_from(self, key: str) -> dict[str, str]:
        """Return all files that were made from this, by path; none if any is missing."""
        paths = [path for path, own in self.keys.items() if own == key]
        texts = {path: self.text(path, key) for path in paths}
        return {
            path: text
            for path, text in texts.items()
            if text is not None and None not in texts.values()
        }


def earlier(folder: Path | None) -> Earlier:
    """Return what is in a folder, if the same tool has written it."""
    found = lock.read(str(folder)) if folder else lock.Lock()
    if folder is None or found.tool != tool_digest():
        return Earlier()
    return Earlier(folder, found.files, found.keys)
