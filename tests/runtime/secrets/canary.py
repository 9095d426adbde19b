"""A key that must be seen nowhere, the schemes that send it, and how calls with it end."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.python.runtime import (
    ApiKey,
    Basic,
    Bearer,
    ClientSpec,
    OAuth2ClientCredentials,
)

from ..server import Answer, Received, json_answer

CANARY = "canary/Zz+0123456789=="
ECHO = {"message": f"bad key {CANARY}", "nested": [{CANARY: f"Bearer {CANARY}"}]}
BEARER = Bearer("key", "CANARY")
SCHEMES: dict[str, Any] = {
    "bearer": BEARER,
    "header": ApiKey("key", "header", "X-Key", "CANARY"),
    "query": ApiKey("key", "query", "key", "CANARY"),
    "cookie": ApiKey("key", "cookie", "session", "CANARY"),
    "basic": Basic(environment=("NAME", "CANARY")),
    "oauth": OAuth2ClientCredentials(token_url="/token", environment=("NAME", "CANARY")),
}
each_scheme = pytest.mark.parametrize("scheme", SCHEMES)


def spec(scheme: str) -> ClientSpec:
    return ClientSpec("stand-in", "1", ("http://unused",), auth=(SCHEMES[scheme],))


def forms() -> list[str]:
    """The key as it is, and as it is sent."""
    basic = "Y2FuYXJ5LW5hbWU6Y2FuYXJ5"
    return [CANARY, "canary%2FZz%2B0123456789%3D%3D", "canary\\/Zz", basic, "canary/Zz"]


def assert_hidden(texts: Any) -> None:
    for text in texts:
        assert [form for form in forms() if form in str(text)] == []


def with_tokens(*answers: Answer) -> Any:
    """Answer requests for tokens with the canary, and others with the answers."""
    left = list(answers)

    def behave(connection: Any, request: Received) -> None:
        if request.path == "/token":
            connection.sendall(json_answer({"access_token": CANARY, "expires_in": 3600}))
            return
        found = left.pop(0) if len(left) > 1 else left[0]
        connection.sendall(found) if isinstance(found, bytes) else found(connection, request)

    return behave
