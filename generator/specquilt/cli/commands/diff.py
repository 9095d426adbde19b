"""``specquilt diff``: what a change means for the users of a client."""

from __future__ import annotations

from argparse import Namespace

from specquilt.cli.console import Console
from specquilt.openapi.finding import input_error


def run(arguments: Namespace, console: Console) -> int:
    """Compare the generated client with an installed package."""
    if arguments.against_installed:
        from specquilt.cli import against_installed

        return against_installed.run(arguments, console)
    message = "there is nothing to compare with"
    advice = "name an installed package, for example: specquilt diff --against-installed acme"
    raise input_error("conflicting-options", message, help=advice)
