"""Connections go to addresses that have been checked, and end at their deadline."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

import httpcore2
import pytest

from pull.site import DocsSite
from specquilt.pull.address import parsed
from specquilt.pull.connection import Deadline, PrivateHostError, PublicNetwork, is_public
from specquilt.pull.wire import UnreachableError, Wire


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "::",
        "::1",
        "fe80::1%eth0",
        "fd00:ec2::254",
        "ff0e::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::1",
        "2001:0:808:808:0:0:80ff:fffe",
    ],
)
def test_other_addresses_are_private(address: str) -> None:
    """The last one is Teredo: a public server, and the private client 127.0.0.1."""
    assert not is_public(address)


class _Names:
    """A name server that gives one answer after another, and the addresses that are connected to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
        self.answers, self.connected = list(answers), list[str]()
        monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", self._connect)

    def resolve(self, _host: str, _port: int, _seconds: float | None) -> list[str]:
        return self.answers.pop(0)

    def _connect(self, host: str, *_: object) -> httpcore2.NetworkStream:
        self.connected.append(host)
        raise httpcore2.ConnectError("no server is there")

    def connect(self, *private: str) -> None:
        deadline = Deadline()
        deadline.start(5)
        network = PublicNetwork(deadline, private, self.resolve)
        with suppress(httpcore2.ConnectError):
            network.connect_tcp("docs.quilts.dev", 443)


def test_a_name_is_resolved_once_and_its_address_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A second answer of the name server, which may be another one, is not asked for."""
    names = _Names(monkeypatch, ["8.8.8.8", "8.8.4.4"], ["127.0.0.1"])
    names.connect()
    assert names.connected == ["8.8.8.8", "8.8.4.4"]
    with pytest.raises(PrivateHostError):
        names.connect()
    assert names.connected == ["8.8.8.8", "8.8.4.4"]


def test_one_private_address_is_enough_to_refuse_a_host(monkeypatch: pytest.MonkeyPatch) -> None:
    names = _Names(monkeypatch, ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(PrivateHostError, match=r"docs.quilts.dev has the private address 10.0.0.1"):
        names.connect()
    assert not names.connected


@pytest.mark.parametrize("private", ["docs.quilts.dev", "docs.quilts.dev:443"])
def test_a_host_that_is_named_as_private_may_be_so(
    monkeypatch: pytest.MonkeyPatch, private: str
) -> None:
    names = _Names(monkeypatch, ["10.0.0.1"])
    names.connect(private)
    assert names.connected == ["10.0.0.1"]


def test_another_port_of_such_a_host_is_another_host(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PrivateHostError):
        _Names(monkeypatch, ["10.0.0.1"]).connect("docs.quilts.dev:8443", "quilts.dev")


def test_an_unknown_name_is_explained() -> None:
    def resolve(*_: object) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    deadline = Deadline()
    deadline.start(5)
    with pytest.raises(httpcore2.ConnectError, match=r"^Name or service not known$"):
        PublicNetwork(deadline, resolve=resolve).connect_tcp("docs.quilts.dev", 443)


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\n\r\n{", b"HTTP/1.1 200 OK\r\nx: "])
def test_an_answer_that_never_ends_ends_at_the_deadline(start: bytes) -> None:
    """However little each step takes."""
    with (
        _dripping(start) as url,
        pytest.raises(UnreachableError, match=r"not answer within 0.05 s"),
    ):
        _get(url, seconds=0.05)


def test_a_request_that_takes_no_longer_has_its_answer(site: DocsSite) -> None:
    site.texts["/a.md"] = "# Quilts"
    assert _get(f"{site.url}/a.md", seconds=60) == b"# Quilts"


def _get(url: str, *, seconds: float) -> bytes:
    deadline = Deadline()
    wire = Wire(PublicNetwork(deadline, ["127.0.0.1"]), deadline, seconds)
    try:
        return wire.get(parsed(url), {}, 1 << 20).body
    finally:
        wire.close()


@contextmanager
def _dripping(start: bytes) -> Iterator[str]:
    """Serve one answer that arrives byte by byte and never ends."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=_drip, args=(server, start))
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        thread.join()


def _drip(server: socket.socket, start: bytes) -> None:
    client, _ = server.accept()
    with client, suppress(OSError):
        client.recv(65536)
        client.sendall(start)
        client.settimeout(0.01)
        while True:
            client.sendall(b"a")
            with suppress(TimeoutError):
                if not client.recv(1):
                    return
