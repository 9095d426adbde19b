"""Methods are matched by calls and requests; names alone are no more than a guess."""

from __future__ import annotations

import pytest

from specquilt.comparison.parity.compare import compared
from specquilt.comparison.parity.inventory import Inventory, PublicArgument, PublicMethod, Route
from specquilt.comparison.parity.match import Parity
from specquilt.comparison.parity.match_arguments import match_arguments
from specquilt.comparison.parity.match_methods import match_methods


def _method(call: str, request: str, *arguments: str, streams: bool = False) -> PublicMethod:
    verb, _, path = request.partition(" ")
    route = Route(verb, path) if request else None
    given = tuple(PublicArgument(each, in_path=f"{{{each}}}" in path) for each in arguments)
    return PublicMethod(call, route, given, streams=streams)


def _inventory(*methods: PublicMethod, prefixes: tuple[str, ...] = ()) -> Inventory:
    return Inventory("Acme", "1", methods, (), (), prefixes)


def _parity(theirs: Inventory, ours: Inventory) -> Parity:
    return compared(theirs, ours, "acme 1")


def _found(theirs: Inventory, ours: Inventory) -> list[tuple[str, str]]:
    return [(str(each.status), each.ours) for each in _parity(theirs, ours).names["methods"]]


@pytest.mark.parametrize(
    ("theirs", "ours", "prefixes"),
    [
        ("GET /a/{id}", "GET /a/{a_id}", ()),
        ("GET a/{id}/", "GET /a/{a_id}", ()),
        ("GET /v1/a", "GET /a", ("/v1",)),
        ("GET /a", "GET /v1/a", ("/v1",)),
        ("GET https://api.test/a", "GET /a", ()),
        ("GET /a?beta=true", "GET /a", ()),
        ("GET /a#stream", "GET /a", ()),
        ("GET /a?beta=true", "GET /a?beta=true", ()),
    ],
)
def test_requests_are_equal_whatever_their_parameters_are_called(
    theirs: str, ours: str, prefixes: tuple[str, ...]
) -> None:
    old = _inventory(_method("old", theirs))
    assert _found(old, _inventory(_method("new", ours), prefixes=prefixes)) == [("renamed", "new")]


@pytest.mark.parametrize("request_", ["POST /a", "GET /b", "GET /a/{id}"])
def test_other_requests_are_no_counterpart(request_: str) -> None:
    found = _found(_inventory(_method("old", "GET /a")), _inventory(_method("new", request_)))
    assert found == [("missing", "")]


def test_a_query_tells_operations_apart() -> None:
    old = _inventory(_method("old", "GET /a?beta=true"))
    ours = _inventory(_method("plain", "GET /a"), _method("beta", "GET /a?beta=true"))
    assert _found(old, ours) == [("renamed", "beta")]


def test_an_equal_call_of_another_operation_is_not_the_same_method() -> None:
    theirs = _inventory(_method("get", "GET /a"), _method("find", "GET /b"))
    ours = _inventory(_method("get", "GET /b"), _method("find", "GET /a"))
    assert _found(theirs, ours) == [("renamed", "find"), ("renamed", "get")]
    assert _parity(theirs, ours).proposed_names == {"GET /b": "find", "GET /a": "get"}


def test_an_equal_call_without_a_known_request_is_present() -> None:
    ours = _inventory(_method("get", "GET /a"))
    assert _found(_inventory(_method("get", "")), ours) == [("present", "get")]
    assert _found(_inventory(_method("get", "GET /v9/a")), ours) == [("present", "get")]


def test_an_equal_call_gives_way_to_a_method_with_the_request() -> None:
    theirs = _inventory(_method("get", "GET /v1/a"), _method("v2.get", "GET /v2/a"))
    ours = _inventory(_method("get", "GET /v2/a"))
    assert _found(theirs, ours) == [("missing", ""), ("renamed", "get")]


def test_a_similar_call_of_the_same_verb_is_a_guess_that_is_not_proposed() -> None:
    theirs = _inventory(_method("quilts.retrieve_all", "GET /v9/quilts"))
    ours = _inventory(_method("quilts.retrieve_every", "GET /quilts"))
    assert _found(theirs, ours) == [("similar", "quilts.retrieve_every")]
    assert _parity(theirs, ours).proposed_names == {}
    ours = _inventory(_method("quilts.retrieve_every", "POST /quilts"))
    assert _found(theirs, ours) == [("missing", "")]


def test_of_two_methods_of_a_request_the_one_with_more_equal_arguments_counts() -> None:
    theirs = _inventory(_method("a", "GET /a", "x"), _method("b", "GET /a", "x", "y"))
    ours = _inventory(_method("c", "GET /a", "x", "y"))
    assert _found(theirs, ours) == [("renamed", "c")]
    assert [each.call for each in _parity(theirs, ours).excluded] == ["a"]


def test_a_streaming_variant_that_does_not_follow_its_operation_gets_an_alias() -> None:
    theirs = _inventory(_method("ask", "POST /a"), _method("stream", "POST /a"))
    ours = _inventory(_method("send", "POST /a"), _method("send_stream", "POST /a", streams=True))
    found = _parity(theirs, ours)
    assert found.proposed_names == {"POST /a": "ask"}
    assert found.proposed_aliases == {"stream": "ask_stream"}
    theirs = _inventory(_method("ask", "POST /a"), _method("ask_stream", "POST /a"))
    assert _parity(theirs, ours).proposed_aliases == {}


def test_an_operation_that_only_streams_gets_a_name() -> None:
    ours = _inventory(_method("send", "POST /a", streams=True))
    found = _parity(_inventory(_method("stream", "POST /a")), ours)
    assert (found.proposed_names, found.proposed_aliases) == ({"POST /a": "stream"}, {})


@pytest.mark.parametrize(
    ("theirs", "ours", "found"),
    [
        (["id", "part_id"], ["quilt_id", "part"], ["quilt_id", "part"]),
        (["part_id", "id"], ["quilt_id", "part"], ["part", "quilt_id"]),
        (["request"], ["body"], ["body"]),
        (["request", "other"], ["body"], ["", ""]),
        (["from_"], ["from"], ["from"]),
        (["x_key"], ["key"], ["key"]),
        (["name"], ["title"], [""]),
    ],
)
def test_arguments_are_matched_by_place_and_letters(
    theirs: list[str], ours: list[str], found: list[str]
) -> None:
    path = "GET /quilts/{id}/{part_id}" if "id" in theirs else "GET /quilts"
    old = _inventory(_method("get", path, *theirs))
    own = _inventory(_method("get", path.replace("{id}/{part_id}", "{quilt_id}/{part}"), *ours))
    methods = match_methods(old, own)
    assert [each.ours for each in match_arguments(methods, frozenset())] == found
