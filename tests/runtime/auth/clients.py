"""Clients that need credentials, and what a server of tokens answers."""

from __future__ import annotations

from typing import Any

from specquilt.python.runtime import ClientSpec, OAuth2ClientCredentials

from ..server import Loopback, answer, json_answer

REFUSED = answer(b"", 401)
BUSY = answer(b"", 503)


def spec(*schemes: Any) -> ClientSpec:
    return ClientSpec("stand-in", "1", ("http://unused",), auth=schemes)


def token(text: str, lifetime: float = 3600) -> bytes:
    return json_answer({"access_token": text, "expires_in": lifetime, "token_type": "bearer"})


def sent(server: Loopback) -> list[str]:
    return [r.headers.get("authorization", r.path) for r in server.received]


OAUTH = spec(OAuth2ClientCredentials(token_url="/token"))
WHO = {"client_id": "me", "client_secret": "s&cret-s&cret"}
SETTINGS: dict[str, Any] = {"spec": OAUTH, "credentials": WHO}
