"""How addresses share the time to connect, on a fake clock."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from specquilt.python.runtime.transport.dialing import dialled, resolved

from .ending import SILENT_HOST, Clock, resolve


def found(*addresses: str, after: float = 0, clock: Clock | None = None) -> Any:
    def lookup(*_: object) -> list[str]:
        if clock:
            clock.now += after
        return list(addresses)

    return lookup


def test_addresses_share_the_time() -> None:
    clock = Clock()
    resolve = found("a", "b", "living")
    assert dialled("h", 1, 3.0, clock.connect, resolve=resolve, clock=clock) == "living"
    assert clock.waits == [("a", 1.0), ("b", 1.0), ("living", 1.0)]


def test_time_of_the_resolver_counts() -> None:
    clock = Clock()
    resolve = found("a", "b", after=2.0, clock=clock)
    with pytest.raises(TimeoutError, match="b"):
        dialled("h", 1, 3.0, clock.connect, resolve=resolve, clock=clock)
    assert clock.waits == [("a", 0.5), ("b", 0.5)]
    assert clock.now == 103.0


def test_no_address_is_tried_when_the_resolver_took_all_the_time() -> None:
    clock = Clock()
    resolve = found("living", after=3.0, clock=clock)
    with pytest.raises(TimeoutError, match="no time"):
        dialled("h", 1, 3.0, clock.connect, resolve=resolve, clock=clock)
    assert clock.waits == []


def test_refused_address_leaves_its_time_to_the_others() -> None:
    clock = Clock()

    def connect(address: str, seconds: float | None) -> str:
        if address == "refused":
            raise ConnectionRefusedError
        return clock.connect(address, seconds)

    resolve = found("refused", "a", "living")
    assert dialled("h", 1, 3.0, connect, resolve=resolve, clock=clock) == "living"
    assert clock.waits == [("a", 1.5), ("living", 1.5)]


def test_without_a_limit_every_address_has_no_limit() -> None:
    clock = Clock()
    assert dialled("h", 1, None, clock.connect, resolve=found("living"), clock=clock) == "living"
    assert clock.waits == [("living", None)]


def test_host_without_an_address_is_an_error() -> None:
    with pytest.raises(OSError, match="no address"):
        dialled("h", 1, 3.0, Clock().connect, resolve=found(), clock=Clock())


def test_name_is_resolved_once_for_each_address(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, "127.0.0.1", "127.0.0.2", "127.0.0.1")
    assert resolved(SILENT_HOST, 80, 5.0) == ["127.0.0.1", "127.0.0.2"]
    assert resolved("127.0.0.9", 80, 5.0) == ["127.0.0.9"]
    with pytest.raises(socket.gaierror):
        resolved("host.invalid", 80, 5.0)
    with pytest.raises(OSError, match="malformed"):
        resolved("x" * 70 + ".example", 80, 5.0)
