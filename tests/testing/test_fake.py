"""What tests can say about the operations of a fake, and what they can ask it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest


def test_fields_are_given_and_others_are_as_by_default(fake: Any) -> None:
    fake.quilts.get.returns(made="today")
    assert fake.client().quilts.get("q1").model_dump() == {"id": "id", "size": 0, "made": "today"}


def test_without_fields_the_default_is_returned(fake: Any) -> None:
    fake.quilts.get.fails(500).returns()
    client = fake.client(max_retries=1)
    assert client.quilts.get("q1").size == 0


def test_the_last_answer_stays(fake: Any, package: Any) -> None:
    fake.quilts.get.returns(size=1).then(size=2).then(package.types.Quilt(id="q", size=3))
    client = fake.client()
    assert [client.quilts.get("q1").size for _ in range(4)] == [1, 2, 3, 3]


def test_a_new_expression_replaces_the_one_before(fake: Any) -> None:
    fake.quilts.get.returns(size=1).then(size=2)
    fake.quilts.get.returns(size=3)
    assert fake.client().quilts.get("q1").size == 3


def test_then_needs_a_beginning(fake: Any, testing: Any) -> None:
    with pytest.raises(testing.FakeError, match="begin with returns"):
        fake.quilts.get.then(size=1)


def test_objects_inside_are_completed(fake: Any) -> None:
    fake.by_offset.list.returns(items=[{"id": "a"}, {"size": 2}])
    listed = fake.client().by_offset.list().items
    assert [(each.id, each.size) for each in listed] == [("a", 0), ("id", 2)]


def test_tag_decides_which_member_of_a_union_is_completed(fake: Any, package: Any) -> None:
    fake.animals.get.returns({"kind": "dog", "friend": {"kind": "cat"}})
    dog = fake.client().animals.get("1")
    assert isinstance(dog, package.types.Dog)
    assert dog.friend == package.types.Cat(kind="cat", id="id")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            lambda fake: fake.quilts.get.returns(siz=1),
            "Quilt has no field 'siz': did you mean size",
        ),
        (lambda fake: fake.quilts.get.returns(size="x"), "size: expected an integer"),
        (lambda fake: fake.quilts.get.returns({}, size=1), "returns one value, or fields of it"),
        (lambda fake: fake.quilts.get.streams({}), "does not stream: use returns"),
        (lambda fake: fake.quilts.lines.returns({}), "quilts.lines streams: use streams"),
        (lambda fake: fake.quilts.get.pages([]), "quilts.get has no pages"),
        (lambda fake: fake.greet.returns(1), "greet returns text, not int"),
        (lambda fake: fake.animals.voice.get.returns("x"), "returns bytes, not str"),
        (lambda fake: fake.animals.delete.returns(1), "returns nothing: give no value"),
    ],
)
def test_what_does_not_fit_is_refused(fake: Any, testing: Any, wrong: Any, message: str) -> None:
    with pytest.raises(testing.FakeError, match=message):
        wrong(fake)


@pytest.mark.parametrize(
    ("name", "message"),
    [("quits", "fake has no 'quits': did you mean quilts"), ("__x", "__x"), ("_x", "_x")],
)
def test_unknown_operations_are_named_with_their_neighbours(
    fake: Any, name: str, message: str
) -> None:
    with pytest.raises(AttributeError, match=message):
        getattr(fake, name)
    with pytest.raises(AttributeError, match=r"fake\.quilts has no 'gets': did you mean get\?"):
        fake.quilts.gets  # noqa: B018


def test_an_operation_with_a_name_of_the_fake_has_an_underscore(fake: Any) -> None:
    fake.client_.returns("text")
    assert fake.client().client() == "text"


def test_text_bytes_and_nothing(fake: Any) -> None:
    fake.greet.returns("hello")
    fake.animals.voice.get.returns(b"miaow")
    fake.animals.delete.returns()
    client = fake.client()
    assert client.greet() == "hello"
    assert client.animals.voice.get("1").read() == b"miaow"
    assert client.animals.delete("1") is None


# --- failures ------------------------------------------------------------------------------------


def test_failures_end_after_their_times(fake: Any, package: Any) -> None:
    fake.quilts.get.fails(package.errors.TooManyRequestsError, times=2, retry_after=3)
    assert fake.client().quilts.get("q1").size == 0
    assert len(fake.quilts.get.calls) == 3


def test_failures_stay_without_times(fake: Any, package: Any) -> None:
    fake.quilts.get.fails(package.errors.NotFoundError, message="gone", retry_after=1.5)
    with pytest.raises(package.errors.NotFoundError, match="404 Not Found: gone") as caught:
        fake.client().quilts.get("q1")
    assert caught.value.data == {"message": "gone"}
    assert caught.value.headers["retry-after"] == "1.5"


@pytest.mark.parametrize(
    "name", ["ClientError", "ServerError", "APITimeoutError", "APIConnectionError", "DecodingError"]
)
def test_failures_have_the_class_that_was_asked_for(fake: Any, package: Any, name: str) -> None:
    kind = getattr(package.errors, name)
    fake.quilts.get.fails(kind)
    with pytest.raises(kind) as caught:
        fake.client().quilts.get("q1")
    assert type(caught.value) is kind


def test_failures_of_no_server_are_refused(fake: Any, package: Any, testing: Any) -> None:
    with pytest.raises(testing.FakeError, match="no response of a server leads to ClientClosed"):
        fake.quilts.get.fails(package.errors.ClientClosedError)


def test_posts_are_not_repeated_when_the_connection_breaks(fake: Any, package: Any) -> None:
    fake.quilts.send.disconnects(times=1)
    with pytest.raises(package.errors.APIConnectionError):
        fake.client().quilts.send("q1", name="x")
    assert len(fake.calls) == 1


def test_any_response_can_be_sent(fake: Any) -> None:
    fake.quilts.get.responds({"id": "q", "size": 1, "colour": "red"}, headers={"X-Request-Id": "r"})
    client = fake.client()
    raw = client.raw_response(client.quilts.get, "q1")
    assert (raw.request_id, raw.parsed.colour) == ("r", "red")


# --- streams -------------------------------------------------------------------------------------


def test_streams_have_their_items(fake: Any) -> None:
    fake.animals.voice.listen.streams({"kind": "cat"}, {"kind": "dog", "id": "d"})
    fake.quilts.lines.streams({"size": 1}, {"size": 2})
    client = fake.client()
    with client.animals.voice.listen("1") as stream:
        assert [each.id for each in stream] == ["id", "d"]
    with client.quilts.lines() as stream:
        assert [each.size for each in stream] == [1, 2]


def test_streams_break_off(fake: Any, package: Any) -> None:
    fake.quilts.lines.streams({"size": 1}, disconnects=True)
    with fake.client().quilts.lines() as stream:
        assert next(stream).size == 1
        with pytest.raises(package.errors.APIConnectionError):
            next(stream)


# --- pages ---------------------------------------------------------------------------------------

STYLES = ["by_cursor", "by_offset", "by_page", "by_url", "by_link"]


@pytest.mark.parametrize("style", STYLES)
def test_pages_are_read_to_their_end(fake: Any, style: str) -> None:
    getattr(fake, style).list.pages([{"id": "a"}, {"id": "b"}], [{"id": "c"}])
    listed = getattr(fake.client(), style).list_all()
    assert [[each.id for each in page.items] for page in listed.pages()][:2] == [["a", "b"], ["c"]]


@pytest.mark.parametrize("style", STYLES)
def test_a_list_is_cut_by_the_limit_of_the_request(fake: Any, style: str) -> None:
    getattr(fake, style).list.returns(items=[{"size": number} for number in range(7)])
    limit = {"per_page" if style == "by_page" else "limit": 3}
    pages = [
        [each.size for each in page.items]
        for page in getattr(fake.client(), style).list_all(**limit).pages()
    ]
    assert pages == [[0, 1, 2], [3, 4, 5], [6]]


@pytest.mark.parametrize("style", STYLES)
def test_a_list_about_which_a_test_says_nothing_ends(fake: Any, style: str) -> None:
    assert list(getattr(fake.client(), style).list_all()) == []


def test_async_clients_get_the_same_pages(fake: Any) -> None:
    async def ids() -> list[str]:
        return [each.id async for each in fake.async_client().by_cursor.list_all()]

    fake.by_cursor.list.pages([{"id": "a"}], [{"id": "b"}])
    assert asyncio.run(ids()) == ["a", "b"]


# --- calls ---------------------------------------------------------------------------------------


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


# --- the document --------------------------------------------------------------------------------


def test_a_strict_fake_names_the_line_to_add(testing: Any) -> None:
    client = testing.Fake(strict=True).client()
    with pytest.raises(testing.FakeError, match=r"add fake\.quilts\.get\.returns\(\.\.\.\)$"):
        client.quilts.get("q1")
    with pytest.raises(testing.FakeError, match=r"add fake\.quilts\.lines\.streams\(\.\.\.\)$"):
        client.quilts.lines()


def test_an_object_of_a_union_is_the_one_with_most_of_its_fields(fake: Any) -> None:
    fake.patch.returns({"c": "red"})
    assert fake.client().patch().model_dump() == {"b": "b", "c": "red"}


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
