"""The mock server of the npm package `@stdy/cli`. It refuses requests that are invalid."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from npm import installed

PACKAGE = "@stdy/cli@0.22"
_SECONDS = 30


@contextlib.contextmanager
def mock_server(document: Path, options: tuple[str, ...]) -> Iterator[str]:
    """Run the mock server for a document on the loopback interface, and yield its base URL."""
    script = installed(PACKAGE) / "steady.js"
    port = _free_port()
    command = ["node", str(script), "--quiet", "--no-color", "--host", "127.0.0.1", *options]
    with document.with_suffix(".log").open("w+", encoding="utf-8") as log:
        server = subprocess.Popen(
            [*command, "--port", str(port), str(document)], stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(port, server, Path(log.name))
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _SECONDS
    while server.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port)).close()
            return
        time.sleep(0.1)
    raise RuntimeError(f"the server did not start: {log.read_text(encoding='utf-8')}")
