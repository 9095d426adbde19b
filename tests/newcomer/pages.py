"""Reads a page of documentation as a newcomer does: files to save, commands to type, what they show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^(`{3,})(\w+)(?: (\S+))?\n(.*?)^\1$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"\s{2,}# .*$")


@dataclass(frozen=True)
class Block:
    """A block of code.

    Args:
        language: what follows the fence.
        name: the file to save it as; empty if it is none.
        text: its lines.
    """

    language: str
    name: str
    text: str

    @property
    def commands(self) -> list[str]:
        """Commands in a block of the shell, without comments."""
        lines = self.text.replace("\\\n", " ").splitlines()
        commands = (_COMMENT.sub("", line).strip() for line in lines)
        return [command for command in commands if command and not command.startswith("#")]


def blocks(text: str) -> list[Block]:
    """Return the blocks of code of a page, in order."""
    found = _FENCE.findall(text)
    return [Block(language, name, code) for _, language, name, code in found]


def page(name: str) -> str:
    """Return the text of a page, by its path in the repository."""
    return (ROOT / name).read_text("utf-8")


def names() -> list[str]:
    """Return the paths of README and all pages of the documentation."""
    docs = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md"))
    return ["README.md", *docs]
