"""A class of the user that a generated class inherits from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from specquilt.openapi.dataclass import dataclass

PREFIX = "Generated"
"""Begins the name of the class that has the generated methods of an extended class."""


@dataclass(frozen=True)
class Extension:
    """A class of the user.

    Args:
        target: name of the generated class that inherits from it.
        module: its module, below the package: ``more``.
        name: its name.
        file: the file of the module.
    """

    target: str
    module: str
    name: str
    file: Path

    @property
    def generated(self) -> str:
        """Name of the class that has the generated methods."""
        return f"{PREFIX}{self.target}"

    @property
    def path(self) -> str:
        """Path of the module, below the package."""
        return path_of(self.module)


def path_of(module: str) -> str:
    """Return the path of a module, below the package."""
    return f"{module.replace('.', '/')}.py"


def stand_ins(extensions: Iterable[Extension], package: str) -> dict[str, str]:
    """Return modules with empty classes, by path: the smoke import runs no code of users."""
    texts: dict[str, str] = {}
    for each in extensions:
        path = f"{package}/{each.path}"
        texts[path] = f"{texts.get(path, '')}class {each.name}: ...\n"
    return texts
