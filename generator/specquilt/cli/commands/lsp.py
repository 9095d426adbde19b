"""``specquilt lsp``: findings, explanations and repairs in editors."""

from __future__ import annotations

import gc
from argparse import Namespace

from specquilt.cli import extras
from specquilt.cli.console import Console

_OFTEN = (50_000, 20, 100)
"""Thresholds of the garbage collector: the process lives for days, and much of it is garbage."""


def run(_arguments: Namespace, _console: Console) -> int:
    """Serve an editor on the standard streams."""
    extras.require("lsp", "specquilt lsp")
    from specquilt.lsp.server import serve

    gc.set_threshold(*_OFTEN)
    serve()
    return 0
