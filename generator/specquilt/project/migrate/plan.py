"""What a configuration of another generator asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, NamedTuple

from specquilt.openapi.pointer import Pointer
from specquilt.project.migrate.ledger import Ledger

Kind = Literal[
    "call", "leave-out", "schema", "setting", "servers", "variable", "variables", "scheme", "security",
    "base-variable", "arrays", "objects", "pages", "override", "transform", "overlay",
]  # fmt: skip

NAMES = "`[client.names]`; a second name of an operation is in `[client.aliases]`"
SOURCES = "`pages` in `[sources]`"
"""What keys are used for."""


def setting(key: str) -> Callable[[Plan, Pointer, Any], None]:
    """Return a reader of texts that become the value of a key of specquilt.toml."""

    def read(plan: Plan, at: Pointer, value: Any) -> None:
        if isinstance(value, str) and value:
            plan.step("setting", key, value, at)

    return read


class PlanStep(NamedTuple):
    """One thing that a configuration asks for.

    Args:
        kind: what it is about.
        subject: the operation, schema, security scheme or key of specquilt.toml.
        value: what is asked for.
        keys: where the configuration says so.
    """

    kind: Kind
    subject: str
    value: Any
    keys: tuple[Pointer, ...] = ()


class Plan:
    """The steps of a configuration, and what became of its keys.

    Args:
        tool: the generator that the configuration is for.
        files: the files of the configuration, by the name that the table of the tool gives them.
        data: what they say, by the same names.
    """

    def __init__(self, tool: str, files: dict[str, Path], data: dict[str, Any]) -> None:
        self.tool, self.files, self.data = tool, files, data
        self.ledger = Ledger(data)
        self.steps: list[PlanStep] = []
        self.documents: list[Path] = []
        self.elsewhere: list[str] = []

    @property
    def main(self) -> Path:
        """The first file."""
        return next(iter(self.files.values()))

    @property
    def folder(self) -> Path:
        """The folder of the first file."""
        return self.main.parent

    def step(self, kind: Kind, subject: str, value: Any, *places: Pointer) -> None:
        """Add a step, which claims the keys at and below some places."""
        self.steps.append(PlanStep(kind, subject, value, self.ledger.claim(*places)))

    def use(self, what: str, *places: Pointer) -> None:
        """Note what the keys at and below some places are used for."""
        self.ledger.use(self.ledger.claim(*places), what)

    def report(self, reason: str, *places: Pointer) -> None:
        """Note why the keys at and below some places have no counterpart."""
        self.ledger.report(self.ledger.claim(*places), reason)

    def source(self, location: str, folder: Path, place: Pointer) -> None:
        """Add an API document: a file that exists is used, any other is mentioned to the user."""
        path = file_at(folder, location)
        if path:
            self.documents.append(path)
            self.use(SOURCES, place)
        else:
            self.elsewhere.append(location)
            self.report("this API document is not here", place)

    def change(self, kind: Kind, name: Any, folder: Path, place: Pointer) -> None:
        """Add a file that changes the API document."""
        path = file_at(folder, name)
        if path:
            self.step(kind, "", path, place)
        else:
            self.report("this file is not here", place)


def file_at(folder: Path, name: Any) -> Path | None:
    """Return a file by its path from a folder; None if there is none, or if the name is no path."""
    try:
        path = folder / name if isinstance(name, str) and name else folder
        return path if path.is_file() else None
    except (OSError, ValueError):
        return None
