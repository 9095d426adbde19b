"""Results: how the body of a successful response is decoded."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar, cast

from ..errors import DecodingError, InvalidRequestError, Problem
from ..headers import Headers
from .collection import CollectionPaused

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_UNDECODED = "; `content` of this error has the body, and `raw_response` returns it"
_ACCEPTED = "`lenient=True` of the client or in `options` accepts such answers"
_TEXT = (
    r"text/|application/([\w.-]+\+)?(json|xml|yaml)$"
    r"|application/(x-yaml|javascript|x-www-form-urlencoded|x-ndjson|jsonl)$"
)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class ResponseInfo(NamedTuple):
    """HTTP status, header fields and request id of a response."""

    status: int
    headers: Headers
    request_id: str | None


class CompleteResponse(NamedTuple):
    """A response with its body, not yet decoded."""

    info: ResponseInfo
    content: bytes


def media_type_of(info: ResponseInfo) -> str:
    """Return the media type of a body, without parameters and in lower case."""
    return info.headers.get("content-type", "").partition(";")[0].strip().lower()


def is_text(info: ResponseInfo) -> bool:
    """Return whether a body is called text."""
    return re.match(_TEXT, media_type_of(info)) is not None


class Result(Protocol[T_co]):
    """Decodes a complete response."""

    accept: str

    def decode(self, response: CompleteResponse, *, lenient: bool) -> T_co: ...


class Empty:
    """No result: any body is ignored."""

    accept = "*/*"

    def decode(self, response: CompleteResponse, *, lenient: bool) -> None:
        """Return None."""


class Text:
    """Text, in the charset of the response."""

    accept = "text/plain, */*;q=0.1"

    def decode(self, response: CompleteResponse, *, lenient: bool) -> str:
        """Return the text; invalid bytes become replacement characters.

        Raises:
            DecodingError: The body is called something else, and is no text.
        """
        content_type = response.info.headers.get("content-type", "")
        may_be_text = not content_type or "charset=" in content_type or is_text(response.info)
        if not (lenient or may_be_text or _is_utf8(response.content)):
            raise _error(f"{_body(response)} is not text{_UNDECODED}", response)
        _, _, charset = content_type.lower().partition("charset=")
        try:
            return response.content.decode(
                charset.split(";")[0].strip(" \"'") or "utf-8", "replace"
            )
        except LookupError:
            return response.content.decode("utf-8", "replace")


class Binary:
    """Bytes, which are streamed."""

    accept = "*/*"

    def decode(self, response: CompleteResponse, *, lenient: bool) -> bytes:
        """Return the bytes."""
        return response.content


class AsReceived:
    """The body of a stream or a download, of which a caller wants the response.

    Args:
        accept: As of the stream or download.
    """

    def __init__(self, accept: str) -> None:
        self.accept = accept

    def decode(self, response: CompleteResponse, *, lenient: bool) -> Any:
        """Raise an error: the result of the method is an open response.

        Raises:
            InvalidRequestError: Always.
        """
        raise InvalidRequestError(
            "the response of a stream or a download is not decoded: use its content"
        )


class Json(Generic[T]):
    """JSON of a type.

    Args:
        kind: Returns the type. A function, so that models are loaded only when needed.
    """

    accept = "application/json"

    def __init__(self, kind: Callable[[], type[T] | Any]) -> None:
        self._kind = kind

    @cached_property
    def adapter(self) -> TypeAdapter[T]:
        """The validator, built when first used."""
        from pydantic import TypeAdapter

        return TypeAdapter(self._kind())

    def decode(self, response: CompleteResponse, *, lenient: bool) -> T:
        """Return the validated value; `response_info` returns where it came from.

        Args:
            response: The complete response.
            lenient: Return a body that does not match its type without validation.

        Raises:
            DecodingError: The body is not JSON, or does not match its type.
        """
        value = self._validate(response, lenient=lenient)
        remember(value, response.info)
        return value

    def _validate(self, response: CompleteResponse, *, lenient: bool) -> T:
        content = response.content.removeprefix(BYTE_ORDER_MARK)
        try:
            with CollectionPaused(len(content)):
                return self.adapter.validate_json(content or self._of_nothing)
        except ValueError as error:
            problem = error
        if lenient:
            from .lenient import construct_json

            return cast("T", construct_json(self._kind(), content, response))
        raise decoding_error(cast("ValidationError", problem), response)

    @cached_property
    def _of_nothing(self) -> bytes:
        """What an empty body is decoded as: null, if the type allows it."""
        try:
            self.adapter.validate_json(b"null")
        except ValueError:
            return b""
        return b"null"


class Events(Json[T]):
    """A stream of server-sent events whose data is JSON of a type."""

    accept = "text/event-stream"


class Lines(Json[T]):
    """A stream of JSON lines."""

    accept = "application/x-ndjson, application/jsonl, application/json;q=0.5"


def remember(value: object, info: ResponseInfo) -> None:
    """Store the response info in a model."""
    if hasattr(type(value), "__response_info__"):
        object.__setattr__(value, "__response_info__", info)


def response_info(result: object) -> ResponseInfo | None:
    """Return the HTTP status, header fields and request id of the response to a call.

    Args:
        result: A model returned by a method of a client. None is returned for other values, and
            for copies of a result.
    """
    return getattr(result, "__response_info__", None)


def decoding_error(problem: ValidationError, response: CompleteResponse) -> DecodingError:
    """Return the error for a validation error. Its message contains no values, and begins with
    the first cause.
    """
    errors = cast("list[Problem]", problem.errors(include_url=False, include_context=False))
    if errors[0]["type"] == "json_invalid":
        return _error(_not_json(errors[0]["msg"], response), response, errors)
    from pydantic_core import from_json

    from .explanation import explain

    causes = explain(errors, from_json(response.content.removeprefix(BYTE_ORDER_MARK)))
    return _error(f"{causes}\nin {_body(response)}; {_ACCEPTED}", response, errors)


def _not_json(reason: str, response: CompleteResponse) -> str:
    """Return what came instead of JSON."""
    size = len(response.content)
    if not size:
        return f"expected JSON, received an empty body: {_body(response)}"
    if media := _media(response):
        received = f"{size} byte{'' if size == 1 else 's'}{media}"
        return f"expected JSON, received {received} in {_plain_body(response)}{_UNDECODED}"
    reason = reason.removeprefix("Invalid JSON: ")
    return f"expected JSON, received other text: {reason}; in {_body(response)}{_UNDECODED}"


def _error(
    message: str, response: CompleteResponse, errors: Sequence[Problem] = ()
) -> DecodingError:
    return DecodingError(
        message,
        errors=errors,
        status=response.info.status,
        headers=response.info.headers,
        content=response.content,
        request_id=response.info.request_id,
    )


def _body(response: CompleteResponse) -> str:
    return f"{_plain_body(response)}{_media(response)}"


def _plain_body(response: CompleteResponse) -> str:
    return f"the body of a {response.info.status} response"


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _media(response: CompleteResponse) -> str:
    content_type = response.info.headers.get("content-type", "")
    return "" if "json" in content_type else f" of type {content_type[:80]!r}"
