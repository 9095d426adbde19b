"""What a fake of an API makes of requests, and what tests can ask of them."""

from __future__ import annotations

from typing import Any

import pytest


def test_calls_have_what_was_sent(fake: Any) -> None:
    client = fake.client()
    client.quilts.send("a/b", name="log cabin", options={"query": {"x": ["1", "2"]}})
    call = fake.quilts.send.calls[0]
    assert call is fake.calls[0]
    assert (call.method, call.path) == ("POST", "/v1/quilts/a%2Fb")
    assert call.url == "https://zoo.example/v1/quilts/a%2Fb?x=1&x=2"
    assert call.path_parameters == {"id": "a/b"}
    assert call.query == {"x": ["1", "2"]}
    assert call.body == {"name": "log cabin"}
    assert call.content == b"name=log%20cabin"
    assert call.headers["Authorization"] == "Bearer fake-key"


def test_parts_of_forms_are_text_and_bytes(fake: Any) -> None:
    fake.client().animals.voice.upload("1", sound=("miaow.mp3", b"\x00\xff"), title="Miaow")
    assert fake.animals.voice.upload.calls[0].body == {"sound": b"\x00\xff", "title": "Miaow"}


def test_no_secret_is_shown(fake: Any, package: Any) -> None:
    client = package.Client("canary-key", transport=fake.transport)
    client.quilts.get("q1", options={"query": {"key": "canary-key"}})
    call = fake.calls[0]
    shown = f"{fake!r} {fake.quilts!r} {fake.quilts.get!r} {call!r} {call.url} {call.query}"
    assert "canary-key" not in f"{shown} {call.headers!r} {vars(call)}"
    assert repr(call) == "<ReceivedCall GET /v1/quilts/q1>"
    assert repr(fake) == "<Fake of zoo_client: 1 call>"


def test_a_strict_fake_names_the_line_to_add(testing: Any) -> None:
    client = testing.Fake(strict=True).client()
    with pytest.raises(testing.FakeError, match=r"add fake\.quilts\.get\.returns\(\.\.\.\)$"):
        client.quilts.get("q1")
    with pytest.raises(testing.FakeError, match=r"add fake\.quilts\.lines\.streams\(\.\.\.\)$"):
        client.quilts.lines()


def test_the_base_path_is_no_part_of_an_operation(fake: Any) -> None:
    client = fake.client()
    client.anything("v1", "quilts", "q1")
    client.quilts.put("q1")
    assert [each.path for each in fake.quilts.put.calls] == ["/v1/quilts/q1/"]
    assert [each.path for each in fake.anything.calls] == ["/v1/v1/quilts/q1"]


def test_a_literal_path_is_preferred(fake: Any) -> None:
    fake.client().quilts.newest()
    assert len(fake.quilts.newest.calls) == 1
    with fake.client().quilts.lines() as stream:
        assert [each.id for each in stream] == ["id"]
    assert len(fake.quilts.lines.calls) == 1
    assert fake.quilts.get.calls == []


@pytest.mark.parametrize("base", ["https://a.example", "https://a.example/b/v1"])
def test_other_base_urls_are_understood(fake: Any, package: Any, base: str) -> None:
    client = package.Client("key", base_url=base, transport=fake.transport)
    assert client.quilts.get("q1").size == 0
    assert fake.quilts.get.calls[0].path_parameters == {"id": "q1"}


def test_a_request_to_no_operation_names_the_nearest(fake: Any, package: Any, testing: Any) -> None:
    client = fake.client()
    request = package._runtime.request.Request(
        "GET",
        package._runtime.request.Origin("https", "zoo.example", 443),
        "/v1/quilt/1/2",
        {},
        None,
        package.Timeout(),
        None,
    )
    with pytest.raises(testing.FakeError, match=r"GET /quilts/\{id\}  \(quilts\.get\)"):
        client._sender._options["transport"].send(request)


def test_a_request_without_a_required_field_is_refused(fake: Any, testing: Any) -> None:
    options = {"body": b"title=x", "content_type": "application/x-www-form-urlencoded"}
    message = "quilts.send requires the field 'name' of the body, which the request does not have"
    with pytest.raises(testing.FakeError, match=message):
        fake.client().quilts.send("q1", name="x", options=options)


def test_nothing_waits(fake: Any, package: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: pytest.fail("waited"))
    fake.jobs.get.returns(status="sewing").then(status="done")
    client = fake.client()
    assert client.wait(package.types.Job(id="1", status="new")).status == "done"
    fake.quilts.get.fails(429, times=1)
    client.quilts.get("q1")
    fake.jobs.get.returns(status="sewing")
    with pytest.raises(AssertionError, match="does a job never finish"):
        client.wait(package.types.Job(id="1", status="new"))


def test_clients_wait_if_asked_to(fake: Any, package: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    fake.jobs.get.returns(status="sewing").then(status="done")
    fake.client(waits=True).wait(package.types.Job(id="1", status="new"), interval=7)
    assert pauses == [7]


def test_operations_that_only_their_query_distinguishes(fake: Any) -> None:
    fake.tokens.create.returns("new")
    fake.tokens.refresh.returns("fresh")
    client = fake.client()
    assert (client.tokens.create(), client.tokens.refresh()) == ("new", "fresh")


def test_paths_with_a_fragment_are_answered(fake: Any) -> None:
    fake.tokens.revoke.returns("gone")
    assert fake.client().tokens.revoke("1") == "gone"
    assert [call.path for call in fake.calls] == ["/v1/token/1"]
