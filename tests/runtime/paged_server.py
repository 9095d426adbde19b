"""A server of numbered items, in pages of given sizes, behind the interface of transports."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from specquilt.python.runtime import (
    CursorPages,
    Json,
    LastItemPages,
    LinkPages,
    OffsetPages,
    Operation,
    PageNumberPages,
    Pages,
    Param,
    UrlPages,
)
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.request import Request

STYLES: dict[str, Pages[dict[str, Any]]] = {
    "offset": OffsetPages(advance="offset", items="data"),
    "offset with its word": OffsetPages(advance="offset", items="data", more="has_more"),
    "page": PageNumberPages(advance="page", items="data"),
    "page from zero": PageNumberPages(advance="page", items="data", first=0),
    "cursor": CursorPages(advance="cursor", next="next", items="data"),
    "last id": CursorPages(advance="after", next="last_id", items="data", more="has_more"),
    "item": LastItemPages(advance="after", next="id", items="data", more="has_more"),
    "url": UrlPages(next="url", items="data"),
    "link": LinkPages(items="data"),
}
"""Every way to page through the items of the server."""

LISTING: Operation[dict[str, Any]] = Operation(
    "items.list",
    "GET",
    "/items",
    params=[Param(name, "query") for name in ("offset", "page", "cursor", "after")],
    result=Json(lambda: dict[str, Any]),
)


class PagedServer:
    """Answers with pages of the items 0, 1, 2 …, in any of the styles.

    Args:
        sizes: Number of items of each page. With styles that count pages, none is empty.
        style: The key in `STYLES`.
        origin: What the server believes to be its origin.
    """

    def __init__(
        self, sizes: list[int], style: str, origin: str = "https://api.example.com"
    ) -> None:
        self._origin = origin
        starts = [sum(sizes[:at]) for at in range(len(sizes) + 1)]
        self.pages = [
            [{"id": f"i{number}"} for number in range(start, end)]
            for start, end in pairwise(starts)
        ] or [[]]
        self._style = style
        self.requests = 0

    @property
    def ids(self) -> list[str]:
        """The ids of all items."""
        return [item["id"] for page in self.pages for item in page]

    def response(self, request: Request) -> Answer:
        """Return the page that a request asks for."""
        self.requests += 1
        at = self._position(dict(parse_qsl(urlsplit(request.target).query)))
        items = self.pages[at] if at < len(self.pages) else []
        is_last = at >= len(self.pages) - 1
        body: dict[str, Any] = {"data": items, "has_more": not is_last}
        if items:
            body["last_id"] = items[-1]["id"]
        headers = [("content-type", "application/json")]
        if not is_last:
            url = f"{self._origin}/items?cursor={at + 1}"
            body |= {"next": str(at + 1), "url": f"?cursor={at + 1}"}
            headers.append(("link", f'<{url}>; rel="next", <{url}>; rel="last"'))
        return Answer(json.dumps(body).encode(), Headers(headers))

    def _position(self, query: dict[str, str]) -> int:
        if "cursor" in query:
            return int(query["cursor"])
        if "page" in query:
            return int(query["page"]) - (0 if self._style == "page from zero" else 1)
        if "offset" in query:
            return self._after_item(int(query["offset"]))
        return self._after_item(int(query["after"][1:]) + 1) if "after" in query else 0

    def _after_item(self, number: int) -> int:
        """Return the page that begins with an item; the server's pages are the only ones."""
        starts = [sum(map(len, self.pages[:at])) for at in range(len(self.pages) + 1)]
        return max(at for at, start in enumerate(starts) if start == number)


class Answer:
    """A response that is already there."""

    status = 200

    def __init__(self, body: bytes, headers: Headers) -> None:
        self._body = body
        self.headers = headers

    def chunks(self) -> Iterator[bytes]:
        yield self._body

    def close(self) -> None:
        pass


class AsyncAnswer(Answer):
    """The same for async clients."""

    async def chunks(self) -> AsyncGenerator[bytes, None]:  # type: ignore[override]
        yield self._body

    async def close(self) -> None:  # type: ignore[override]
        pass


class LocalTransport:
    """Asks the server without a connection."""

    def __init__(self, server: PagedServer) -> None:
        self._server = server

    def send(self, request: Request) -> Answer:
        return self._server.response(request)

    def close(self) -> None:
        pass


class AsyncLocalTransport:
    """The same for async clients."""

    def __init__(self, server: PagedServer) -> None:
        self._server = server

    async def send(self, request: Request) -> AsyncAnswer:
        answer = self._server.response(request)
        return AsyncAnswer(b"".join(answer.chunks()), answer.headers)

    async def close(self) -> None:
        pass
