"""Options that would have no effect are refused; imports nothing heavy."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from argparse import Namespace

_OF_SOURCES = {
    "supplement": ("--supplement", "set [sources] supplements in specquilt.toml"),
    "output_folder": ("--output", "set [client] output in specquilt.toml"),
    "package": ("--package", "set [client] package in specquilt.toml"),
}


def ignored(arguments: Namespace) -> tuple[str, str] | None:
    """Return what is wrong with an option that others leave without effect, and how to correct it."""
    if arguments.source:
        message = "--config cannot be used with sources on the command line"
        return (message, "leave out one of them") if arguments.config else None
    for attribute, (option, advice) in _OF_SOURCES.items():
        if getattr(arguments, attribute, None):
            return f"{option} is for sources named on the command line", advice
    return None
