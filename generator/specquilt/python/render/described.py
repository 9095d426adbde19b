"""Names that modules import from the runtime. Keep in step with the templates.

Classes of bodies and results are named after their kind. A new kind needs no entry here.
"""

from __future__ import annotations

from collections.abc import Iterator

from specquilt.python.render.schemes import SCHEMES
from specquilt.python.surface.types import Method, Surface

_PAGES = {"offset": "OffsetPages", "cursor": "CursorPages", "page": "PageNumberPages"}


def by_method(method: Method) -> Iterator[str]:
    """Yield the names that a method and its operation use, except those in annotations."""
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
    """Return the names that the client uses, except those of its methods.

    Args:
        surface: The surface of the package.
        waits: Whether the client has the method `wait`.
    """
    names = {"AsyncClientOptions", "ClientOptions", "ClientSpec"}
    names |= {SCHEMES[scheme.kind].name for scheme in surface.credentials}
    names |= {"GlobalHeader"} if surface.headers else set()
    return names | ({"RequestOptions"} if waits else set())
