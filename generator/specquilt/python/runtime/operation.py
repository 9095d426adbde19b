"""The description of one operation, shared by its sync and async methods."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar

from .encoding.parameters import (
    Param,
    cookie_text,
    extra_query_pairs,
    header_text,
    path_text,
    query_pairs,
)
from .headers import checked_headers
from .omit import OMIT, Omit

if TYPE_CHECKING:
    from .decoding.results import Result
    from .encoding.bodies import Body

T = TypeVar("T")
Method: TypeAlias = Literal[
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"
]

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_PLACEHOLDER_OR_FRAGMENT = re.compile(r"\{[^{}]+\}|#")


class Operation(Generic[T]):
    """One operation of the API.

    Args:
        name: Dotted name of the method, for logs and hooks.
        method: HTTP method.
        path: Path with ``{placeholders}`` for the wire names of path parameters.
        params: Parameters outside of the body.
        body: Encodes the body.
        result: Decodes a successful response.
        errors: Returns the types of error bodies that differ from those of the `ClientSpec`.
        authenticated: False if the operation needs no authentication.
        security: The operation's own alternatives, each with the positions of the API's schemes
            that it requires together. Default: any one scheme. If an alternative is empty,
            authentication is optional.
        server: The operation's own base URL; a base URL given to the client takes precedence.
    """

    def __init__(
        self,
        name: str,
        method: Method,
        path: str,
        *,
        params: Sequence[Param] = (),
        body: Body | None = None,
        result: Result[T],
        errors: Callable[[], Mapping[int, Any]] = dict,
        authenticated: bool = True,
        security: Sequence[Sequence[int]] = (),
        server: str | None = None,
    ) -> None:
        self.name = name
        self.method: Method = method
        self.path = path
        self.params = params
        self.body = body
        self.result = result
        self.errors = errors
        self.authenticated = authenticated
        self.security = security
        self.server = server

    def __repr__(self) -> str:
        return f"<Operation {self.name}: {self.method} {self.path}>"

    def path_with(self, arguments: Mapping[str, object], base_path: str = "") -> str:
        """Return the path below that of the base URL, with its parameters filled in."""
        pieces = self._path_pieces
        if len(pieces) == 1:
            return base_path + self.sent_path
        return base_path + "".join(
            piece if isinstance(piece, str) else path_text(piece, arguments.get(piece.name, OMIT))
            for piece in pieces
        )

    def query_with(
        self, arguments: Mapping[str, object], extra: Mapping[str, object] | None = None
    ) -> list[str]:
        """Return the query's ``name=value`` pairs.

        Args:
            arguments: Arguments by name.
            extra: Values of parameters that are not in the document.
        """
        pairs = [
            pair
            for param in self._in("query")
            for pair in query_pairs(param, arguments.get(param.name, OMIT))
        ]
        if extra:
            pairs.extend(extra_query_pairs(extra))
        return pairs

    def headers_with(self, arguments: Mapping[str, object]) -> dict[str, str]:
        """Return the header and cookie parameters that have a value."""
        if not self._has_headers:
            return {}
        headers = {
            param.wire: header_text(param, arguments[param.name])
            for param in self._in("header")
            if _given(param, arguments)
        }
        cookies = [
            cookie_text(param, arguments[param.name])
            for param in self._in("cookie")
            if _given(param, arguments)
        ]
        if cookies:
            headers["cookie"] = "; ".join(cookies)
        return checked_headers(headers) if headers else headers

    @cached_property
    def sent_path(self) -> str:
        """The path without a fragment, which only tells operations apart (RFC 9112, 3.2)."""
        marks = (
            each.start() for each in _PLACEHOLDER_OR_FRAGMENT.finditer(self.path) if each[0] == "#"
        )
        return self.path[: next(marks, None)]

    @cached_property
    def _path_pieces(self) -> list[str | Param]:
        params = {param.wire: param for param in self._in("path")}
        pieces = _PLACEHOLDER.split(self.sent_path)
        return [params[piece] if at % 2 else piece for at, piece in enumerate(pieces)]

    @cached_property
    def _has_headers(self) -> bool:
        return bool(self._in("header") or self._in("cookie"))

    @cached_property
    def _by_location(self) -> dict[str, tuple[Param, ...]]:
        locations = {param.location for param in self.params}
        return {each: tuple(p for p in self.params if p.location == each) for each in locations}

    def _in(self, location: str) -> tuple[Param, ...]:
        return self._by_location.get(location, ())


def _given(param: Param, arguments: Mapping[str, object]) -> bool:
    value = arguments.get(param.name, OMIT)
    return value is not None and not isinstance(value, Omit)
