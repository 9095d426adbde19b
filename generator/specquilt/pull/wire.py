"""One request after another: what a server answers, bounded in time and size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import NamedTuple

import httpcore2

from specquilt.pull.address import Address, parsed
from specquilt.pull.connection import Deadline, PublicNetwork
from specquilt.python.runtime.decoding.decompress import (
    ACCEPTED,
    UnknownEncodingError,
    decoder_for,
)
from specquilt.python.runtime.transport.tls import tls_context

OK = 200
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5
_CONNECTIONS = 4


class Answer(NamedTuple):
    """What a server has answered.

    Args:
        status: the status.
        headers: by their names in lower case; of several with one name, the last.
        body: decompressed; empty unless the status is 200.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


class UnreachableError(Exception):
    """A server does not answer, or breaks off; it may later."""


class UnusableAnswerError(Exception):
    """A server has answered what cannot be used; the message completes "URL …"."""


def redirected(address: Address, answer: Answer) -> Address:
    """Return where an answer redirects to.

    Raises:
        UnusableAnswerError: it does not say so, or it redirects away from encryption.
    """
    try:
        target = parsed(answer.headers.get("location", ""), address)
    except ValueError as error:
        raise UnusableAnswerError(f"redirects to what {error}") from None
    if address.scheme == "https" and target.scheme == "http":
        raise UnusableAnswerError("redirects from https to http")
    return target


class Wire:
    """Sends requests to public hosts.

    Args:
        network: opens the connections.
        deadline: that of the network.
        seconds: how long a request may take, until the end of the body.
    """

    def __init__(self, network: PublicNetwork, deadline: Deadline, seconds: float) -> None:
        self._deadline, self._seconds = deadline, seconds
        self._pool = httpcore2.ConnectionPool(
            ssl_context=tls_context(True, http2=False),
            max_connections=_CONNECTIONS,
            network_backend=network,
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()

    def get(self, address: Address, headers: Mapping[str, str], most: int) -> Answer:
        """Request something, and follow no redirect.

        Args:
            address: where it is.
            headers: of the request, besides those that every request has.
            most: how many bytes the body may have, decompressed.

        Raises:
            UnreachableError: the server does not answer in time, or breaks off.
            UnusableAnswerError: the body is too large, or cannot be decompressed.
            PrivateHostError: the host is not public.
        """
        self._deadline.start(self._seconds)
        every = {"Host": address.authority, "Accept-Encoding": ACCEPTED}
        lines = [(name.encode(), value.encode()) for name, value in {**every, **headers}.items()]
        request = httpcore2.Request("GET", str(address), headers=lines)
        try:
            response = self._pool.handle_request(request)
            with closing(response):
                return self._received(response, most)
        except httpcore2.TimeoutException:
            message = f"did not answer within {self._seconds:g} s"
            raise UnreachableError(message) from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise UnreachableError(f"cannot be reached: {error}") from None

    def _received(self, response: httpcore2.Response, most: int) -> Answer:
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in response.headers
        }
        if response.status != OK:
            return Answer(response.status, headers, b"")
        try:
            body = b"".join(_within(_decoded(response, headers), most))
        except UnknownEncodingError:
            raise UnusableAnswerError("answers with a compression that was not asked for") from None
        except ValueError as error:
            raise UnreachableError(f"sends {error}") from None
        return Answer(response.status, headers, body)


def _decoded(response: httpcore2.Response, headers: Mapping[str, str]) -> Iterator[bytes]:
    decoder = decoder_for(headers.get("content-encoding"))
    for block in response.iter_stream():
        yield from decoder.feed(block)
    decoder.finish()


def _within(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise UnusableAnswerError(f"has more than {most:,} bytes")
        yield piece
