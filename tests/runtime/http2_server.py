"""A server that speaks HTTP/2 over TLS and nothing else."""

from __future__ import annotations

import socket
import ssl
import threading
from pathlib import Path

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import DataReceived, Event, RequestReceived, StreamEnded

ANSWER = b'{"job_id":"j1","status":"complete"}'


class Http2Server:
    """Answers every request with the same job.

    Args:
        certificate: a PEM file with certificate and key.
    """

    def __init__(self, certificate: Path) -> None:
        self.connections = 0
        self.paths: list[str] = []
        self.received_bytes = 0
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

    def _accept(self) -> None:
        while True:
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            with plain, self._context.wrap_socket(plain, server_side=True) as stream:
                self.connections += 1
                if stream.selected_alpn_protocol() == "h2":
                    self._serve(stream)

    def _serve(self, stream: ssl.SSLSocket) -> None:
        connection = H2Connection(H2Configuration(client_side=False))
        connection.initiate_connection()
        stream.sendall(connection.data_to_send())
        while data := stream.recv(65536):
            for event in connection.receive_data(data):
                self._react(connection, event)
            stream.sendall(connection.data_to_send())

    def _react(self, connection: H2Connection, event: Event) -> None:
        if isinstance(event, RequestReceived):
            self.paths.append(dict(event.headers)[b":path"].decode())
        elif isinstance(event, DataReceived):
            self.received_bytes += len(event.data)
            connection.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        elif isinstance(event, StreamEnded):
            headers = [(":status", "200"), ("content-type", "application/json")]
            connection.send_headers(event.stream_id, headers)
            connection.send_data(event.stream_id, ANSWER, end_stream=True)
