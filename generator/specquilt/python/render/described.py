"""What the descriptions of operations import from the runtime; templates write the same names.

Classes for bodies and results are named after their kind: a new kind needs no entry here.
"""

from __future__ import annotations

from collections.abc import Iterator

from specquilt.python.render.schemes import SCHEMES
from specquilt.python.surface.types import Method, Surface

_PAGES = {"offset": "OffsetPages", "cursor": "CursorPages", "page": "PageNumberPages"}


def by_method(method: Method) -> Iterator[str]:
    """Yield what a method and its description use, besides its annotations."""
    yield from ("Operation", "RequestOptions", method.response.kind.title())
    if method.outside_the_body:
        yield "Param"
    if any(not argument.required for argument in method.keyword_only):
        yield from ("OMIT", "Omit")
    if method.body:
        yield f"{method.body.kind.title()}Body"
    if method.pagination:
        yield from ("Pages", _PAGES[method.pagination.style])
    if method.polling:
        yield "Polling"


def by_client(surface: Surface, *, waits: bool) -> set[str]:
    """Return what the client uses besides what its own methods need.

    Args:
        waits: whether it has the method `wait`.
    """
    names = {"AsyncClientOptions", "ClientOptions", "ClientSpec"}
    names |= {SCHEMES[scheme.kind].name for scheme in surface.credentials}
    names |= {"GlobalHeader"} if surface.headers else set()
    return names | ({"RequestOptions"} if waits else set())
