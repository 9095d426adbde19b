"""Parameters in the path, query, header and cookie (OpenAPI 3.1, section 4.8.12, "style")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Literal, TypeAlias, cast
from urllib.parse import quote

from ..errors import InvalidRequestError
from ..omit import Omit
from .scalars import is_model, plain_value, text_of

Location: TypeAlias = Literal["path", "query", "header", "cookie"]
Style: TypeAlias = Literal["simple", "form", "spaceDelimited", "pipeDelimited", "deepObject"]

_DEFAULT_STYLE: Final[dict[Location, Style]] = {
    "path": "simple",
    "header": "simple",
    "query": "form",
    "cookie": "form",
}
_DELIMITER: Final[dict[Style, str]] = {
    "simple": ",",
    "form": ",",
    "spaceDelimited": "%20",
    "pipeDelimited": "%7C",
    "deepObject": ",",
}


class Param:
    """One parameter of an operation.

    Args:
        name: Name of the Python argument.
        location: Where the parameter is sent.
        wire: Name of the parameter in the request, if it differs.
        style, explode: How arrays and objects are serialized. Default: as defined by OpenAPI.
    """

    __slots__ = ("explode", "location", "name", "style", "wire")

    def __init__(
        self,
        name: str,
        location: Location,
        wire: str | None = None,
        style: Style | None = None,
        explode: bool | None = None,
    ) -> None:
        self.name = name
        self.location = location
        self.wire = wire or name
        self.style: Style = style or _DEFAULT_STYLE[location]
        self.explode = self.style in ("form", "deepObject") if explode is None else explode


def path_text(param: Param, value: object) -> str:
    """Return a path parameter, percent-encoded so that it stays within its path segment.

    Raises:
        InvalidRequestError: The value would change which resource is addressed: it is omitted,
            None, empty, ``.`` or ``..`` (RFC 3986, section 5.2.4).
    """
    text = "" if _absent(value) else _simple(param, value, _quoted)
    if text in ("", ".", ".."):
        raise InvalidRequestError(
            f"{param.name!r} must not be {_shown(value)}: it is part of the path"
        )
    return text


def query_pairs(param: Param, value: object) -> Iterator[str]:
    """Yield ``name=value`` pairs, percent-encoded; nothing for an omitted or None value."""
    if _absent(value):
        return
    if param.style == "deepObject":
        yield from _deep(param.wire, value)
        return
    plain = _structure(value)
    if isinstance(plain, str):
        yield f"{_quoted(param.wire)}={_quoted(plain)}"
    elif param.explode:
        yield from _exploded(param.wire, plain)
    else:
        yield f"{_quoted(param.wire)}={_joined(plain, _DELIMITER[param.style])}"


def extra_query_pairs(query: Mapping[str, object]) -> Iterator[str]:
    """Yield the pairs of query parameters that are not in the document."""
    for name, value in query.items():
        yield from query_pairs(Param(name, "query"), value)


def header_text(param: Param, value: object) -> str:
    """Return a header parameter in style ``simple``."""
    return _simple(param, value, str)


def cookie_text(param: Param, value: object) -> str:
    """Return ``name=value`` of a cookie parameter."""
    return f"{param.wire}={_simple(param, value, _quoted)}"


_Structure: TypeAlias = "str | list[str] | dict[str, object]"


def _structure(value: object) -> _Structure:
    if isinstance(value, str | int | float):
        return text_of(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [text_of(item) for item in cast("Iterable[object]", value) if not _absent(item)]
    if is_model(value) or isinstance(value, Mapping):
        return _fields(cast("object", value))
    return _structure(plain_value(value))


def _fields(value: object) -> dict[str, object]:
    fields = cast("Mapping[object, object]", plain_value(value))
    return {str(key): item for key, item in fields.items() if not _absent(item)}


def _exploded(name: str, plain: list[str] | dict[str, object]) -> Iterator[str]:
    if isinstance(plain, dict):
        return (f"{_quoted(key)}={_quoted(text_of(item))}" for key, item in plain.items())
    return (f"{_quoted(name)}={_quoted(item)}" for item in plain)


def _deep(name: str, value: object) -> Iterator[str]:
    """Yield pairs in brackets. Lists are not in OpenAPI; servers accept ``a[]``, ``a[0][b]``."""
    if isinstance(value, list | tuple | set | frozenset):
        given = [item for item in cast("Iterable[object]", value) if not _absent(item)]
        for at, item in enumerate(given):
            yield from _deep(f"{name}[{at}]" if _is_nested(item) else f"{name}[]", item)
    elif _is_nested(value):
        for key, item in _fields(value).items():
            yield from _deep(f"{name}[{key}]", item)
    else:
        yield f"{_quoted(name)}={_quoted(text_of(value))}"


def _is_nested(value: object) -> bool:
    return is_model(value) or isinstance(value, Mapping | list | tuple)


def _joined(plain: list[str] | dict[str, object], delimiter: str) -> str:
    if isinstance(plain, dict):
        return delimiter.join(
            f"{_quoted(k)}{delimiter}{_quoted(text_of(v))}" for k, v in plain.items()
        )
    return delimiter.join(map(_quoted, plain))


def _simple(param: Param, value: object, encode: Callable[[str], str]) -> str:
    plain = _structure(value)
    if isinstance(plain, str):
        return encode(plain)
    if isinstance(plain, list):
        return ",".join(encode(item) for item in plain)
    separator = "=" if param.explode else ","
    return ",".join(f"{encode(k)}{separator}{encode(text_of(v))}" for k, v in plain.items())


def _quoted(text: str) -> str:
    try:
        return quote(text, safe="")
    except UnicodeEncodeError:
        raise InvalidRequestError("a parameter cannot be sent as UTF-8") from None


def _absent(value: object) -> bool:
    return value is None or isinstance(value, Omit)


def _shown(value: object) -> str:
    return "omitted" if isinstance(value, Omit) else repr(value)
