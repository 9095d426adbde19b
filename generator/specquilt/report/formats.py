"""All formats by name; a file in this folder with `render` is one."""

from __future__ import annotations

import importlib
from argparse import ArgumentTypeError
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from specquilt.openapi.finding import Finding
from specquilt.openapi.suggestion import did_you_mean

FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab", "markdown")


@dataclass(frozen=True)
class Report:
    """One report that is wished for: its format, and its file unless it goes to stdout."""

    name: str
    file: Path | None = None


def report(option: str) -> Report:
    """Read one ``NAME[=FILE]``.

    Raises:
        ArgumentTypeError: there is no such format.
    """
    name, _, file = option.partition("=")
    if name not in FORMATS:
        every = f"formats are {', '.join(FORMATS)}"
        raise ArgumentTypeError(
            f"there is no format {name!r}; {did_you_mean(name, FORMATS, every)}"
        )
    return Report(name, Path(file) if file else None)


def render(name: str, findings: Iterable[Finding], colour: bool = False) -> str:
    """Write findings in one of the formats."""
    text: str = importlib.import_module(f"specquilt.report.{name}").render(findings, colour)
    return text
