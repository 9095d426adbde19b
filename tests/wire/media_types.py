"""An API with bodies of many media types, and a server for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from loopback import LoopbackServer, Request, Response
from python.zoo import TEXT, body

SILENT = {"description": "Done."}
BYTES = {"type": "string", "format": "binary"}
OBJECT = {"type": "object", "properties": {"name": TEXT, "at-all": TEXT}}
WHOLE = {"anyOf": [OBJECT, {"type": "array", "items": TEXT}]}


def _answer(*media_types: str) -> dict[str, Any]:
    return {
        "200": {
            "description": "Fine.",
            "content": {each: {"schema": OBJECT} if "json" in each else {} for each in media_types},
        }
    }


def _body(*media_types: str, schema: Any = OBJECT) -> dict[str, Any]:
    return {"required": True, "content": {each: {"schema": schema} for each in media_types}}


def _call(name: str, responses: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {"x-specquilt-call": name, "responses": responses, **rest}


PATHS: dict[str, Any] = {
    "/silent": {
        "post": _call("silent", {"200": SILENT}),
        "get": _call("redirected", {"302": {"description": "Elsewhere."}}),
        "put": _call("gone", {"204": SILENT}),
        "delete": _call("deleted", {"200": SILENT}),
        "patch": _call("emptied", {"201": {"description": "Made.", "content": {}}}),
    },
    "/speech": {
        "post": _call(
            "speak",
            _answer("audio/mpeg", "text/event-stream"),
            requestBody=body({"text": TEXT}, "application/json"),
        )
    },
    "/named": {
        "post": _call(
            "named",
            {"200": SILENT},
            requestBody=body({"method": TEXT, "mode": TEXT}, "application/json"),
        )
    },
    "/search": {
        "query": _call(
            "search", _answer("application/json"), requestBody=body({"q": TEXT}, "application/json")
        )
    },
    "/sound": {"get": _call("sound", _answer("audio/mpeg"))},
    "/table": {"get": _call("table", _answer("application/json", "text/csv"))},
    "/page": {"get": _call("page", _answer("text/plain", "image/png"))},
    "/thing": {
        "patch": _call(
            "merge",
            {"204": SILENT},
            requestBody=body({"name": TEXT}, "application/merge-patch+json"),
        ),
        "put": _call("replace", {"204": SILENT}, requestBody=_body("text/json", schema=WHOLE)),
        "post": _call(
            "choose",
            {"204": SILENT},
            requestBody=_body(
                "application/xml",
                "multipart/form-data",
                "application/json",
                "application/x-www-form-urlencoded",
                "application/vnd.thing+json",
            ),
        ),
    },
    "/call": {
        "post": _call(
            "offer",
            {"200": SILENT},
            requestBody={
                "required": True,
                "content": {
                    "multipart/form-data": {
                        "schema": {**OBJECT, "required": ["name"]},
                        "encoding": {"name": {"contentType": "application/sdp"}},
                    }
                },
            },
        )
    },
    "/lines": {"get": _call("lines", _answer("text/event-stream"))},
    "/form": {
        "post": _call(
            "fill",
            {"204": SILENT},
            requestBody={
                "content": {
                    "application/x-www-form-urlencoded": {
                        "schema": {"type": "object", "properties": {}}
                    },
                    "text/plain": {"schema": TEXT},
                }
            },
        )
    },
}


class Api:
    """A client of the package, and a server that gives one answer.

    Args:
        package: The package.
        content_type, body, status: Of the answer.
    """

    def __init__(
        self, package: Any, content_type: str = "", body: bytes = b"", status: int = 200
    ) -> None:
        headers = {"content-type": content_type} if content_type else {}
        self._answer = Response(status, headers, body)
        self._package = package
        self.requests: list[Request] = []

    def __call__(self, use: Callable[[Any], Any]) -> Any:
        """Return what a use of the client returns."""
        with LoopbackServer(lambda _: self._answer) as server:
            self.requests = server.requests
            with self._package.Client(base_url=server.url) as client:
                return use(client)

    def in_async_client(self, name: str) -> Any:
        """Return what a method of the async client returns."""

        async def use(url: str) -> Any:
            async with self._package.AsyncClient(base_url=url) as client:
                return await getattr(client, name)()

        with LoopbackServer(lambda _: self._answer) as server:
            return asyncio.run(use(server.url))
