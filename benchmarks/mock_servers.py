"""Mock servers that other benchmarks compare with: how long they take to start, and for a call."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

NOT_PRESENT = "not present"
DOCUMENT = Path(__file__).parents[1] / "specs/cohere/openapi.yaml"
PATH = "/v1/datasets/d1"
CALLS = 200
_SECONDS = 60
_PACKAGES = {
    "Prism": (
        "@stoplight/prism-cli@5",
        "@stoplight/prism-cli/dist/index.js",
        ["mock", "-h", "127.0.0.1"],
    ),
    "steady": ("@stdy/cli@0.22", "@stdy/cli/steady.js", ["--quiet", "--host", "127.0.0.1"]),
}


class ServerTimes(NamedTuple):
    """Milliseconds until the first answer, and for one of many calls."""

    start: float
    call: float


def servers(folder: Path) -> dict[str, list[str] | None]:
    """Return the commands of mock servers without a port; None for those that are not present.

    Args:
        folder: Where programs of npm are installed.
    """
    ours = [sys.executable, "-m", "specquilt", "serve", str(DOCUMENT)]
    found: dict[str, list[str] | None] = {"specquilt serve": ours}
    npm, node = shutil.which("npm"), shutil.which("node")
    for name, (package, script, options) in _PACKAGES.items():
        install = [str(npm), "install", "--prefix", str(folder), "--ignore-scripts", "--silent"]
        is_there = npm and node and subprocess.run([*install, package], check=False).returncode == 0
        place = folder / "node_modules" / script
        found[name] = [str(node), str(place), *options, str(DOCUMENT)] if is_there else None
    return found


def measured(command: list[str]) -> ServerTimes | None:
    """Return the times of a server; None if it does not start."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    before = monotonic()
    started = [*command, "--port", str(port)]
    server = subprocess.Popen(started, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if not _answers(f"http://127.0.0.1:{port}{PATH}", before + _SECONDS):
            return None
        start = monotonic()
        for _ in range(CALLS):
            _asked(f"http://127.0.0.1:{port}{PATH}")
        return ServerTimes((start - before) * 1000, (monotonic() - start) / CALLS * 1000)
    finally:
        server.terminate()
        server.wait()


def _answers(url: str, until: float) -> bool:
    while monotonic() < until:
        try:
            _asked(url)
        except OSError:
            sleep(0.01)
        else:
            return True
    return False


def _asked(url: str) -> None:
    request = urllib.request.Request(url, headers={"authorization": "Bearer key"})
    try:
        urllib.request.urlopen(request).read()
    except urllib.error.HTTPError as error:
        error.read()
