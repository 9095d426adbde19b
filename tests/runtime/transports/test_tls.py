"""TLS and HTTP/2: certificates, contexts, tunnels through proxies."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from specquilt.python.runtime import (
    APIConnectionError,
    InsecureTransportWarning,
    InvalidRequestError,
)
from specquilt.python.runtime.transport import connections
from specquilt.python.runtime.transport.tls import tls_context

from ..conftest import Runner
from ..scenarios import GOOD
from ..server import Loopback, requests_on
from ..stand_in import Client
from ..tunnel import Tunnel
from .calling import BUILT_IN, call


def test_http2_without_its_extra_is_explained(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "find_spec", lambda _: None)
    client = Client("k", base_url=server.url, http2=True)
    with client, pytest.raises(InvalidRequestError, match="extra 'http2'"):
        client.jobs.get("j1")


@pytest.fixture
def secure_url(certificate: Path) -> Iterator[str]:
    import threading

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(plain, server_side=True) as connection:
                    for _ in requests_on(connection):
                        connection.sendall(GOOD)
            except OSError:
                plain.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"https://localhost:{listener.getsockname()[1]}"
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


@pytest.mark.parametrize("runner", BUILT_IN, indirect=True)
def test_unknown_certificate_is_refused(runner: Runner, secure_url: str) -> None:
    runner.url = secure_url
    with pytest.raises(APIConnectionError) as caught:
        call(runner)
    assert not caught.value.sent


@pytest.fixture
def tunnel() -> Iterator[Tunnel]:
    tunnel = Tunnel()
    yield tunnel
    tunnel.close()


@pytest.mark.parametrize("runner", BUILT_IN, indirect=True)
def test_proxy_tunnels_what_is_encrypted_and_sees_no_key(
    runner: Runner, secure_url: str, certificate: Path, tunnel: Tunnel
) -> None:
    runner.url = secure_url
    assert call(runner, proxy=tunnel.url, verify=str(certificate)).job_id == "j1"
    (asked,) = tunnel.asked
    assert asked.startswith(f"CONNECT {secure_url.removeprefix('https://')} HTTP/1.1")
    assert "proxy-authorization: basic " in asked.lower()
    assert "bearer" not in asked.lower()


@pytest.mark.parametrize("runner", BUILT_IN, indirect=True)
def test_certificates_can_be_chosen(runner: Runner, secure_url: str, certificate: Path) -> None:
    runner.url = secure_url
    own = ssl.create_default_context(cafile=str(certificate))
    for verify in (str(certificate), certificate, own):
        assert call(runner, verify=verify).job_id == "j1"
    with pytest.warns(InsecureTransportWarning):
        assert call(runner, verify=False).job_id == "j1"


def test_certificates_that_cannot_be_loaded_are_our_error(secure_url: str) -> None:
    client = Client("k", base_url=secure_url, verify="/does/not/exist.pem")
    with client, pytest.raises(InvalidRequestError, match="certificates"):
        client.jobs.get("j1")


def test_reason_why_certificates_cannot_be_loaded_is_that_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequestError, match=r"'/none\.pem': No such file or directory$"):
        tls_context("/none.pem", http2=False)
    (tmp_path / "empty.pem").touch()
    with pytest.raises(InvalidRequestError, match=r"empty\.pem': .*\w{9}"):
        tls_context(tmp_path / "empty.pem", http2=False)


def test_folder_of_certificates_can_be_chosen(tmp_path: Path) -> None:
    assert tls_context(tmp_path, http2=False).verify_mode == ssl.CERT_REQUIRED


def test_context_without_verification_accepts_every_host() -> None:
    context = tls_context(False, http2=False)
    assert (context.check_hostname, context.verify_mode) == (False, ssl.CERT_NONE)


def test_clients_share_one_tls_context() -> None:
    assert tls_context(True, http2=False) is tls_context(True, http2=False)
