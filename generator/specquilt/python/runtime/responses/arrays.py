"""Numbers of a response as a numpy array, without validating each (extra ``numpy``).

Use it with a raw response::

    raw = client.raw_response(client.embed, texts=texts, model=model, ...)
    vectors = array_at(raw, "embeddings.float")
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, cast, overload

from ..decoding.results import BYTE_ORDER_MARK
from ..errors import DecodingError
from ..fields import field_at

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from .raw import RawResponse

_BUFFERS = {"f": "d", "i": "i", "u": "u"}

# A parser keeps the memory of its largest text; allocating it again takes longer than parsing.
_idle_parsers: list[Any] = []
_LARGEST_KEPT = 8 * 2**20


@overload
def array_at(
    response: RawResponse[Any], path: str = "", dtype: Literal["float32"] = "float32"
) -> NDArray[numpy.float32]: ...


@overload
def array_at(
    response: RawResponse[Any], path: str = "", *, dtype: Literal["float64"]
) -> NDArray[numpy.float64]: ...


@overload
def array_at(
    response: RawResponse[Any], path: str = "", *, dtype: Literal["int8"]
) -> NDArray[numpy.int8]: ...


@overload
def array_at(
    response: RawResponse[Any], path: str = "", *, dtype: Literal["uint8"]
) -> NDArray[numpy.uint8]: ...


@overload
def array_at(response: RawResponse[Any], path: str = "", *, dtype: str) -> NDArray[Any]: ...


def array_at(response: RawResponse[Any], path: str = "", dtype: str = "float32") -> NDArray[Any]:
    """Return an array of numbers, an array of such arrays, or base64 texts, as one numpy array.

    Args:
        response: A complete response, see `raw_response`.
        path: Wire names of the fields that lead to the array, joined by dots.
        dtype: Type of the result. Base64 strings contain little-endian numbers of this type;
            null becomes NaN if the type supports it.

    Raises:
        DecodingError: There is no such array, or its rows differ in length.
    """
    content = response.content.removeprefix(BYTE_ORDER_MARK)
    try:
        array = _parsed_in_place(content, path, dtype)
        return _array(field_at(_parser()(content), path), dtype) if array is None else array
    except (ValueError, TypeError, OverflowError, binascii.Error) as error:
        raise DecodingError(
            f"there is no array of numbers at {path!r}: {error}",
            status=response.status,
            headers=response.headers,
            content=response.content,
            request_id=response.request_id,
        ) from None


def _parsed_in_place(content: bytes, path: str, dtype: str) -> NDArray[Any] | None:
    """Return the array without a Python object for each number, or None if that is impossible.

    This needs pysimdjson; the general way, which also reports errors, handles all other cases.
    """
    import numpy

    if not find_spec("simdjson"):
        return None
    kind = numpy.dtype(dtype)
    try:
        numbers, shape = _numbers(content, path, _BUFFERS[kind.kind])
        array = numbers.astype(kind).reshape(shape)
    except (ValueError, TypeError, LookupError, AttributeError):
        return None
    exact = kind.kind == "f" or numpy.array_equal(array.ravel(), numbers)
    return array if exact else None


def _numbers(content: bytes, path: str, kind: str) -> tuple[NDArray[Any], tuple[int, ...]]:
    """Return the parsed numbers, eight bytes each, and their shape."""
    import numpy

    parser = _idle_parser()
    found = parser.parse(content)
    for name in path.split(".") if path else ():
        found = found[name]
    shape = _shape(found)
    numbers = numpy.frombuffer(found.as_buffer(of_type=kind), f"{'f' if kind == 'd' else kind}8")
    del found  # a parser cannot be used again while a part of its document is alive
    if len(content) <= _LARGEST_KEPT:
        _idle_parsers.append(parser)
    return numbers, shape


def _idle_parser() -> Any:
    try:
        return _idle_parsers.pop()
    except IndexError:
        return import_module("simdjson").Parser()


def _shape(found: Any) -> tuple[int, ...]:
    if not len(found) or isinstance(found[0], float | int):
        return (len(found),)
    widths = {len(row) for row in found}
    if len(widths) > 1 or not all(isinstance(row[0], float | int) for row in found if len(row)):
        raise ValueError("its rows differ in length or are not numbers")
    return (len(found), widths.pop())


def _array(found: Any, dtype: str) -> NDArray[Any]:
    import numpy

    if isinstance(found, str):
        return _decoded(found, dtype)
    if not isinstance(found, list):
        raise TypeError(f"{type(found).__name__} is not an array")
    rows = cast("Sequence[Any]", found)
    if rows and isinstance(rows[0], str):
        return numpy.stack([_decoded(text, dtype) for text in rows])
    if rows and isinstance(rows[0], list):
        return _flattened(rows, dtype)
    return numpy.array(rows, dtype=dtype)


def _flattened(rows: Sequence[list[Any]], dtype: str) -> NDArray[Any]:
    """Return rows of equal length; takes two thirds of the time of `numpy.array`."""
    import numpy

    width = len(rows[0])
    if any(len(row) != width for row in rows):
        raise ValueError("its rows differ in length")
    numbers = numpy.fromiter(chain.from_iterable(rows), dtype, len(rows) * width)
    return numbers.reshape(len(rows), width)


def _decoded(text: str, dtype: str) -> NDArray[Any]:
    import numpy

    kind = numpy.dtype(dtype).newbyteorder("<")
    return numpy.frombuffer(base64.b64decode(text, validate=True), dtype=kind)


def _parser() -> Callable[[bytes], Any]:
    """Return the fastest installed JSON parser; pydantic always provides one."""
    if find_spec("orjson"):
        return cast("Callable[[bytes], Any]", import_module("orjson").loads)
    return cast("Callable[[bytes], Any]", import_module("pydantic_core").from_json)
