"""What the descriptions of operations import from the runtime; templates write the same names."""

from __future__ import annotations

from collections.abc import Iterator

from specquilt.python.render.schemes import SCHEMES
from specquilt.python.surface.types import Method, Surface

_RESULTS = {
    "json": "Json",
    "empty": "Empty",
    "text": "Text",
    "binary": "Binary",
    "events": "Events",
    "lines": "Lines",
}
_BODIES = {
    "json": "JsonBody",
    "form": "FormBody",
    "multipart": "MultipartBody",
    "binary": "BinaryBody",
    "whole": "WholeBody",
}
_PAGES = {"offset": "OffsetPages", "cursor": "CursorPages", "page": "PageNumberPages"}


def by_method(method: Method) -> Iterator[str]:
    """Yield what a method and its description use, besides its annotations."""
    yield from ("Operation", "RequestOptions", _RESULTS[method.response.kind])
    if method.outside_the_body:
        yield "Param"
    if any(not argument.required for argument in method.keyword_only):
        yield from ("OMIT", "Omit")
    if method.body:
        yield _BODIES[method.body.kind]
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
