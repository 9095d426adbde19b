"""Generated packages page through lists in every style that documents describe."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest

from api.small import document
from loopback import LoopbackServer, Request, Response
from wire.generated import imported

TEXT = {"type": "string"}
THING = {"type": "object", "properties": {"id": TEXT}, "required": ["id"]}
THINGS = {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}
MORE = {"has_more": {"type": "boolean"}}
SIZE = 3
COUNT = 8


def _listing(name: str, query: str, schema: dict[str, Any], **response: Any) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    return {
        "get": {
            "x-specquilt-call": name,
            "parameters": [{"name": each, "in": "query", "schema": TEXT} for each in query.split()],
            "responses": {"200": {"description": "Fine.", "content": content, **response}},
        }
    }


def _page(**fields: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"data": THINGS, **fields}}


PATHS = {
    "/by_item": _listing("by_item", "starting_after limit", _page(**MORE)),
    "/by_cursor": _listing("by_cursor", "cursor", _page(next_cursor={"type": ["string", "null"]})),
    "/by_url": _listing(
        "by_url",
        "limit",
        _page(
            links={"type": "object", "properties": {"next": TEXT}},
            included={"type": "array", "items": TEXT},
        ),
    ),
    "/by_link": _listing("by_link", "per_page", THINGS, headers={"Link": {"schema": TEXT}}),
    "/by_number": _listing("by_number", "page", _page(**MORE)),
    "/by_offset": _listing("by_offset", "offset limit", _page(total={"type": "integer"})),
}
STYLES = [path.removeprefix("/") for path in PATHS]
IDS = [f"t{number}" for number in range(COUNT)]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("paging")
    with imported(document(PATHS, {"Thing": THING}), folder) as package:
        yield package


def answer(request: Request) -> Response:
    """Return the page of things that a request asks for, in all styles at once."""
    start = _start(dict(request.query))
    end = start + SIZE
    things = [{"id": each} for each in IDS[start:end]]
    more = end < COUNT
    url = f"{request.path}?start={end}"
    headers = {"content-type": "application/json"}
    if request.path == "/by_link":
        headers |= {"link": f'<{url}>; rel="next"'} if more else {}
        return Response(200, headers, json.dumps(things).encode())
    body: dict[str, Any] = {"data": things, "has_more": more, "included": [f"from {start}"]}
    body |= {"links": {"next": url}, "next_cursor": f"c{end}"} if more else {"links": {}}
    return Response(200, headers, json.dumps(body).encode())


def _start(query: dict[str, str]) -> int:
    if "starting_after" in query:
        return IDS.index(query["starting_after"]) + 1
    if "page" in query:
        return (int(query["page"]) - 1) * SIZE
    return int(query.get("cursor", "c0")[1:]) or int(query.get("start", query.get("offset", 0)))


@pytest.mark.parametrize("style", STYLES)
def test_every_item_is_listed_once(package: Any, style: str) -> None:
    with LoopbackServer(answer) as server, package.Client(base_url=server.url) as client:
        things = list(getattr(client, f"{style}_all")())
    assert [each.id for each in things] == IDS
    assert {type(each) for each in things} == {package.types.Thing}


@pytest.mark.parametrize("style", STYLES)
def test_every_item_is_listed_once_by_async_clients(package: Any, style: str) -> None:
    async def read(url: str) -> list[str]:
        async with package.AsyncClient(base_url=url) as client:
            return [each.id async for each in getattr(client, f"{style}_all")()]

    with LoopbackServer(answer) as server:
        assert asyncio.run(read(server.url)) == IDS


def test_pages_have_what_is_beside_the_items(package: Any) -> None:
    with LoopbackServer(answer) as server, package.Client(base_url=server.url) as client:
        pages = list(client.by_url_all().pages())
    assert [each.included for each in pages] == [["from 0"], ["from 3"], ["from 6"]]


def test_method_for_one_page_returns_what_it_did(package: Any) -> None:
    with LoopbackServer(answer) as server, package.Client(base_url=server.url) as client:
        assert client.by_item().has_more is True
        assert [each.id for each in client.by_link()] == IDS[:SIZE]
