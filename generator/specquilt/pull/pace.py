"""How fast requests follow each other: a pause between two to one host, and patience if it asks for some."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from specquilt.pull.address import Address
from specquilt.pull.wire import Answer, UnreachableError

LONGEST_PAUSE = 300.0
"""Seconds: a site that asks for more is left alone."""

_ATTEMPTS = 4
_FIRST_PAUSE = 2.0
_TOO_MANY, _SERVER_ERROR = 429, 500


class Clock(NamedTuple):
    """The time, and how to let it pass.

    Args:
        now: seconds since any moment.
        sleep: waits for so many seconds.
        today: the time of day, in UTC.
    """

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    today: Callable[[], datetime] = lambda: datetime.now(UTC)


class Pace:
    """Waits before a request, so that a host gets one in so many seconds, and repeats failed ones.

    Args:
        clock: the time.
        delay: seconds between the beginnings of two requests to a host.
    """

    def __init__(self, clock: Clock, delay: float) -> None:
        self._clock, self._delay = clock, delay
        self._delays: dict[str, float] = {}
        self._last: dict[str, float] = {}

    def slow_down(self, host: str, seconds: float) -> None:
        """Leave at least so many seconds between two requests to a host."""
        self._delays[host] = max(self._delay, seconds)

    def repeated(self, address: Address, request: Callable[[], Answer]) -> Answer:
        """Return the answer to a request that is sent when it is its turn, and again if it fails.

        A server that is busy or broken, or does not answer, is asked again after the time that it
        names, or after a pause that doubles.

        Raises:
            UnreachableError: it fails repeatedly.
        """
        pause = _FIRST_PAUSE
        for left in reversed(range(_ATTEMPTS)):
            self._wait_for_turn(address.host)
            try:
                answer = request()
                if not _asks_for_patience(answer):
                    return answer
                reason, wanted = f"answers with status {answer.status}", self._wanted(answer)
            except UnreachableError as error:
                reason, wanted = str(error), 0.0
            if wanted > LONGEST_PAUSE:
                raise UnreachableError(f"{reason}, and asks to be left alone for {wanted:,.0f} s")
            if left:
                self._clock.sleep(max(wanted, pause))
                pause *= 2
        raise UnreachableError(reason)

    def _wait_for_turn(self, host: str) -> None:
        delay = self._delays.get(host, self._delay)
        wait = self._last.get(host, float("-inf")) + delay - self._clock.now()
        if wait > 0:
            self._clock.sleep(wait)
        self._last[host] = self._clock.now()

    def _wanted(self, answer: Answer) -> float:
        """Return the seconds of Retry-After (RFC 9110, section 10.2.3); 0 without one that is right."""
        text = answer.headers.get("retry-after", "").strip()
        if text.isascii() and text.isdigit():
            return float(text)
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return 0.0
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return (moment - self._clock.today()).total_seconds()


def _asks_for_patience(answer: Answer) -> bool:
    return answer.status == _TOO_MANY or answer.status >= _SERVER_ERROR
