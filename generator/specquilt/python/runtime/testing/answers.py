"""What a fake answers: one answer after the other; the last one stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..errors import TransportError
from ..headers import Headers
from ..request import Request

if TYPE_CHECKING:
    from .calls import ReceivedCall

Failure: TypeAlias = Callable[[Request], TransportError]


class Reply(NamedTuple):
    """A response that is about to be sent.

    Args:
        status: HTTP status.
        headers: Header fields.
        pieces: The body, in the pieces in which it arrives.
        breaks: Makes the error with which the connection breaks after the last piece.
    """

    status: int = 200
    headers: Headers = Headers(())
    pieces: Sequence[bytes] = ()
    breaks: Failure | None = None


def reply(
    content: bytes,
    content_type: str,
    *,
    status: int = 200,
    headers: Sequence[tuple[str, str]] = (),
) -> Reply:
    """Return a response with a complete body."""
    fields = [("content-type", content_type), ("content-length", str(len(content))), *headers]
    return Reply(status, Headers(fields), (content,) if content else ())


class FakeAnswer(NamedTuple):
    """An answer of a test.

    Args:
        make: Makes the response to a call, or raises the error that a transport would raise.
        times: How often it is given; None until there is another one.
    """

    make: Callable[[Request, ReceivedCall], Reply]
    times: int | None = None


class Script:
    """Answers in their order."""

    def __init__(self) -> None:
        self._answers: list[FakeAnswer] = []
        self._turns = Lock()

    def add(self, answer: FakeAnswer) -> None:
        """Add an answer after all others."""
        with self._turns:
            self._answers.append(answer)

    def next(self) -> FakeAnswer | None:
        """Return the next answer, or None if none is left."""
        with self._turns:
            while self._answers:
                answer = self._answers[0]
                if answer.times is None:
                    return answer if len(self._answers) == 1 else self._answers.pop(0)
                if answer.times > 0:
                    self._answers[0] = answer._replace(times=answer.times - 1)
                    return answer
                self._answers.pop(0)
            return None
