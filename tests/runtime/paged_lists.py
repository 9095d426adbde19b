"""Operations that list items, and what servers answer to them."""

from __future__ import annotations

from typing import Any

from specquilt.python.runtime import (
    Json,
    LastItemPages,
    LinkPages,
    Operation,
    Pages,
    Param,
    UrlPages,
)

from .conftest import KEY, Runner
from .paged_server import LISTING, LocalTransport, PagedServer
from .server import json_answer
from .stand_in import Client

ITEMS: Operation[dict[str, Any]] = Operation(
    "items.list",
    "GET",
    "/v1/items",
    params=(
        Param("limit", "query"),
        Param("after", "query"),
        Param("page", "query"),
        Param("offset", "query"),
        Param("version", "header", "x-version"),
    ),
    result=Json(lambda: dict[str, Any]),
)
BARE: Operation[list[dict[str, Any]]] = Operation(
    "items.bare", "GET", "/v1/items", result=Json(lambda: list[dict[str, Any]])
)
URLS: Pages[dict[str, Any]] = UrlPages(next="links.next", items="data")
LINKS: Pages[dict[str, Any]] = LinkPages(items="")
LAST: Pages[dict[str, Any]] = LastItemPages(
    advance="after", next="id", items="data", more="has_more"
)


def page(*numbers: int, next: Any = None, **rest: Any) -> bytes:  # noqa: A002
    return json_answer({"data": numbered(*numbers), "links": {"next": next}, **rest})


def linked(*numbers: int, link: str = "") -> bytes:
    return json_answer(numbered(*numbers), link=link)


def numbered(*numbers: int) -> list[dict[str, Any]]:
    return [{"id": number} for number in numbers]


def ids(
    runner: Runner,
    operation: Operation[Any],
    pages: Pages[Any],
    *,
    options: Any = None,
    **rest: Any,
) -> list[Any]:
    def use(client: Any) -> Any:
        items = client.jobs._iterate(operation, pages, options, **rest)
        return list(items) if runner.is_sync else items

    return [item["id"] for item in runner.run(use)]


def local(
    server: PagedServer, pages: Pages[dict[str, Any]], url: str = "https://api.example.com"
) -> list[str]:
    client = Client(KEY, base_url=url, transport=LocalTransport(server))
    return [item["id"] for item in client.jobs._iterate(LISTING, pages, None)]
