"""Failures: what the server answers, or happens to the connection, before an error is raised."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from ..errors import (
    APIConnectionError,
    APITimeoutError,
    ClientError,
    DecodingError,
    SDKError,
    ServerError,
    StatusError,
    TransportError,
)
from .answers import Failure, Reply, reply
from .problems import FakeError
from .samples import ANYTHING, Hints, Samples
from .shapes import Shapes
from .values import plain, written

if TYPE_CHECKING:
    from ..core import ClientSpec
    from ..operation import Operation
    from ..request import Request

JSON: Final = "application/json"
BROKEN: Final = "the connection broke while receiving"
_LATE: Final = "the server did not respond in time"
_UNDOCUMENTED: Final[Mapping[type[StatusError], tuple[int, ...]]] = {
    ClientError: (400, 418, 451),
    ServerError: (500, 503, 599),
    StatusError: (500, 503, 599),
}
"""Statuses for classes that stand for several, of which one without a class of its own is taken."""


def broken(request: Request) -> TransportError:
    """Return the error of a connection that breaks."""
    return APIConnectionError(f"{request}: {BROKEN}", sent=True)


def late(request: Request) -> TransportError:
    """Return the error of a server that does not respond in time."""
    return APITimeoutError(f"{request}: {_LATE}", sent=True)


class Failures:
    """The failures of one operation.

    Args:
        spec: Description of the API.
        operation: The operation.
        hints: Values by model and field, from the document.
    """

    def __init__(self, spec: ClientSpec, operation: Operation[Any], hints: Hints) -> None:
        self._spec, self._operation, self._hints = spec, operation, hints

    def of(
        self, error: type[SDKError] | int, body: Mapping[str, Any], retry_after: float | None
    ) -> Reply | Failure:
        """Return the response, or what happens to the connection, that leads to an error.

        Args:
            error: The class of the error, or a status.
            body: Fields of the body. Others are as documented.
            retry_after: Value of the header Retry-After.

        Raises:
            FakeError: No response leads to such an error.
        """
        if isinstance(error, int):
            return self._response(error, body, retry_after)
        if issubclass(error, StatusError):
            return self._response(self._status(error), body, retry_after)
        if issubclass(error, TransportError):
            return late if issubclass(error, APITimeoutError) else broken
        if issubclass(error, DecodingError):
            return reply(b"<html>", "text/html")
        raise FakeError(f"no response of a server leads to {error.__name__}")

    def _status(self, error: type[StatusError]) -> int:
        classes = self._spec.failures()
        documented = (status for status, each in classes.items() if each is error)
        others = (each for each in _UNDOCUMENTED.get(error, ()) if each not in classes)
        for status in chain(documented, others):
            return status
        raise FakeError(f"no status leads to {error.__name__}: pass the status as a number")

    def _response(self, status: int, body: Mapping[str, Any], retry_after: float | None) -> Reply:
        headers = [] if retry_after is None else [("retry-after", f"{retry_after:g}")]
        content = written(self._body(status, plain(body)))
        return reply(content, JSON, status=status, headers=headers)

    def _body(self, status: int, given: dict[str, Any]) -> Any:
        """Return the body of an error: what is given, completed as documented for the status."""
        from ..decoding.fitting import adapter_of

        kind = self._kind(status)
        if kind is None:
            return given or {"message": "a failure of the fake"}
        shapes = Shapes(adapter_of(kind))
        try:
            return Samples(shapes, self._hints).value(shapes.root, given or ANYTHING)
        except FakeError:
            return given

    def _kind(self, status: int) -> Any:
        for types in (self._operation.errors(), self._spec.bodies()):
            for key in (status, status // 100):
                if key in types:
                    return types[key]
        return None
