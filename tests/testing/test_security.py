"""Clients of a fake have credentials for every scheme; tokens are given, and are no calls."""

from __future__ import annotations

import asyncio
import importlib
from pathlib import Path
from typing import Any

import httpx2

from api.small import document
from python.zoo import answer
from wire.generated import imported

FLOW = {"tokenUrl": "https://auth.example/token", "scopes": {}}
SCHEMES = {
    "oauth": {"type": "oauth2", "flows": {"clientCredentials": FLOW}},
    "key": {"type": "apiKey", "in": "query", "name": "key"},
}
GET: dict[str, Any] = {"responses": answer({"type": "string"})}
PATHS = {
    "/both": {"get": GET | {"security": [{"oauth": [], "key": []}], "x-specquilt-call": "both"}},
    "/open": {"get": GET | {"security": [], "x-specquilt-call": "open"}},
}


def test_requests_have_a_token_and_a_key(tmp_path: Path) -> None:
    spec = document(PATHS, components={"securitySchemes": SCHEMES})
    with imported(spec, tmp_path) as package:
        fake = importlib.import_module(f"{package.__name__}.testing").Fake()
        client = fake.client()
        assert client.both() == "string"
        assert client.open() == "string"
        first, second = fake.calls
        assert first.headers["authorization"] == "Bearer fake-token"
        assert first.query == {"key": "***"}
        assert first.url == "https://fake.invalid/both?key=***"
        assert "authorization" not in second.headers
        with httpx2.Client(transport=fake.http_transport) as own:
            fake.client(http_client=own).both()
        asyncio.run(_with_aiohttp(fake))
        assert [call.query for call in fake.calls[2:]] == [{"key": "***"}] * 2


async def _with_aiohttp(fake: Any) -> None:
    transport = fake.aiohttp_transport()
    await fake.async_client(transport=transport).both()
    await transport.close()
