"""What recording transports write has no secrets, and is replayed all the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import KEY, settled
from .recorded import JOB, get, items, rows
from .server import Loopback, chunked, json_answer

CANARY = "canary-5f2c8e"


SECRETS: dict[str, Any] = {
    "the key, sent back": {**JOB, "name": f"your key is {KEY}"},
    "a field": {**JOB, "api_key": CANARY},
    "a field in camel case": {**JOB, "accessToken": CANARY},
    "a field inside another": {
        **JOB,
        "parts": [],
        "user": [{"client-secret": {"value": [CANARY]}}],
    },
    "a token": {**JOB, "token": CANARY},
}


@pytest.mark.parametrize("place", SECRETS)
def test_secret_of_an_answer_is_not_recorded(
    place: str, play: Callable[..., Any], server: Loopback, tmp_path: Path
) -> None:
    server.answer(json_answer(SECRETS[place], x_key=CANARY, set_cookie=f"session={CANARY}"))
    assert play(get) == "j1"
    text = (tmp_path / "folder" / "exchanges.jsonl").read_text("utf-8")
    assert CANARY not in text
    assert KEY not in text
    assert play(get, replayed=True) == "j1"


def test_secret_of_a_request_is_not_recorded_and_still_matches(
    play: Callable[..., Any], server: Loopback, tmp_path: Path
) -> None:
    async def send(client: Any) -> Any:
        body = {"password": CANARY, "name": KEY, "note": CANARY, "input_tokens": 3}
        options = {
            "headers": {"x-session": CANARY, "cookie": f"a={CANARY}"},
            "query": {"access_token": CANARY, "page_token": "p2", "q": KEY},
        }
        return await settled(client.jobs.create(name="n", options={**options, "body": body}))

    server.answer(json_answer(JOB))
    play(send, hide=["note"])
    (row,) = rows(tmp_path)
    assert row["url"] == f"{server.url}/v1/jobs?access_token=***&page_token=p2&q=***"
    assert {k: row["request_body"][k] for k in ("password", "note", "input_tokens")} == {
        "password": "***",
        "note": "***",
        "input_tokens": 3,
    }
    assert CANARY not in json.dumps(row)
    assert KEY not in json.dumps(row)
    play(send, replayed=True, hide=["note"])


def test_secrets_in_events_are_not_recorded(
    play: Callable[..., Any], server: Loopback, tmp_path: Path
) -> None:
    async def words(client: Any) -> list[str]:
        return [each.text async for each in items(await settled(client.events()))]

    event = f'data: {{"text": "a", "secret": "{CANARY}"}}\n\ndata: [DONE]\n\n'
    server.answer(chunked(event.encode(), content_type="text/event-stream"))
    assert play(words) == ["a"]
    (row,) = rows(tmp_path)
    assert row["response_body"] == 'data: {"text": "a", "secret": "***"}\n\ndata: [DONE]\n\n'
