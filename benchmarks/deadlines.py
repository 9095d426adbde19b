"""Measures how late calls end that wait for something that never comes.

`python benchmarks/deadlines.py` prints a Markdown table: for each flavour of the client and each phase
of a call, the seconds between the deadline and the end of the call. More than 0.25 s are bold: what
a sync client of the user waits for before it has a connection cannot be interrupted.
"""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from runtime.conftest import FLAVOURS, Runner
from specquilt.python.runtime import DeadlineExceededError

DEADLINE = 0.5
WANTED = 0.25
SAMPLES = 3
SLOW = 3.0
HOST = "slow.localhost"
BODY = b"x" * 40_000_000
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"

Serve: TypeAlias = Callable[[socket.socket], None]


@contextmanager
def serving(serve: Serve) -> Iterator[str]:
    """Run a server that treats each connection in some way, and yield its URL."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_accept, args=(listener, serve), daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)


def _accept(listener: socket.socket, serve: Serve) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=_serve, args=(connection, serve), daemon=True).start()


def _serve(connection: socket.socket, serve: Serve) -> None:
    with connection, suppress(OSError):
        serve(connection)


def silence(_: socket.socket) -> None:
    """Read nothing and send nothing."""
    time.sleep(SLOW)


def read_slowly(connection: socket.socket) -> None:
    """Read a little from time to time."""
    while connection.recv(20_000):
        time.sleep(0.02)


def dripping(start: bytes) -> Serve:
    """Send something at once, and then one byte at a time."""

    def serve(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(start)
        while True:
            connection.sendall(b"x")
            time.sleep(0.02)

    return serve


@contextmanager
def dead_addresses(count: int) -> Iterator[str]:
    """Yield the URL of a host whose addresses do not answer."""
    addresses = [f"127.0.0.{number}" for number in range(2, 2 + count)]
    with ExitStack() as scope:
        port = 0
        for address in addresses:
            listener = scope.enter_context(socket.create_server((address, port), backlog=0))
            port = listener.getsockname()[1]
            for _ in range(4):
                waiting = scope.enter_context(socket.socket())
                waiting.setblocking(False)
                waiting.connect_ex((address, port))
        scope.enter_context(resolving(*addresses))
        yield f"http://{HOST}:{port}"


@contextmanager
def slow_resolver() -> Iterator[str]:
    """Yield the URL of a host whose name takes long to resolve."""
    with resolving("127.0.0.1", seconds=SLOW):
        yield f"http://{HOST}:9"


@contextmanager
def resolving(*addresses: str, seconds: float = 0) -> Iterator[None]:
    """Let the name of the host lead to some addresses."""
    genuine = socket.getaddrinfo

    def lookup(host: Any, port: Any, *arguments: Any, **options: Any) -> list[Any]:
        if host not in (HOST, HOST.encode()):
            return genuine(host, port, *arguments, **options)
        time.sleep(seconds)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in addresses]

    with patch("socket.getaddrinfo", lookup):
        yield


@contextmanager
def silent_tls() -> Iterator[str]:
    """Yield an https URL whose server does not answer the handshake."""
    with serving(silence) as url:
        yield url.replace("http", "https")


def get(client: Any) -> Any:
    """Make a small call."""
    return client.jobs.get("j1")


def put(client: Any) -> Any:
    """Upload much."""
    return client.put([BODY])


PHASES: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
    "slow name resolution": (slow_resolver, get),
    "1 dead address": (lambda: dead_addresses(1), get),
    "4 dead addresses": (lambda: dead_addresses(4), get),
    "TLS handshake": (silent_tls, get),
    "sending, nothing is read": (lambda: serving(silence), put),
    "sending, little is read": (lambda: serving(read_slowly), put),
    "waiting for the headers": (lambda: serving(silence), get),
    "dripping headers": (lambda: serving(dripping(HEAD + b"x: ")), get),
    "dripping chunk size": (
        lambda: serving(dripping(HEAD + b"transfer-encoding: chunked\r\n\r\n5;")),
        get,
    ),
    "dripping body": (lambda: serving(dripping(HEAD + b"content-length: 9999\r\n\r\n")), get),
}


def overrun(flavour: str, url: str, use: Callable[[Any], Any]) -> float:
    """Return the seconds between the deadline and the end of a call."""
    ended: list[float] = []

    def call(client: Any) -> None:
        began = time.monotonic()
        try:
            use(client)
        except DeadlineExceededError:
            ended.append(time.monotonic() - began - DEADLINE)

    async def call_async(client: Any) -> None:
        began = time.monotonic()
        try:
            await use(client)
        except DeadlineExceededError:
            ended.append(time.monotonic() - began - DEADLINE)

    options: dict[str, Any] = {"deadline": DEADLINE, "timeout": 60.0, "max_retries": 0}
    runner = Runner(flavour, url)
    runner.run(call if runner.is_sync else call_async, **options)
    return ended[0]


def main() -> None:
    """Print the table."""
    print(f"| overrun of a deadline of {DEADLINE} s, in seconds | {' | '.join(FLAVOURS)} |")
    print(f"|:--|{'--:|' * len(FLAVOURS)}")
    for phase, (setting, use) in PHASES.items():
        cells: list[str] = []
        for flavour in FLAVOURS:
            with setting() as url:
                late = median(overrun(flavour, url, use) for _ in range(SAMPLES))
            cells.append(f"{late:.3f}" if late <= WANTED else f"**{late:.3f}**")
        print(f"| {phase} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
