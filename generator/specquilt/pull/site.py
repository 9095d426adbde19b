"""Requests as sites expect them: allowed by robots.txt, at a slow pace, and only where they may go."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from specquilt import __version__
from specquilt.openapi.dataclass import dataclass
from specquilt.pull import robots
from specquilt.pull.address import Address
from specquilt.pull.connection import PrivateHostError
from specquilt.pull.lock import KnownLines, PullLock, Validators
from specquilt.pull.pace import LONGEST_PAUSE, Pace
from specquilt.pull.settings import LARGEST_FILE, PullSettings, named
from specquilt.pull.wire import (
    MOST_REDIRECTS,
    OK,
    REDIRECTS,
    Answer,
    UnreachableError,
    UnusableAnswerError,
    Wire,
    redirected,
)

SAME, GONE = 304, frozenset({404, 410})
_LONGEST_ROBOTS = 512 << 10
"""Bytes; RFC 9309, section 2.5 has us read at least 500 KiB."""

_ACCEPTED = (
    "text/markdown, text/plain;q=0.9, application/yaml;q=0.9, application/json;q=0.9, */*;q=0.1"
)


@dataclass
class Site:
    """All sites of a run.

    Args:
        settings: what is pulled.
        lock: what the last run has found.
        wire: sends requests.
        pace: decides when.
        robots: what this run has found: the lines of robots.txt, by origin.
        progress: called with what is requested.
        received: bytes of all bodies so far.
    """

    settings: PullSettings
    lock: PullLock
    wire: Wire
    pace: Pace
    robots: dict[str, KnownLines]
    progress: Callable[[str], None]
    received: int = 0

    def get(self, address: Address, known: Validators) -> Answer:
        """Request something, and follow redirects as far as they may be followed.

        Args:
            address: where it is.
            known: what the server recognizes the known text by; the answer may be 304 then.

        Raises:
            UnreachableError: the server fails repeatedly.
            UnusableAnswerError: the answer cannot be used, or must not be asked for.
        """
        credentials = self._credentials(address)
        return self._followed(address, known, credentials, LARGEST_FILE, self._refuse_disallowed)

    def _followed(
        self,
        address: Address,
        known: Validators,
        credentials: Mapping[str, str],
        most: int,
        check: Callable[[Address], None],
    ) -> Answer:
        place, headers = address, {**_conditions(known), **credentials}
        for _ in range(1 + MOST_REDIRECTS):
            check(place)
            answer = self._asked(place, headers, most)
            if answer.status not in REDIRECTS:
                return answer
            place = self._redirected(place, answer)
            headers = _conditions(known)  # credentials are for the address that they were given to
        raise UnusableAnswerError(f"redirects more than {MOST_REDIRECTS} times")

    def _asked(self, address: Address, headers: Mapping[str, str], most: int) -> Answer:
        every = {"User-Agent": f"{robots.AGENT}/{__version__}", "Accept": _ACCEPTED}
        left = self.settings.most_bytes - self.received
        self.progress(f"pulling {address}")
        try:
            answer = self.pace.repeated(
                address, lambda: self.wire.get(address, {**every, **headers}, min(most, left))
            )
        except PrivateHostError as error:
            raise UnusableAnswerError(
                f"cannot be asked: {error} (see [pull] private-hosts)"
            ) from None
        except UnusableAnswerError:
            if left < most:
                raise UnreachableError(self._over_budget()) from None
            raise
        self.received += len(answer.body)
        return answer

    def _over_budget(self) -> str:
        megabytes = self.settings.most_bytes >> 20
        return f"exceeds the {megabytes:,} MiB that a run may receive ([pull] max-megabytes)"

    def _redirected(self, place: Address, answer: Answer) -> Address:
        target = redirected(place, answer)
        if not self.settings.allows(target):
            message = f"redirects to {target.origin}, which is not among the hosts to ask"
            raise UnusableAnswerError(message)
        return target

    def _credentials(self, address: Address) -> dict[str, str]:
        if not named(self.settings.credentials, address):
            return {}
        variables = self.settings.credentials
        variable = variables.get(address.authority) or variables[address.host]
        if address.scheme != "https" and not named(self.settings.private, address):
            raise UnusableAnswerError("would receive credentials without encryption")
        value = os.environ.get(variable, "").strip()
        if not value or not value.isascii() or not value.isprintable():
            state = "not set" if not value else "no value for a header"
            raise UnusableAnswerError(
                f"needs the environment variable {variable}, which is {state}"
            )
        return {"Authorization": value if " " in value else f"Bearer {value}"}

    def _refuse_disallowed(self, address: Address) -> None:
        known = self.robots.get(address.origin)
        if known is None:
            known = self.robots[address.origin] = self._read_robots(address)
        delay = robots.delay(known.lines, address)
        if delay > LONGEST_PAUSE:
            raise UnusableAnswerError(f"may be asked once in {delay:,.0f} s only (robots.txt)")
        self.pace.slow_down(address.host, delay)
        if not robots.allows(known.lines, address):
            raise UnusableAnswerError("must not be pulled (robots.txt)")

    def _read_robots(self, address: Address) -> KnownLines:
        """Return the rules of an origin (RFC 9309); those that cannot be read are none.

        Raises:
            UnreachableError: the server fails repeatedly: all must be taken as forbidden then.
        """
        known = self.lock.robots.get(address.origin, KnownLines(()))
        place, validators = address._replace(target="/robots.txt"), Validators(
            known.etag, known.modified
        )
        try:
            answer = self._followed(place, validators, {}, _LONGEST_ROBOTS, lambda _: None)
        except UnusableAnswerError as error:
            raise UnusableAnswerError(f"has a robots.txt that {error}") from None
        if answer.status == SAME:
            return known
        text = answer.body.decode("utf-8", "replace") if answer.status == OK else ""
        return KnownLines(robots.lines_of(text), *_validators(answer))


def _validators(answer: Answer) -> tuple[str, str]:
    return answer.headers.get("etag", ""), answer.headers.get("last-modified", "")


def validators_of(answer: Answer) -> Validators:
    """Return what a server will recognize this text by."""
    return Validators(*_validators(answer))


def _conditions(known: Validators) -> dict[str, str]:
    """Return the headers of a conditional request (RFC 9110, section 13.1)."""
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in headers.items() if value}
