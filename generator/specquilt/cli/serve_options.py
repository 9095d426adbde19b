"""The options of ``specquilt serve``."""

from __future__ import annotations

import argparse

from specquilt.cli.options import add_sources


def add_options_of_serve(command: argparse.ArgumentParser) -> None:
    """Add the sources, and the address."""
    add_sources(command)
    command.add_argument("--host", default="127.0.0.1", help="address to listen on: %(default)s")
    command.add_argument("--port", type=int, default=0, help="port (default: any that is free)")
