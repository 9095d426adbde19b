"""A server for the example of docs/getting-started.md."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class _Quilts(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        wrong = "limit=-1" in self.path
        body = b"{}" if wrong else b'{"quilts": [{"name": "log cabin", "patches": 12}]}'
        self.send_response(400 if wrong else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Print no log."""


@pytest.fixture
def quilt_server() -> Iterator[str]:
    """Run a server with one quilt, and yield its URL."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Quilts)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
