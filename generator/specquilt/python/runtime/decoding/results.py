"""What a successful answer holds, and how it is decoded."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar, cast

from ..errors import DecodingError, Problem
from ..headers import Headers
from .collection import CollectionPaused

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class ResponseInfo(NamedTuple):
    """How an answer came: its HTTP status, header fields and request id."""

    status: int
    headers: Headers
    request_id: str | None


class Answer(NamedTuple):
    """A complete answer, not yet decoded."""

    info: ResponseInfo
    content: bytes


class Result(Protocol[T_co]):
    """Decodes a complete answer."""

    accept: str

    def decode(self, answer: Answer, *, lenient: bool) -> T_co: ...


class Empty:
    """Nothing of interest: any body is tolerated and ignored."""

    accept = "*/*"

    def decode(self, answer: Answer, *, lenient: bool) -> None:
        """Return None."""


class Text:
    """Text, in the charset that the answer names."""

    accept = "text/plain, */*;q=0.1"

    def decode(self, answer: Answer, *, lenient: bool) -> str:
        """Return the text; undecodable bytes become replacement characters."""
        content_type = answer.info.headers.get("content-type", "")
        _, _, charset = content_type.lower().partition("charset=")
        try:
            return answer.content.decode(charset.split(";")[0].strip(" \"'") or "utf-8", "replace")
        except LookupError:
            return answer.content.decode("utf-8", "replace")


class Binary:
    """Bytes, to be streamed."""

    accept = "*/*"

    def decode(self, answer: Answer, *, lenient: bool) -> bytes:
        """Return the bytes."""
        return answer.content


class Json(Generic[T]):
    """JSON of a type.

    Args:
        kind: returns the type; a function, so that models load only when one is needed.
    """

    accept = "application/json"

    def __init__(self, kind: Callable[[], type[T] | Any]) -> None:
        self._kind = kind

    @cached_property
    def adapter(self) -> TypeAdapter[T]:
        """The validator, built once."""
        from pydantic import TypeAdapter

        return TypeAdapter(self._kind())

    def decode(self, answer: Answer, *, lenient: bool) -> T:
        """Return the validated value, which remembers how it came (see `response_info`).

        Raises:
            DecodingError: if the body is no JSON or does not match; with `lenient`, a body
                that does not match is returned as far as it goes.
        """
        value = self._validate(answer, lenient=lenient)
        remember(value, answer.info)
        return value

    def _validate(self, answer: Answer, *, lenient: bool) -> T:
        content = answer.content.removeprefix(BYTE_ORDER_MARK)
        try:
            with CollectionPaused(len(content)):
                return self.adapter.validate_json(content or self._of_nothing)
        except ValueError as error:
            problem = error
        if lenient:
            from .lenient import construct_json

            return cast("T", construct_json(self._kind(), content, answer))
        raise decoding_error(cast("ValidationError", problem), answer)

    @cached_property
    def _of_nothing(self) -> bytes:
        """What an empty body stands for: null, if the type admits that."""
        try:
            self.adapter.validate_json(b"null")
        except ValueError:
            return b""
        return b"null"


class Events(Json[T]):
    """A stream of server-sent events, the data of each being JSON of a type."""

    accept = "text/event-stream"


class Lines(Json[T]):
    """A stream of JSON texts, one per line."""

    accept = "application/x-ndjson, application/jsonl, application/json;q=0.5"


def remember(value: object, info: ResponseInfo) -> None:
    """Let a model know how it came."""
    if hasattr(type(value), "__response_info__"):
        object.__setattr__(value, "__response_info__", info)


def response_info(result: object) -> ResponseInfo | None:
    """Return the HTTP status, header fields and request id that came with a result.

    Args:
        result: a model returned by a call; other values and copies know nothing.
    """
    return getattr(result, "__response_info__", None)


def decoding_error(problem: ValidationError, answer: Answer) -> DecodingError:
    """Return our error for pydantic's, with all the details and none of the values in its text."""
    errors = problem.errors(include_url=False, include_context=False)
    first = "; ".join(f"{_dotted(error['loc'])}{error['msg']}" for error in errors[:3])
    more = f" (and {len(errors) - 3} more)" if len(errors) > 3 else ""
    return DecodingError(
        f"the body of a {answer.info.status} answer{_media(answer)} does not match: {first}{more}",
        errors=cast("list[Problem]", errors),
        status=answer.info.status,
        headers=answer.info.headers,
        content=answer.content,
        request_id=answer.info.request_id,
    )


def _dotted(location: tuple[int | str, ...]) -> str:
    return ".".join(map(str, location)) + ": " if location else ""


def _media(answer: Answer) -> str:
    content_type = answer.info.headers.get("content-type", "")
    return "" if "json" in content_type else f" of type {content_type[:80]!r}"
