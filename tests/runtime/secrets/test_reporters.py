"""A key is shown to nobody: not to crash reporters, logs, pickles, nor where a server echoes it."""

from __future__ import annotations

import copy
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from specquilt.python.runtime import (
    ApiKey,
    Basic,
    Bearer,
    CallEvent,
    ClientSpec,
    Hooks,
    OAuth2ClientCredentials,
    ResponseError,
    SDKError,
)
from specquilt.python.runtime.auth.schemes import Authentication
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.redact import Redaction
from specquilt.python.runtime.request import Origin, Request
from specquilt.python.runtime.secret import Secret
from specquilt.python.runtime.timeouts import Timeout

from ..conftest import Runner, settled
from ..reporters import recorded, shown, walked_stack
from ..server import Answer, Loopback, Received, answer, json_answer, resets, sends_and_closes
from ..stand_in import AsyncClient, Client

CANARY = "canary/Zz+0123456789=="
GOOD = json_answer({"job_id": "j1", "status": "complete"})
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


@pytest.fixture(autouse=True)
def canary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANARY", CANARY)
    monkeypatch.setenv("NAME", "canary-name")


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


ENDINGS: dict[str, tuple[Answer, ...]] = {
    "status": (json_answer(ECHO, 401, x_echo=CANARY, www_authenticate=f"Bearer {CANARY}"),),
    "text": (answer(f"<h1>{CANARY}".encode(), 404),),
    "escaped": (answer(b'{"message":"' + CANARY.replace("/", "\\/").encode() + b'"}', 404),),
    "unicode": (answer(b'{"message":"\\u0063anary/Zz+0123456789=="}', 404),),
    "retry": (answer(b"", 503), json_answer(ECHO, 503)),
    "reset": (resets(),),
    "closed": (sends_and_closes(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n"),),
    "protocol": (sends_and_closes(f"{CANARY}\r\n\r\n".encode()),),
    "decoding": (json_answer({**ECHO, "job_id": {"a": CANARY}}),),
    "no json": (answer(CANARY.encode()),),
    "too large": (answer(CANARY.encode() * 10_000),),
    "encoding": (answer(CANARY.encode(), content_encoding="gzip"),),
    "redirect": (answer(b"", 302, location="http://a:b/"),),
    "redirects": (answer(b"", 302, location="/again"),),
    "moved": (answer(b"", 307, location="/again"), json_answer(ECHO, 404)),
}


PAIRS = [
    *(
        (scheme, ending)
        for scheme in SCHEMES
        for ending in ("status", "retry", "reset", "decoding")
    ),
    *(
        ("query", ending)
        for ending in ENDINGS
        if ending not in ("status", "retry", "reset", "decoding")
    ),
]


@pytest.mark.parametrize(("scheme", "ending"), PAIRS)
def test_crash_reporters_do_not_see_the_key(
    runner: Runner, server: Loopback, scheme: str, ending: str
) -> None:
    server.answer(with_tokens(*ENDINGS[ending]))
    options: Any = {"max_response_bytes": 10_000, "spec": spec(scheme), "api_key": None}
    with pytest.raises(SDKError) as caught:
        runner.run(lambda client: client.jobs.get("j1"), **options)
    assert_hidden(recorded(caught.value))
    assert_hidden([str(pickle.dumps(caught.value)), *shown(caught.value)])


@pytest.mark.parametrize("mode", ["raw", "streaming", "lines", "events", "download", "wait"])
def test_crash_reporters_do_not_see_the_key_of_other_methods(
    runner: Runner, server: Loopback, mode: str
) -> None:
    uses: dict[str, Callable[[Any], Any]] = {
        "raw": lambda client: client.raw_response(client.jobs.get, "j1"),
        "streaming": lambda client: client.streaming_response(client.jobs.get, "j1"),
        "lines": lambda client: client.lines(),
        "events": lambda client: client.events(),
        "download": lambda client: client.download(),
        "wait": lambda client: client.wait("j1"),
    }
    server.answer(with_tokens(json_answer(ECHO, 401)))
    with pytest.raises(SDKError) as caught:
        runner.run(uses[mode], spec=spec("query"), api_key=None)
    assert_hidden(recorded(caught.value))


def test_decoding_errors_of_raw_responses_and_streams_do_not_show_the_key(
    runner: Runner, server: Loopback
) -> None:
    server.answer(json_answer({"text": {"a": CANARY}}))

    async def use(client: Any) -> list[SDKError]:
        found: list[SDKError] = []
        raw = await settled(client.raw_response(client.jobs.get, "j1"))
        lines = await settled(client.lines())
        late = await settled(client.streaming_response(client.jobs.get, "j1"))
        steps = [
            lambda: raw.parsed,
            late.parse,
            getattr(lines, "__anext__", None) or lines.__next__,
        ]
        for step in steps:
            with pytest.raises(SDKError) as caught:
                await settled(step())
            found.append(caught.value)
        return found

    for error in runner.play(use, spec=spec("bearer"), api_key=None):
        assert_hidden([error, repr(error), vars(error)])
        assert_hidden(shown(error))


@pytest.mark.parametrize("method", ["lines", "events", "download"])
def test_crash_reporters_do_not_see_the_key_of_a_broken_stream(
    runner: Runner, server: Loopback, method: str
) -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 99\r\n\r\n"
    server.answer(resets(head))

    async def use(client: Any) -> None:
        stream = await settled(getattr(client, method)())
        if method == "download":
            await settled(stream.read())
        else:
            await settled(stream.__anext__() if hasattr(stream, "__anext__") else next(stream))

    with pytest.raises(SDKError) as caught:
        runner.play(use, spec=spec("query"), api_key=None)
    assert_hidden(recorded(caught.value))


def test_raw_body_of_an_error_is_as_received(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer(ECHO, 404))
    with pytest.raises(ResponseError) as caught:
        runner.run(lambda client: client.jobs.get("j1"), spec=spec("bearer"), api_key=None)
    error = caught.value
    assert CANARY.encode() in error.content
    assert error.body == {"message": "bad key ***", "nested": [{"***": "***"}]}
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (type(twin), twin.body, str(twin)) == (type(error), error.body, str(error))
        assert CANARY.encode() not in twin.content
        assert twin.status == 404


def test_error_that_shows_no_secret_keeps_its_body(server: Loopback) -> None:
    body = {"message": "no", "values": [1, None, True, 1.5, {"a": "b"}]}
    server.answer(json_answer(body, 404))
    with Client("k1", base_url=server.url) as client, pytest.raises(ResponseError) as caught:
        client.jobs.get("j1")
    assert caught.value.body == pickle.loads(pickle.dumps(caught.value)).body == body


@each_scheme
def test_invalid_key_is_in_no_frame(
    runner: Runner, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("CANARY", f"{CANARY}\r\nX-Evil: 1\u20ac\udc80")
    with pytest.raises(SDKError) as caught:
        runner.run(lambda client: client.jobs.get("j1"), spec=spec(scheme), api_key=None)
    assert_hidden(recorded(caught.value))


def test_key_of_a_client_that_could_not_be_made_is_in_no_frame() -> None:
    for kind in (Client, AsyncClient):
        for wrong in ({"timout": 1}, {"timeout": -1}, {"base_url": "x"}, {"headers": {"a": 5}}):
            with pytest.raises((TypeError, SDKError)) as caught:
                kind(CANARY, **wrong)
            assert_hidden(recorded(caught.value))


def test_constructor_of_the_users_own_class_keeps_its_variables() -> None:
    class Own(Client):
        def __init__(self, note: str) -> None:
            options: Any = {"timout": note}
            super().__init__("k", **options)

    with pytest.raises(TypeError) as caught:
        Own("keep me")
    frames = traceback.walk_tb(caught.value.__traceback__)
    assert any(frame.f_locals.get("note") == "keep me" for frame, _ in frames)


def test_variables_of_the_users_frames_are_kept(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)

    def hook(_: CallEvent) -> None:
        note = "keep me"
        raise ZeroDivisionError(note)

    with pytest.raises(ZeroDivisionError) as caught:
        runner.run(lambda client: client.jobs.get("j1"), hooks=Hooks(on_request=hook))
    frames = traceback.walk_tb(caught.value.__traceback__)
    assert any(frame.f_locals.get("note") == "keep me" for frame, _ in frames)


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


# --- the objects that hold it ----------------------------------------------------------------


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


# --- httpx2 ----------------------------------------------------------------------------------


def test_httpx2_does_not_log_the_key_of_a_query(
    server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answer(GOOD)
    seen: list[httpx2.Request] = []
    hooks = {"request": [seen.append]}
    with httpx2.Client(verify=False, event_hooks=hooks) as http_client:
        client = Client(None, base_url=server.url, http_client=http_client, spec=spec("query"))
        client.jobs.get("j1", options={"query": {"a": "shown"}})
    assert server.received[0].query == [("a", "shown"), ("key", CANARY)]
    assert "a=shown&key=***" in caplog.text
    assert_hidden([caplog.text, repr(seen[0]), repr(seen[0].url), str(seen[0].url)])
    assert dict(seen[0].url.params)["key"] == CANARY


def test_httpx2_logs_other_queries_as_they_are(
    server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "httpx2")
    server.answer(GOOD)
    with httpx2.Client(verify=False) as http_client:
        client = Client("k" * 20, base_url=server.url, http_client=http_client)
        client.jobs.get("j1", options={"query": {"a": "shown"}})
    assert "/v1/jobs/j1?a=shown" in caplog.text
