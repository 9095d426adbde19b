"""``specquilt serve``: a fake of an API on a port of this machine."""

from __future__ import annotations

import signal
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from specquilt import pipeline
from specquilt.cli import streams
from specquilt.cli.console import Console
from specquilt.cli.jobs import only_job_of
from specquilt.cli.served import server_of
from specquilt.openapi.finding import input_error
from specquilt.project.run import Output


def run(arguments: Namespace, console: Console) -> int:
    """Print the address, and serve until interrupted."""
    output = pipeline.generate(only_job_of(arguments, "serve", "a document"), console.progress)
    with _ended_by(signal.SIGTERM), TemporaryDirectory(prefix="specquilt-") as folder:
        _write(output, Path(folder))
        _prefer(folder, output.surface.package)
        try:
            server = server_of(output.surface.package, arguments.host, arguments.port)
        except OSError as error:
            where = f"{arguments.host}:{arguments.port}"
            message = f"cannot listen on {where}: {error.strerror}"
            raise input_error("conflicting-options", message, help="pass another --port") from None
        host, port = server.server_address[:2]
        streams.result(f"http://{host!s}:{port}\n")
        streams.flush()
        with server:
            server.serve_forever()
    return 0


@contextmanager
def _ended_by(number: signal.Signals) -> Iterator[None]:
    """Exit on a signal as a shell reports it, instead of ending without removing any file."""

    def end(*_: object) -> NoReturn:
        raise SystemExit(128 + number)

    before = signal.signal(number, end)
    try:
        yield
    finally:
        signal.signal(number, before)


def _prefer(folder: str, package: str) -> None:
    """Let imports find the package in a folder, even if there is another one of its name."""
    sys.path.insert(0, folder)
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        del sys.modules[name]


def _write(output: Output, folder: Path) -> None:
    for path, text in output.files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
