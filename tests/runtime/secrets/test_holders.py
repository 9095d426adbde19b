"""Objects and running frames that hold a key do not show it."""

from __future__ import annotations

import copy
import logging
import pickle
from collections.abc import Iterator
from typing import Any

import pytest

from specquilt.python.runtime import Hooks
from specquilt.python.runtime.auth.schemes import Authentication
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.redact import Redaction
from specquilt.python.runtime.request import Origin, Request
from specquilt.python.runtime.secret import Secret
from specquilt.python.runtime.timeouts import Timeout

from ..conftest import Runner, settled
from ..reporters import recorded, shown, walked_stack
from ..scenarios import GOOD
from ..server import Loopback
from ..stand_in import Client
from .canary import CANARY, assert_hidden, each_scheme, spec, with_tokens


@each_scheme
def test_client_and_results_do_not_show_the_key(
    runner: Runner, server: Loopback, scheme: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answer(with_tokens(GOOD))
    seen: list[str] = []
    hooks = Hooks(*[lambda event: seen.extend([*shown(event), walked_stack()])] * 3)

    async def use(client: Any) -> list[Any]:
        made: list[Any] = [client, client.jobs]
        made.append(await settled(client.raw_response(client.jobs.get, "j1")))
        made.append(await settled(client.streaming_response(client.jobs.get, "j1")))
        made.append(await settled(client.lines()))
        made.append(await settled(client.download()))
        made.append(await settled(client.jobs.get("j1")))
        seen.extend(text for value in made for text in shown(value))
        return made

    headers = {"X-Own": "harmless"}
    runner.play(use, spec=spec(scheme), api_key=None, hooks=hooks, headers=headers)
    assert len(seen) > 30
    assert_hidden([*seen, caplog.text])
    assert "jobs.get" in caplog.text


def test_headers_and_proxies_of_a_client_are_not_shown() -> None:
    headers = {"Authorization": f"Own {CANARY}"}
    client = Client(CANARY, headers=headers, proxy=f"http://user:{CANARY}@127.0.0.1:9")
    assert_hidden(shown(client))
    assert_hidden(shown(client.with_options(timeout=5)))


class Watching:
    """A transport of the user's that looks at the frames that are running."""

    status = 200
    headers = Headers([("content-type", "application/json")])

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.asked: list[str] = []

    def send(self, request: Request) -> Watching:
        self.seen.append(walked_stack())
        self.asked.append(request.target.partition("?")[0])
        return self

    def chunks(self) -> Iterator[bytes]:
        token = b'{"access_token":"' + CANARY.encode() + b'"}'
        yield token if self.asked[-1] == "/token" else b'{"job_id":"j1","status":"x"}'

    def close(self) -> None:
        pass


@each_scheme
def test_running_frames_do_not_show_the_key(scheme: str) -> None:
    """Some reporters record the frames that are running, e.g. when a message is logged."""
    transport = Watching()
    with Client(None, base_url="https://a", transport=transport, spec=spec(scheme)) as client:
        client.jobs.get("j1")
    assert transport.asked == ["/token"] * (scheme == "oauth") + ["/v1/jobs/j1"]
    assert "jobs.get" in transport.seen[-1]
    assert_hidden(transport.seen)


def test_interrupted_call_does_not_show_the_key(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    import httpcore2

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", interrupt)
    with (
        Client(None, base_url=server.url, spec=spec("bearer")) as client,
        pytest.raises(KeyboardInterrupt) as caught,
    ):
        client.jobs.get("j1")
    assert_hidden(recorded(caught.value))


TOKEN = f"token {CANARY}"
HOLDERS: list[Any] = [
    Secret(CANARY),
    Authentication({"authorization": CANARY}, f"k={CANARY}", secrets=(CANARY,), tokens=(TOKEN,)),
    Request(
        "GET",
        Origin("https", "a.example", 443),
        f"/?k={CANARY}",
        {"authorization": CANARY},
        CANARY.encode(),
        Timeout(),
        None,
        secrets=(CANARY,),
    ),
]


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda holder: type(holder).__name__)
def test_holder_of_a_key_shows_nothing(holder: Any) -> None:
    assert_hidden(shown(holder))
    assert not isinstance(holder, tuple | list | dict)
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(holder)


def test_holder_of_a_key_gives_it_to_those_who_ask() -> None:
    secret, added, request = HOLDERS
    assert secret.reveal() == CANARY
    assert copy.deepcopy(secret).reveal() == copy.copy(secret).reveal() == CANARY
    assert added.headers["authorization"] == request.headers["authorization"] == CANARY
    assert (added.query, request.target) == (f"k={CANARY}", f"/?k={CANARY}")
    assert added.secrets == request.secrets == (CANARY,)
    assert added.tokens == (TOKEN,)
    assert request.body == CANARY.encode()
    moved = request.replace(method="PUT", is_foreign=True)
    assert (moved.method, moved.is_foreign, moved.target) == ("PUT", True, request.target)


@pytest.mark.parametrize(("secret", "text"), [("abc", "abc"), ("abcd", "***"), ("", "abcd")])
def test_very_short_secrets_are_not_replaced(secret: str, text: str) -> None:
    given = "abc" if secret == "abc" else "abcd"
    assert Redaction([secret]).text(given) == text
