"""The names that annotations mention, and that a module has to import for them."""

from __future__ import annotations

from collections.abc import Iterator

from specquilt.api.types import Api, Operation
from specquilt.api.value_types import Constants, ListOf, MapOf, Named, Scalar, Type, UnionOf
from specquilt.python.render.schemes import SCHEMES

_CONTAINERS: dict[tuple[type, bool], tuple[str, ...]] = {
    (ListOf, False): ("list",),
    (ListOf, True): ("Sequence",),
    (MapOf, False): ("dict", "str"),
    (MapOf, True): ("Mapping", "str"),
}


def by_client(api: Api, polls: int) -> Iterator[str]:
    """Yield what the client's own methods mention.

    Args:
        api: the API.
        polls: number of operations that can be waited for.
    """
    yield from ("Unpack", "str", "float", "object")
    if any(SCHEMES[scheme.kind].may_be_called for scheme in api.auth):
        yield from ("Awaitable", "Callable")
    for header in api.headers:
        yield from _by_type(header.type, sent=True)
    if polls:
        yield from ("Callable", "types")
    if polls > 1:
        yield from ("Any", "overload")


def by_operation(operation: Operation) -> Iterator[str]:
    """Yield what the methods of an operation mention."""
    for param in operation.params:
        if param.constant is None:
            yield from _by_type(param.type, sent=True)
    if operation.response.type is not None:
        yield from _by_type(operation.response.type, sent=False)
    if operation.pagination:
        yield from ("Iterator", "AsyncIterator")
        yield from _by_type(operation.pagination.item_type, sent=False)


def _by_type(type_: Type, *, sent: bool) -> Iterator[str]:
    match type_:
        case Scalar("datetime" | "date"):
            yield "datetime"
        case Scalar("any"):
            yield "Any"
        case Scalar(kind):
            yield kind
        case Constants():
            yield "Literal"
        case Named():
            yield "types"
        case ListOf(inner) | MapOf(inner):
            yield from _CONTAINERS[type(type_), sent]
            yield from _by_type(inner, sent=sent)
        case UnionOf(members):
            for member in members:
                yield from _by_type(member, sent=sent)
