"""The operations of a fake: what tests say that they answer, and what they have received."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn, Self, cast

from ..errors import SDKError
from .answers import FakeAnswer, Reply, Script, reply
from .content import JSON, FakeContent
from .failures import Failures, broken
from .listings import FakeListing, with_field
from .problems import FakeError
from .samples import ANYTHING
from .values import plain, written

if TYPE_CHECKING:
    from ..request import Request
    from .answers import Failure
    from .calls import ReceivedCall
    from .operations import Described
    from .server import FakeServer


class Scripted:
    """Answers of an operation, in the order in which they are given; the last one stays.

    Args:
        server: The fake.
        described: The operation.
        script: The answers.
        calls: The requests that were received.
    """

    def __init__(
        self, server: FakeServer, described: Described, script: Script, calls: list[ReceivedCall]
    ) -> None:
        self._server, self._described, self._script = server, described, script
        self.calls = calls
        self._operation = described.operation
        self._content = FakeContent(described.operation, server.hints)

    def then(self, *value: Any, **fields: Any) -> Self:
        """Say what comes next: see `returns`."""
        return self._add(self._replied(self._value(value, fields)))

    returns = then

    def pages(self, *pages: Sequence[Any]) -> Self:
        """Answer with a list in pages, as the requests ask for them.

        Args:
            *pages: The items of each page.

        Raises:
            FakeError: The operation has no pages, or an item does not fit.
        """
        found = self._described.pages
        if found is None:
            raise FakeError(f"{self._operation.name} has no pages")
        items = [plain(item) for page in pages for item in page]
        given = with_field({}, cast("str", vars(found)["_items"]), items)
        value = self._content.json(given)
        listing = FakeListing(value, found, self._operation, [len(page) for page in pages])
        return self._add(self._listed(listing))

    def streams(self, *items: Any, disconnects: bool = False) -> Self:
        """Answer with a stream.

        Args:
            *items: Its items.
            disconnects: Whether the connection breaks after the last one.

        Raises:
            FakeError: The operation is no stream, or an item does not fit.
        """
        if not self._content.is_stream:
            raise FakeError(f"{self._operation.name} does not stream: use returns")
        made = self._content.stream(items)
        return self._add(FakeAnswer(_always(made._replace(breaks=broken) if disconnects else made)))

    def fails(
        self,
        error: type[SDKError] | int,
        *,
        times: int | None = None,
        retry_after: float | None = None,
        **body: Any,
    ) -> Self:
        """Answer so that the client raises an error, unless a retry succeeds.

        Args:
            error: Class of the error, or a status.
            times: How often. Default: until there is another answer.
            retry_after: Seconds that the server asks to wait.
            **body: Fields of the body.
        """
        failure = Failures(self._server.spec, self._operation, self._server.hints)
        return self._add(_failing(failure.of(error, body, retry_after), times))

    def disconnects(self, *, times: int | None = None) -> Self:
        """Break the connection before the response.

        Args:
            times: How often. Default: until there is another answer.
        """
        return self._add(_failing(broken, times))

    def responds(
        self,
        body: Any = None,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Self:
        """Answer with any response, even one that is not documented.

        Args:
            body: Bytes, text, or JSON.
            status: HTTP status.
            headers: Header fields.
        """
        content = body if isinstance(body, bytes) else _bytes_of(body)
        fields = {"content-type": JSON, **{k.lower(): v for k, v in (headers or {}).items()}}
        kind = fields.pop("content-type")
        made = reply(content, kind, status=status, headers=list(fields.items()))
        return self._add(FakeAnswer(_always(made)))

    # --- answers -----------------------------------------------------------------------------

    def _add(self, answer: FakeAnswer) -> Self:
        self._script.add(answer)
        return self

    def _value(self, value: tuple[Any, ...], fields: dict[str, Any]) -> Any:
        if self._content.is_stream:
            raise FakeError(f"{self._operation.name} streams: use streams")
        if len(value) > 1 or (value and fields):
            raise FakeError(f"{self._operation.name} returns one value, or fields of it")
        given = value[0] if value else fields or ANYTHING
        if not self._content.is_json:
            return given
        if fields:
            return self._content.changed(self._default, plain(fields))
        return self._default if given is ANYTHING else self._content.json(plain(given))

    def _replied(self, value: Any) -> FakeAnswer:
        pages = self._described.pages
        if pages is not None and self._content.is_json:
            return self._listed(FakeListing(value, pages, self._operation))
        return FakeAnswer(_always(self._content.complete(value)))

    def _listed(self, listing: FakeListing) -> FakeAnswer:
        def make(_: Request, call: ReceivedCall) -> Reply:
            values, headers = listing.page(call)
            written_ones = map(written, values)
            fitting = (each for each in written_ones if self._content.is_valid(each))
            content = next(fitting, None) or written(values[0])
            return reply(content, JSON, headers=headers)

        return FakeAnswer(make)

    @cached_property
    def _default(self) -> object:
        """The example of the document if it is valid, or else the smallest valid value."""
        example = self._server.example(self._operation.name)
        if example is not None and self._content.is_valid(written(example), strict=True):
            return example
        return self._content.json()

    @cached_property
    def default(self) -> FakeAnswer:
        """The answer of an operation about which a test has said nothing."""
        if self._content.is_stream:
            return FakeAnswer(_always(self._content.stream([self._default])))
        return self._replied(self._default if self._content.is_json else ANYTHING)


class FakeOperation(Scripted):
    """One operation of a fake.

    Args:
        server: The fake.
        described: The operation.
    """

    def __init__(self, server: FakeServer, described: Described) -> None:
        super().__init__(server, described, Script(), [])

    def __repr__(self) -> str:
        return f"<FakeOperation {self._operation.name}: {len(self.calls)} calls>"

    def _add(self, answer: FakeAnswer) -> Any:
        """Start anew: what a test says replaces what was said before, as by a fixture."""
        self._script = Script()
        self._script.add(answer)
        return Scripted(self._server, self._described, self._script, self.calls)

    def then(self, *value: Any, **fields: Any) -> NoReturn:
        """Refuse to continue what has not begun."""
        raise FakeError(f"{self._operation.name}: begin with returns, then comes after it")

    def returns(self, *value: Any, **fields: Any) -> Any:
        """Say what is returned.

        Args:
            *value: The whole result: a model, a list, text, bytes.
            **fields: Or fields of the result. Others are as by default.

        Raises:
            FakeError: There is no such field, or a value does not fit.
        """
        return Scripted.then(self, *value, **fields)

    @property
    def is_stream(self) -> bool:
        """Whether the operation sends items one after the other."""
        return self._content.is_stream

    def next(self) -> FakeAnswer | None:
        """Return the next answer, or None if a test has said nothing or no more."""
        return self._script.next()


def _always(made: Reply) -> Any:
    def make(_: Request, __: ReceivedCall) -> Reply:
        return made

    return make


def _failing(failure: Reply | Failure, times: int | None) -> FakeAnswer:
    def make(request: Request, _: ReceivedCall) -> Reply:
        if isinstance(failure, Reply):
            return failure
        raise failure(request)

    return FakeAnswer(make, times)


def _bytes_of(body: Any) -> bytes:
    if body is None:
        return b""
    return body.encode() if isinstance(body, str) else written(plain(body))
