"""Complete responses, not yet decoded."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Generic, NoReturn, TypeVar

from ..decoding.results import CompleteResponse
from .received import ResponseMetadata

T = TypeVar("T")


class RawResponse(ResponseMetadata, Generic[T]):
    """A complete response: status, headers, raw body and parsed result.

    Args:
        response: Status, header fields and body.
        decode: Decodes the body.
    """

    def __init__(self, response: CompleteResponse, decode: Callable[[CompleteResponse], T]) -> None:
        self.info = response.info
        self.content = response.content
        self._decode = decode

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status}, {len(self.content)} bytes>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("raw responses cannot be pickled; pickle their content, status and headers")

    @cached_property
    def parsed(self) -> T:
        """The result that the method would have returned; decoded when first accessed."""
        return self._decode(CompleteResponse(self.info, self.content))
