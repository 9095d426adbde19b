"""Complete responses, not yet decoded."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

from ..decoding.results import Answer
from .received import Described

T = TypeVar("T")


class RawResponse(Described, Generic[T]):
    """A complete answer.

    Args:
        answer: status, header fields and body.
        decode: makes the result of it.
    """

    def __init__(self, answer: Answer, decode: Callable[[Answer], T]) -> None:
        self.info = answer.info
        self.content = answer.content
        self._decode = decode

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status}, {len(self.content)} bytes>"

    @cached_property
    def parsed(self) -> T:
        """The result that the method would have returned, decoded when first asked for."""
        return self._decode(Answer(self.info, self.content))
