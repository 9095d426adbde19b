"""The bodies of responses: what a test gives, as the operation sends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

from ..decoding.results import Binary, Empty, Events, Json, Lines, Text
from ..decoding.undescribed import Undescribed
from ..headers import Headers
from .answers import Reply, reply
from .problems import FakeError
from .samples import ANYTHING, Hints, Samples
from .shapes import Shapes
from .values import plain, written

if TYPE_CHECKING:
    from ..operation import Operation

JSON: Final = "application/json"


class FakeContent:
    """Writes the bodies of one operation.

    Args:
        operation: The operation.
        hints: Values by model and field, from the document.
    """

    def __init__(self, operation: Operation[Any], hints: Hints) -> None:
        self._operation, self._hints = operation, hints

    @property
    def is_stream(self) -> bool:
        """Whether the operation sends items one after the other."""
        return isinstance(self._operation.result, Events | Lines)

    @property
    def is_json(self) -> bool:
        """Whether the operation sends one JSON of a type."""
        return isinstance(self._operation.result, Json) and not self.is_stream

    # --- JSON --------------------------------------------------------------------------------

    def json(self, given: Any = ANYTHING) -> Any:
        """Return a valid JSON: a given value completed by the smallest one.

        Raises:
            FakeError: The value does not fit.
        """
        shape = self._shapes.of(self._shapes.root)
        value = self._samples.value(shape.core if given is ANYTHING else self._shapes.root, given)
        self._check(value)
        return value

    def changed(self, default: Any, given: Any) -> Any:
        """Return the default JSON with some fields changed.

        Raises:
            FakeError: A field does not fit, or there is none of its name.
        """
        shape = self._shapes.of(self._shapes.root)
        if shape.kind != "model" or not isinstance(default, dict):
            return self.json(given)
        before = cast("dict[str, Any]", default)
        value = {**before, **self._samples.part(shape.core, given)}
        self._check(value)
        return value

    def is_valid(self, content: bytes, *, strict: bool = False) -> bool:
        """Return whether JSON has the type of the result; strictly, numbers are no dates."""
        try:
            self._json.adapter.validate_json(content, strict=strict or None)
        except ValueError:
            return False
        return True

    def _check(self, value: Any) -> None:
        try:
            self._json.adapter.validate_json(written(value))
        except ValueError as error:
            raise FakeError(_explained(self._operation, error, value)) from None

    @property
    def _json(self) -> Json[Any]:
        return cast("Json[Any]", self._operation.result)

    @cached_property
    def _shapes(self) -> Shapes:
        return Shapes(self._json.adapter)

    @property
    def _samples(self) -> Samples:
        return Samples(self._shapes, self._hints)

    # --- responses ---------------------------------------------------------------------------

    def complete(self, value: Any) -> Reply:
        """Return the response with a value: JSON, text, bytes, or nothing.

        Raises:
            FakeError: The operation sends something else.
        """
        for kind, write in _WRITERS.items():
            if isinstance(self._operation.result, kind):
                return write(self._operation, value)
        return reply(written(value), JSON)

    def stream(self, items: Iterable[Any]) -> Reply:
        """Return the response with items.

        Raises:
            FakeError: An item does not fit.
        """
        values = [self.json(each if each is ANYTHING else plain(each)) for each in items]
        is_events = isinstance(self._operation.result, Events)
        pieces = [_event(each) if is_events else written(each) + b"\n" for each in values]
        kind = "text/event-stream" if is_events else "application/x-ndjson"
        return Reply(200, Headers([("content-type", kind)]), pieces)


def _event(value: Any) -> bytes:
    return b"data: " + written(value) + b"\n\n"


def _explained(operation: Operation[Any], error: ValueError, value: Any) -> str:
    from pydantic import ValidationError

    from ..decoding.explanation import explain

    problems = cast("ValidationError", error).errors(include_url=False, include_context=False)
    return f"{operation.name} cannot return this: {explain(cast('Any', problems), value)}"


def _nothing(operation: Operation[Any], value: Any) -> Reply:
    if value not in (None, ANYTHING):
        raise FakeError(f"{operation.name} returns nothing: give no value")
    return Reply(204)


def _text(operation: Operation[Any], value: Any) -> Reply:
    text = "text" if value is ANYTHING else value
    if not isinstance(text, str):
        raise FakeError(f"{operation.name} returns text, not {type(value).__name__}")
    return reply(text.encode(), "text/plain; charset=utf-8")


def _bytes(operation: Operation[Any], value: Any) -> Reply:
    content = b"bytes" if value is ANYTHING else value
    if not isinstance(content, bytes | bytearray):
        raise FakeError(f"{operation.name} returns bytes, not {type(value).__name__}")
    return reply(bytes(content), "application/octet-stream")


def _whatever(_: Operation[Any], value: Any) -> Reply:
    if value in (None, ANYTHING):
        return reply(b"", JSON)
    if isinstance(value, bytes):
        return reply(value, "application/octet-stream")
    return reply(written(plain(value)), JSON)


_WRITERS: Final[Mapping[type, Callable[[Operation[Any], Any], Reply]]] = {
    Empty: _nothing,
    Text: _text,
    Binary: _bytes,
    Undescribed: _whatever,
}
