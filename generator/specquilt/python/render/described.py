"""Names that modules import from the runtime. Keep in step with the templates.

Classes of bodies and results are named after their kind. A new kind needs no entry here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from specquilt.api.types import PagingStyle
from specquilt.python.render.schemes import SCHEMES
from specquilt.python.surface.method_parts import PagedMethod
from specquilt.python.surface.types import Method, Surface

PAGES: Final[dict[PagingStyle, tuple[str, tuple[str, ...]]]] = {
    "offset": ("OffsetPages", ("advance", "limit", "items", "more")),
    "page": ("PageNumberPages", ("advance", "limit", "items", "more", "first")),
    "cursor": ("CursorPages", ("advance", "next", "items", "more")),
    "item": ("LastItemPages", ("advance", "next", "items", "more")),
    "url": ("UrlPages", ("next", "items", "more")),
    "link": ("LinkPages", ("items", "more")),
}
"""The class of each style of pagination, and its arguments."""

_DEFAULTS: Final[dict[str, object]] = {"limit": "", "more": "", "first": 1}
"""Arguments that are left out if they say nothing."""


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
        yield from ("Pages", PAGES[method.pagination.style][0])
    if method.polling:
        yield "Polling"


def pages_arguments(pagination: PagedMethod) -> list[tuple[str, str | int]]:
    """Return the arguments of the class that describes the pages of a method."""
    _, names = PAGES[pagination.style]
    given = [(name, getattr(pagination, name)) for name in names]
    return [(name, value) for name, value in given if _DEFAULTS.get(name, ...) != value]


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
