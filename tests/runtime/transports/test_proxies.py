"""What lies between client and server: proxies, TLS, HTTP/2, transports of the user's."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpcore2
import httpx2
import pytest

from specquilt.python.runtime import (
    AiohttpTransport,
    APIConnectionError,
    ClientClosedError,
    InsecureTransportWarning,
    InvalidRequestError,
    Transport,
    response_info,
)
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.request import AsyncTransportResponse, Origin, Request, split_url
from specquilt.python.runtime.transport import connections, pool
from specquilt.python.runtime.transport.connections import ConnectionOptions
from specquilt.python.runtime.transport.idle_check import Watched
from specquilt.python.runtime.transport.tls import tls_context

from ..conftest import Runner
from ..server import Loopback, json_answer, requests_on
from ..stand_in import AsyncClient, Client
from ..tunnel import Tunnel

GOOD = json_answer({"job_id": "j1", "status": "complete"})
BUILT_IN = ["sync", "async", "aiohttp"]


def call(runner: Runner, **options: Any) -> Any:
    """Make a call with connection options, which aiohttp's transport takes itself."""
    if runner.flavour != "aiohttp":
        return runner.run(lambda client: client.jobs.get("j1"), **options)

    async def use(_: Any) -> Any:
        transport = AiohttpTransport(**options)
        try:
            client = AsyncClient("k", base_url=runner.url, transport=transport, max_retries=0)
            return await client.jobs.get("j1")
        finally:
            await transport.close()

    return runner.run(use)


@pytest.mark.parametrize("runner", BUILT_IN, indirect=True)
def test_proxy_is_asked(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)
    proxy = server.url.replace("http://", "http://user:pass@")
    runner.url = "http://api.localhost:81"
    call(runner, proxy=proxy)
    request = server.received[0]
    assert request.target == "http://api.localhost:81/v1/jobs/j1"
    assert request.headers["proxy-authorization"].startswith("Basic ")


@pytest.mark.parametrize("runner", BUILT_IN, indirect=True)
def test_proxy_of_the_environment_is_asked(
    runner: Runner, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer(GOOD)
    monkeypatch.setenv("HTTP_PROXY", server.url)
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "direct.localhost")
    runner.url = "http://api.localhost:81"
    call(runner)
    assert server.received[0].target.startswith("http://api.localhost:81/")
    assert ConnectionOptions().proxy_for(Origin("http", "direct.localhost", 80)) is None


@pytest.mark.parametrize(
    ("proxy", "port"),
    [
        ("proxy.example", 80),
        ("https://proxy.example", 443),
        ("socks5://proxy.example", 1080),
        ("socks5h://proxy.example:9", 9),
    ],
)
def test_proxy_has_the_usual_port_of_its_scheme(
    proxy: str, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "find_spec", lambda _: object())
    options = ConnectionOptions(proxy=proxy)
    url = options.proxy_for(Origin("http", "a.example", 80))
    assert options.pool_arguments("http", url)["proxy"].url.port == port


@pytest.mark.parametrize("runner", BUILT_IN, indirect=True)
def test_socks_proxy_without_its_package_is_explained(
    runner: Runner, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "find_spec", lambda _: None)
    with pytest.raises(InvalidRequestError, match=r"'socksio'|does not support SOCKS"):
        call(runner, proxy="socks5://127.0.0.1:9")
    assert server.received == []


