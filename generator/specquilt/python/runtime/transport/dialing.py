"""Opens sync connections within one time limit, however many addresses a host has.

The standard library bounds neither the resolution of names nor the sum over all addresses.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from threading import Thread
from time import monotonic
from typing import TypeAlias, TypeVar

T = TypeVar("T")
Resolve: TypeAlias = Callable[[str, int, float | None], Sequence[str]]


def dialled(
    host: str,
    port: int,
    seconds: float | None,
    connect: Callable[[str, float | None], T],
    failures: tuple[type[Exception], ...] = (OSError,),
    *,
    resolve: Resolve | None = None,
    clock: Callable[[], float] = monotonic,
) -> T:
    """Return the first connection that can be opened to an address of a host.

    Each address gets an equal share of the time that is left, so that a dead one leaves some.

    Args:
        host: Name or address.
        port: The port.
        seconds: Time limit for everything, or None.
        connect: Opens a connection to an address within some seconds.
        failures: What `connect` raises if it cannot.
        resolve: Returns the addresses of a host; `resolved` by default.
        clock: Seconds since any moment.

    Raises:
        Exception: The failure of the last address.
        TimeoutError: The time has passed.
        OSError: The host has no address.
    """
    expires_at = None if seconds is None else clock() + seconds
    addresses = (resolve or resolved)(host, port, seconds)
    for at, address in enumerate(addresses):
        left = None if expires_at is None else expires_at - clock()
        if left is not None and left <= 0:
            raise TimeoutError("no time is left to connect")
        try:
            return connect(address, None if left is None else left / (len(addresses) - at))
        except failures:
            if at + 1 == len(addresses):
                raise  # raised later, it would get what the caller is handling as its context
    raise OSError("the host has no address")


def resolved(host: str, port: int, seconds: float | None) -> list[str]:
    """Return the addresses of a host.

    Raises:
        OSError: The name is unknown; a `TimeoutError` if the time has passed.
    """
    if seconds is None or _is_address(host):
        return _addresses(host, port)
    # A resolver cannot be interrupted, so it runs in a thread that is left alone if it is too slow.
    answers: list[list[str] | OSError] = []
    resolver = Thread(target=_resolve_into, args=(answers, host, port), daemon=True)
    resolver.start()
    resolver.join(seconds)
    if not answers:
        raise TimeoutError("the name was not resolved in time")
    if isinstance(answer := answers[0], OSError):
        raise answer
    return answer


def _resolve_into(answers: list[list[str] | OSError], host: str, port: int) -> None:
    try:
        answers.append(_addresses(host, port))
    except UnicodeError:
        answers.append(OSError("the host name is malformed"))
    except OSError as error:
        answers.append(error)


def _addresses(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
