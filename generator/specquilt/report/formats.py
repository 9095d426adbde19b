"""All report formats. Each format is a module of this folder with a `render` function."""

from __future__ import annotations

import importlib
from argparse import ArgumentTypeError
from collections.abc import Iterable
from pathlib import Path

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Finding
from specquilt.openapi.suggestion import did_you_mean

FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab", "markdown")


@dataclass(frozen=True)
class FormatOption:
    """The value of one ``--format`` option.

    Args:
        name: name of the format.
        file: file to write. None writes to stdout.
    """

    name: str
    file: Path | None = None


def format_option(text: str) -> FormatOption:
    """Parse ``NAME[=FILE]``.

    Raises:
        ArgumentTypeError: the format does not exist.
    """
    name, _, file = text.partition("=")
    if name not in FORMATS:
        every = f"formats are {', '.join(FORMATS)}"
        raise ArgumentTypeError(f"unknown format {name!r}; {did_you_mean(name, FORMATS, every)}")
    return FormatOption(name, Path(file) if file else None)


def render(name: str, findings: Iterable[Finding], colour: bool = False) -> str:
    """Return findings in one of the formats."""
    text: str = importlib.import_module(f"specquilt.report.{name}").render(findings, colour)
    return text
