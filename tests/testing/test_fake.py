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


def test_an_object_of_a_union_is_the_one_with_most_of_its_fields(fake: Any) -> None:
    fake.patch.returns({"c": "red"})
    assert fake.client().patch().model_dump() == {"b": "b", "c": "red"}
