"""A server that speaks HTTP/2 over TLS and nothing else."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress
from pathlib import Path

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.events import DataReceived, Event, RequestReceived, StreamEnded, StreamReset

ANSWER = b'{"job_id":"j1","status":"complete"}'
LINES = b'{"text":"a"}\n' * 10_000


class Http2Server:
    """Answers every request with the same job, but lines without end and nothing to ``silent``.

    Args:
        certificate: a PEM file with certificate and key.
    """

    def __init__(self, certificate: Path) -> None:
        self.connections = 0
        self.paths: list[str] = []
        self.received_bytes = 0
        self.resets = 0
        self._path_of: dict[tuple[H2Connection, int], str] = {}
        self._is_reset: set[tuple[H2Connection, int]] = set()
        self._sockets: list[ssl.SSLSocket] = []
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate)
        self._context.set_alpn_protocols(["h2"])
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"https://localhost:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)
        for each in self._sockets:
            each.close()

    def _accept(self) -> None:
        while True:
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._greet, args=(plain,), daemon=True).start()

    def _greet(self, plain: socket.socket) -> None:
        with suppress(OSError), self._context.wrap_socket(plain, server_side=True) as stream:
            self.connections += 1
            self._sockets.append(stream)
            if stream.selected_alpn_protocol() == "h2":
                self._serve(stream)

    def _serve(self, stream: ssl.SSLSocket) -> None:
        connection = H2Connection(H2Configuration(client_side=False))
        connection.initiate_connection()
        stream.sendall(connection.data_to_send())
        while data := stream.recv(65536):
            events = connection.receive_data(data)
            for event in sorted(events, key=lambda event: not isinstance(event, StreamReset)):
                self._react(connection, event)
            stream.sendall(connection.data_to_send())

    def _react(self, connection: H2Connection, event: Event) -> None:
        if isinstance(event, RequestReceived):
            path = dict(event.headers)[b":path"].decode()
            self.paths.append(path)
            self._path_of[connection, event.stream_id] = path
        elif isinstance(event, DataReceived):
            self.received_bytes += len(event.data)
            connection.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        elif isinstance(event, StreamReset):
            self.resets += event.error_code == ErrorCodes.CANCEL
            self._is_reset.add((connection, event.stream_id))
        elif isinstance(event, StreamEnded):
            self._answer(connection, event.stream_id)

    def _answer(self, connection: H2Connection, stream: int) -> None:
        path = self._path_of[connection, stream]
        if path.endswith("silent") or (connection, stream) in self._is_reset:
            return
        connection.send_headers(stream, [(":status", "200"), ("content-type", "application/json")])
        content = LINES if path.endswith("lines") else ANSWER
        for at in range(0, len(content), 16_000):
            piece = content[at : at + 16_000]
            if connection.local_flow_control_window(stream) < len(piece):
                return
            connection.send_data(stream, piece, end_stream=content is ANSWER)