@pytest.mark.parametrize("variable", ["ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize("runner", BUILT_IN, indirect=True)
def test_proxy_for_all_schemes_is_asked(
    runner: Runner, server: Loopback, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer(GOOD)
    monkeypatch.setenv(variable, server.url.removeprefix("http://"))
    runner.url = "http://api.localhost:81"
    call(runner)
    assert server.received[0].target.startswith("http://api.localhost:81/")
    assert ConnectionOptions().proxy_for(Origin("https", "a.example", 443)) == server.url


def test_proxy_of_a_scheme_takes_precedence() -> None:
    options = ConnectionOptions(environment={"all": "http://a", "https": "http://s"})
    assert options.proxy_for(Origin("https", "a.example", 443)) == "http://s"
    assert options.proxy_for(Origin("http", "a.example", 80)) == "http://a"


@pytest.mark.parametrize(
    ("no_proxy", "reached", "proxied"),
    [
        ("*", ["http://a.example", "http://10.0.0.1"], []),
        ("a.example", ["http://a.example", "http://b.a.example"], ["http://xa.example"]),
        (".a.example", ["http://a.example", "http://b.a.example"], ["http://xa.example"]),
        ("*.a.example", ["http://b.a.example"], ["http://a.example", "http://xa.example"]),
        ("A.Example", ["http://a.example"], ["http://b.example"]),
        ("a.example:81", ["http://a.example:81"], ["http://a.example", "http://a.example:8"]),
        ("a.example:443", ["https://a.example"], ["http://a.example"]),
        ("*.a.example:81", ["http://b.a.example:81"], ["http://b.a.example"]),
        ("10.0.0.0/8", ["http://10.1.2.3"], ["http://11.0.0.1", "http://a.example"]),
        ("10.1.2.3/8", ["http://10.0.0.9"], ["http://11.0.0.1"]),
        ("10.0.0.1", ["http://10.0.0.1"], ["http://10.0.0.10"]),
        ("10.0.0.1:81", ["http://10.0.0.1:81"], ["http://10.0.0.1"]),
        ("[::1]", ["http://[::1]", "http://[0:0::1]:81"], ["http://[::2]"]),
        ("[::1]:81", ["http://[::1]:81"], ["http://[::1]"]),
        ("::1", ["http://[::1]:81"], ["http://[::2]"]),
        ("fd00::/8", ["http://[fd12::3]"], ["http://[fe80::1]"]),
        (" b.example ,, a.example", ["http://a.example", "http://b.example"], ["http://c.example"]),
        ("b.example a.example", ["http://a.example"], ["http://c.example"]),
        ("not/a/network, ., *., :81", [], ["http://a.example:81", "http://10.0.0.1:81"]),
        ("", [], ["http://a.example"]),
    ],
)
def test_no_proxy_names_what_is_reached_directly(
    no_proxy: str, reached: list[str], proxied: list[str]
) -> None:
    options = ConnectionOptions(environment={"all": "http://proxy", "no": no_proxy})
    assert [options.proxy_for(split_url(url)[0]) for url in reached] == [None] * len(reached)
    assert [options.proxy_for(split_url(url)[0]) for url in proxied] == ["http://proxy"] * len(
        proxied
    )


@pytest.mark.parametrize("runner", BUILT_IN, indirect=True)
def test_no_proxy_with_a_port_is_respected(
    runner: Runner, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer(GOOD)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", server.url.removeprefix("http://"))
    assert call(runner).job_id == "j1"
    assert server.received[0].target == "/v1/jobs/j1"


@pytest.mark.parametrize("runner", BUILT_IN, indirect=True)
def test_cookies_are_not_kept(runner: Runner, server: Loopback) -> None:
    # Browsers and aiohttp keep no cookies of addresses, only of names.
    runner.url = server.url.replace("127.0.0.1", "localhost")
    server.answer(json_answer({"job_id": "j1", "status": "x"}, set_cookie="session=secret"))
    if runner.is_sync:
        runner.run(lambda client: [client.jobs.get("j1") for _ in range(2)])
    else:

        async def use(client: Any) -> None:
            await client.jobs.get("j1")
            await client.jobs.get("j1")

        runner.run(use)
    assert ["cookie" in received.headers for received in server.received] == [False, False]


def test_host_can_be_chosen(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)
    options = {"headers": {"Host": "virtual.example"}}
    runner.run(lambda client: client.jobs.get("j1", options=options))
    assert server.received[0].headers["host"] == "virtual.example"


def test_bytes_of_headers_are_latin_1(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({"job_id": "j1", "status": "x"}, x_name="b\u00c3\u00bc"))
    job = runner.run(lambda client: client.jobs.get("j1"))
    info = response_info(job)
    assert info is not None
    assert info.headers["x-name"] == "b\u00c3\u00bc"


def test_header_beyond_ascii_is_sent_as_latin_1_or_refused(
    runner: Runner, server: Loopback
) -> None:
    server.answer(GOOD)
    options = {"headers": {"X-Name": "b\u00fc"}}
    if runner.flavour == "aiohttp":
        with pytest.raises(InvalidRequestError, match="'x-name'"):
            runner.run(lambda client: client.jobs.get("j1", options=options))
        assert server.received == []
        return
    runner.run(lambda client: client.jobs.get("j1", options=options))
    assert server.received[0].headers["x-name"] == "b\u00fc"


@pytest.mark.parametrize("proxy", ["ftp://a", "http://", "nonsense://x:1"])
def test_proxy_that_cannot_be_used_is_refused(server: Loopback, proxy: str) -> None:
    client = Client("k", base_url=server.url, proxy=proxy)
    with client, pytest.raises(InvalidRequestError):
        client.jobs.get("j1")


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


def test_clients_share_one_tls_context() -> None:
    assert tls_context(True, http2=False) is tls_context(True, http2=False)


class Canned:
    """A transport of the user's."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.closed = False

    def send(self, request: Request) -> CannedResponse:
        self.requests.append(request)
        return CannedResponse()

    def close(self) -> None:
        self.closed = True


class CannedResponse:
    """Its answer."""

    status = 200
    headers = Headers([("content-type", "application/json")])

    def chunks(self) -> Iterator[bytes]:
        yield b'{"job_id":"canned",'
        yield b'"status":"x"}'

    def close(self) -> None:
        pass


def test_transport_of_the_users_is_used_and_left_open() -> None:
    canned = Canned()
    transport: Transport = canned
    with Client("k", transport=transport) as client:
        assert client.jobs.get("j1").job_id == "canned"
    with pytest.raises(ClientClosedError):
        client.jobs.get("j1")
    assert not canned.closed
    assert "k" not in repr(canned.requests[0]).split()


def test_time_limit_of_the_users_own_transport_is_not_told_as_the_deadline() -> None:
    class Impatient:
        async def send(self, request: Request) -> AsyncTransportResponse:
            raise TimeoutError("theirs")

        async def close(self) -> None:
            pass

    client = AsyncClient("k", base_url="https://a.example", transport=Impatient())
    with pytest.raises(TimeoutError, match="theirs"):
        asyncio.run(client.jobs.get("j1"))


class Stream:
    """A connection of the pool's, as far as it is asked here."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def get_extra_info(self, _: str) -> socket.socket:
        return self._connection


def test_closed_connection_counts_as_closed_though_its_number_is_taken_again() -> None:
    near, far = socket.socketpair()
    watched = Watched(Stream(near))
    assert not watched.get_extra_info("is_readable")
    number = near.fileno()
    near.close()
    others = [socket.socketpair() for _ in range(3)]
    assert number in {each.fileno() for pair in others for each in pair}
    assert watched.get_extra_info("is_readable")
    for each in (far, *(each for pair in others for each in pair)):
        each.close()


def test_httpx2_client_of_the_users_keeps_its_own_settings(server: Loopback) -> None:
    server.answer(GOOD)
    with httpx2.Client(verify=False, headers={"X-Theirs": "1"}) as http_client:
        with Client("k", base_url=server.url, http_client=http_client) as client:
            client.jobs.get("j1")
        assert not http_client.is_closed
    assert server.received[0].headers["x-theirs"] == "1"


def test_httpx2_mock_transport_works() -> None:
    def handle(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json={"job_id": request.url.path, "status": "x"})

    with httpx2.Client(transport=httpx2.MockTransport(handle)) as http_client:
        client = Client("k", http_client=http_client)
        assert client.jobs.get("j1").job_id == "/v1/jobs/j1"


def test_other_connection_options_get_other_connections(server: Loopback) -> None:
    server.answer(GOOD)
    before = server.connections
    with Client("k", base_url=server.url) as client:
        client.jobs.get("j1")
        with client.with_options(max_connections=1) as other:
            other.jobs.get("j1")
        client.jobs.get("j1")
    assert server.connections == before + 2


@pytest.mark.parametrize(
    ("url", "origin", "target"),
    [
        ("https://A.example", "https://a.example", ""),
        ("https://a.example:443/x?y", "https://a.example", "/x?y"),
        ("http://a.example:8080/", "http://a.example:8080", "/"),
        ("http://[::1]:80/x", "http://[::1]", "/x"),
        ("https://bücher.example/", "https://xn--bcher-kva.example", "/"),
    ],
)
def test_url_is_split(url: str, origin: str, target: str) -> None:
    found, rest = split_url(url)
    assert (str(found), rest) == (origin, target)


class Layered(httpcore2.NetworkStream):
    """A connection with one TLS inside of another, as to a server behind an encrypted proxy."""

    def __init__(self, outer: socket.socket) -> None:
        self._outer = outer

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return b"decrypted"

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.written = buffer

    def get_extra_info(self, info: str) -> Any:
        return {"socket": self._outer, "ssl_object": "the inner TLS"}.get(info)


def test_connection_with_tls_inside_of_tls_is_not_read_from_its_socket() -> None:
    with socket.socket() as outer:
        layered = Layered(outer)
        stream = pool.bounded(layered)
        stream.write(b"plain")
        assert (stream.read(9), layered.written) == (b"decrypted", b"plain")


def test_connection_sends_all_of_a_large_piece() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        stream = pool.bounded(Plain(ours))
        size = 8_000_000
        with ThreadPoolExecutor(1) as threads:
            received = threads.submit(_received, theirs, size)
            stream.write(bytes(size), 10)
            assert received.result() == size


def test_tls_handshake_gets_what_the_connecting_has_left_of_the_deadline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        plain = Plain(ours)
        monkeypatch.setattr(pool._deadline, "expires_at", time.monotonic() + 5)
        pool.bounded(plain).start_tls(ssl.create_default_context(), "localhost", 20)
        assert plain.handshake_timeout is not None
        assert plain.handshake_timeout <= 5


class Plain(httpcore2.NetworkStream):
    """A connection without TLS, as the pool's library makes it."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._connection.sendall(buffer)

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        self.handshake_timeout = timeout
        return self

    def get_extra_info(self, info: str) -> Any:
        return self._connection if info == "socket" else None


def _received(connection: socket.socket, size: int) -> int:
    total = 0
    while total < size:
        total += len(connection.recv(1 << 20))
    return total
