"""Webhooks as values: verified, and decoded as the document says."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar, cast

from ..frames import hide_variables, shorten_traceback
from .signature import Signature, WebhookError

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")
_NO_WORD: Final = re.compile(r"[^0-9a-z]+")
_HEADER: Final = "header."


class HeaderFields(Protocol):
    """Header fields of any web framework."""

    def items(self) -> Iterable[tuple[str, str]]:
        """Return names, in any case, with values."""
        ...


@dataclass(frozen=True, slots=True)
class UnknownEvent:
    """A webhook that the document does not describe.

    Args:
        name: What the server calls it, if the document says where it does.
        body: The decoded JSON.
    """

    name: str | None
    body: Any


class Webhooks(Generic[T]):
    """The webhooks of an API.

    Args:
        kinds: Returns the types of the bodies, by the names of the webhooks.
        signature: How they are signed.
        named_by: Where a webhook has its name: fields of the body, and headers after ``header.``;
            their values are joined. Default: nowhere; the type that fits is taken.
    """

    def __init__(
        self,
        kinds: Callable[[], Mapping[str, Any]],
        signature: Signature,
        named_by: Sequence[str] = (),
    ) -> None:
        self._kinds, self._signature, self._named_by = kinds, signature, named_by

    def unwrap(
        self,
        body: bytes,
        headers: HeaderFields,
        secret: str | bytes | Sequence[str | bytes],
        *,
        tolerance: float = 300,
    ) -> T | UnknownEvent:
        """Verify and decode a webhook.

        Args:
            body: The body as it was received: other bytes have another signature.
            headers: All header fields.
            secret: The secret, or several while it is replaced.
            tolerance: Seconds by which the time of the signature may differ from now.

        Raises:
            SignatureError: The webhook is not signed with the secret, or is too old.
            WebhookError: It is signed, but the body is not what the document says.
        """
        try:
            content = _content(body)
            fields = {name.lower(): value for name, value in headers.items()}
            now, limit = time.time(), _checked(tolerance)
            self._signature.verify(content, fields, _secrets(secret), now, limit)
            return self._decoded(content, fields)
        except BaseException as error:
            secret = ""
            hide_variables(error)
            shorten_traceback(error)
            raise

    def sign(
        self,
        body: bytes,
        secret: str | bytes,
        *,
        id: str | None = None,
        timestamp: float | None = None,
    ) -> dict[str, str]:
        """Return the header fields of the signature, for tests of what receives webhooks.

        Args:
            body: The body to send.
            secret: The secret.
            id: Id of the webhook, if ids are signed. Default: a new one.
            timestamp: Seconds since 1970, if the time is signed. Default: now.
        """
        try:
            now = time.time() if timestamp is None else timestamp
            name = f"msg_{token_hex(12)}" if id is None else id
            return self._signature.sign(_content(body), _secrets(secret)[0], name, int(now))
        except BaseException as error:
            secret = ""
            hide_variables(error)
            shorten_traceback(error)
            raise

    def _decoded(self, body: bytes, fields: Mapping[str, str]) -> T | UnknownEvent:
        from pydantic_core import from_json

        try:
            data = from_json(body)
        except ValueError:
            raise WebhookError("the body is signed, but is no JSON") from None
        name = self._name(data, fields)
        if name is not None:
            adapter = self._by_name.get(name) or self._by_name.get(_plain(name))
            return _validated(adapter, name, body) if adapter else UnknownEvent(name, data)
        try:
            return self._any.validate_json(body)
        except ValueError:
            return UnknownEvent(None, data)

    def _name(self, data: Any, fields: Mapping[str, str]) -> str | None:
        """Return the name that a webhook has for itself, if it is known where to look."""
        found = [_at(place, data, fields) for place in self._named_by]
        words = [each for each in found if isinstance(each, str)]
        return ".".join(words) if words else None

    @cached_property
    def _by_name(self) -> dict[str, TypeAdapter[T]]:
        from pydantic import TypeAdapter

        adapters = {name: TypeAdapter(kind) for name, kind in self._kinds().items()}
        return {_plain(name): adapter for name, adapter in adapters.items()} | adapters

    @cached_property
    def _any(self) -> TypeAdapter[T]:
        from typing import Union

        from pydantic import TypeAdapter

        return TypeAdapter(cast("Any", Union[tuple(self._kinds().values())]))  # noqa: UP007


def _content(body: object) -> bytes:
    if isinstance(body, bytes | bytearray | memoryview):
        return bytes(cast("bytes", body))
    received = type(body).__name__
    raise TypeError(
        f"the body must be the bytes that were received, not {received}: "
        "what was decoded or parsed has another signature"
    )


def _secrets(secret: object) -> list[str | bytes]:
    given = (
        [secret] if isinstance(secret, str | bytes) else [*cast("Sequence[object]", secret or ())]
    )
    secrets = [each for each in given if isinstance(each, str | bytes)]
    if not given:
        raise ValueError("the secret is missing")
    if len(secrets) < len(given):
        raise TypeError("the secret must be text or bytes, or several of these")
    return secrets


def _checked(tolerance: float) -> float:
    if not tolerance >= 0:
        raise ValueError(f"tolerance must be a number of seconds of at least 0, not {tolerance!r}")
    return tolerance


def _at(place: str, data: Any, fields: Mapping[str, str]) -> Any:
    if place.startswith(_HEADER):
        return fields.get(place.removeprefix(_HEADER).lower())
    for key in place.split("."):
        data = cast("dict[str, Any]", data).get(key) if isinstance(data, dict) else None
    return data


def _plain(name: str) -> str:
    return _NO_WORD.sub("_", name.lower())


def _validated(adapter: TypeAdapter[T], name: str, body: bytes) -> T:
    try:
        return adapter.validate_json(body)
    except ValueError as error:
        from pydantic_core import from_json

        from ..decoding.explanation import explain

        problems = cast("ValidationError", error).errors(include_url=False, include_context=False)
        explained = explain(cast("Any", problems), from_json(body))
    raise WebhookError(f"{explained}\nin the body of the webhook {name!r}")
