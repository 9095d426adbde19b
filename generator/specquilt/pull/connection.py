"""Connections to public hosts only, within a deadline.

The name of a host is resolved once for each connection: the addresses are checked, and the connection
is made to one of them, so that a second answer of the name server cannot lead elsewhere.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from time import monotonic
from typing import Any

import httpcore2

from specquilt.python.runtime.transport.dialing import Resolve, dialled, resolved

_NAT64 = ip_network("64:ff9b::/96")
"""Addresses that end in one of IPv4. Source: RFC 6052, section 2.1"""

_TO_CONNECT = (httpcore2.ConnectError, httpcore2.ConnectTimeout)


class PrivateHostError(Exception):
    """A host has an address that is not public."""


class Deadline:
    """How long the current request may still take.

    Args:
        clock: seconds since any moment.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._end = clock, 0.0

    def start(self, seconds: float) -> None:
        """Begin a request that may take so many seconds."""
        self._end = self._clock() + seconds

    def left(self, timed_out: type[Exception]) -> float:
        """Return the seconds that are left.

        Raises:
            Exception: none are; it is the one that was passed.
        """
        left = self._end - self._clock()
        if left <= 0:
            raise timed_out("the deadline has passed")
        return left


class PublicNetwork(httpcore2.NetworkBackend):
    """Opens connections to public addresses, and to hosts that are named as private.

    Args:
        deadline: of the current request; it bounds every step, however little each one takes.
        private: hosts, or hosts with their ports, whose addresses may be private.
        resolve: returns the addresses of a host.
    """

    def __init__(
        self, deadline: Deadline, private: Iterable[str] = (), resolve: Resolve = resolved
    ) -> None:
        self._deadline, self._private, self._resolve = deadline, {*private}, resolve
        self._network = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Open a connection to an address that has been checked.

        Raises:
            PrivateHostError: the host has one that is not public.
            ConnectError, ConnectTimeout: no connection can be made.
        """

        def connect(address: str, seconds: float | None) -> httpcore2.NetworkStream:
            return self._network.connect_tcp(address, port, seconds, local_address, socket_options)

        seconds = self._deadline.left(httpcore2.ConnectTimeout)
        try:
            stream = dialled(host, port, seconds, connect, _TO_CONNECT, resolve=self._checked)
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout(str(error)) from None
        except OSError as error:
            raise httpcore2.ConnectError(error.strerror or str(error)) from None
        return _BoundedStream(stream, self._deadline)

    def _checked(self, host: str, port: int, seconds: float | None) -> list[str]:
        addresses = list(self._resolve(host, port, seconds))
        may_be_private = not self._private.isdisjoint((host, f"{host}:{port}"))
        for address in addresses:
            if not may_be_private and not is_public(address):
                raise PrivateHostError(f"{host} has the private address {address}")
        return addresses


class _BoundedStream(httpcore2.NetworkStream):
    """A stream whose steps end at the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = self._deadline.left(httpcore2.ConnectTimeout)
        encrypted = self._stream.start_tls(ssl_context, server_hostname, left)
        return _BoundedStream(encrypted, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def is_public(text: str) -> bool:
    """Return whether an IP address is one of the public internet, and not of a group of hosts.

    IPv4 addresses inside of IPv6 addresses are checked, too: some systems route them.
    """
    address = ip_address(text.partition("%")[0])
    inner = _inside(address) if isinstance(address, IPv6Address) else []
    if inner:
        return all(is_public(str(each)) for each in inner)
    return address.is_global and not address.is_multicast


def _inside(address: IPv6Address) -> list[IPv4Address]:
    translated = IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
    found = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()), translated)
    return [each for each in found if each]
