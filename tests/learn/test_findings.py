"""What recordings show that the document does not say: each fact once, with its counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from learn.exchanges import (
    API,
    ONE,
    QUILT,
    coverage,
    exchange,
    found,
    got,
    learned,
    quilts,
    with_size,
)
from specquilt.recordings.finding import DriftFinding
from specquilt.rules.recorded import RECORDED


def created(status: int = 201, **fields: Any) -> dict[str, Any]:
    """Return a request with a new quilt, and its answer."""
    return exchange("POST /quilts", QUILT, sent={"name": "Stars", **fields}, status=status)


CASES: dict[str, tuple[list[dict[str, Any]], str]] = {
    "undocumented-operation": (
        [exchange(ONE, QUILT), exchange("GET /patterns/8315", {}), exchange("GET /patterns/7", {})],
        "GET /v1/patterns/{…} is not documented: seen in 2 of 2 exchanges",
    ),
    "undocumented-status": (
        [exchange(ONE, QUILT), exchange(ONE, QUILT, status=203)],
        "GET /quilts/{id} answered with the undocumented status 203: seen in 1 of 2 exchanges",
    ),
    "undocumented-media-type": (
        [exchange(ONE, "a quilt", media_type="text/html; charset=utf-8")],
        "GET /quilts/{id} answered in the undocumented media type text/html: seen in 1 of 1 exchange",
    ),
    "undocumented-field": (
        [got(), got(owner={"name": "Ada", "age": 36}), got()],
        "Quilt.owner is not documented ({name: string, age: integer}): seen in 1 of 3 objects",
    ),
    "undocumented-value": (
        [got(colour="red"), got(colour="green")],
        'Colour has the undocumented value "green": seen in 1 of 2 values',
    ),
    "undocumented-null": (
        [got(size=None), got(size=1)],
        "Quilt.size was null: seen in 1 of 2 values",
    ),
    "undocumented-type": (
        [got(size="large"), got(size=1), got(size=2)],
        "Quilt.size had the undocumented type string: seen in 1 of 3 values",
    ),
    "required-field-absent": (
        [exchange(ONE, {"id": "q1"}), got()],
        "Quilt.name is required, but was absent: seen in 1 of 2 objects",
    ),
    "undocumented-parameter": (
        [exchange("GET /quilts?limit=1&page=2", {"quilts": []})],
        "GET /quilts was sent the undocumented query parameter page: seen in 1 of 1 exchange",
    ),
    "undocumented-request-field": (
        [created(size=3)],
        "NewQuilt.size is not documented (integer): seen in 1 of 1 object",
    ),
    "undocumented-request-value": (
        [created(colour="green")],
        'Colour has the undocumented value "green": seen in 1 of 1 value',
    ),
    "undocumented-request-null": (
        [created(secret=None)],
        "NewQuilt.secret was null: seen in 1 of 1 value",
    ),
    "undocumented-request-type": (
        [created(secret=5)],
        "NewQuilt.secret had the undocumented type integer: seen in 1 of 1 value",
    ),
    "required-request-field-absent": (
        [exchange("POST /quilts", QUILT, sent={"secret": "s"}, status=201)],
        "NewQuilt.name is required, but was absent: seen in 1 of 1 object",
    ),
}


@pytest.mark.parametrize("rule", CASES)
def test_fact_is_found_once(rule: str, tmp_path: Path) -> None:
    exchanges, message = CASES[rule]
    assert found(tmp_path, *exchanges) == [f"{rule}: {message}"]


def test_every_rule_has_a_case() -> None:
    elsewhere = {"recording-unreadable", "number-always-integer", "never-seen"}
    assert set(CASES) == set(RECORDED) - elsewhere


def test_what_the_document_says_is_no_finding(tmp_path: Path) -> None:
    quilt = {
        **QUILT,
        "colour": "red",
        "size": 1.5,
        "price": None,
        "patches": [{"kind": "square", "width": 2}, {"kind": "circle", "radius": 1}],
        "labels": {"any": "thing"},
        "notes": {"free": [1, {}]},
    }
    every = [
        exchange("GET /quilts?limit=1&tags[]=a&api_key=k", {"quilts": [quilt]}),
        exchange("GET /quilts/q1/", quilt),
        exchange("GET /quilts", {"message": "no"}, status=418),
        created(colour="blue", secret="s"),
    ]
    assert found(tmp_path, *every) == []


def test_finding_has_the_line_of_the_document_and_the_first_exchange(tmp_path: Path) -> None:
    (drift,) = (
        each
        for each in learned(tmp_path, got(), got(colour="green")).findings
        if each.rule == "undocumented-value"
    )
    assert isinstance(drift, DriftFinding)
    assert drift.pointer == ("components", "schemas", "Colour", "enum")
    assert [str(place) for place in drift.related] == [f"{tmp_path}/exchanges.jsonl:2:1"]
    assert (drift.operation, drift.subject) == ("GET /quilts/{id}", "Colour")
    assert (drift.seen, drift.of) == (1, 1)


def test_baseline_knows_a_finding_when_more_is_recorded(tmp_path: Path) -> None:
    one, two = (
        [each.identity for each in learned(tmp_path, *rows).findings if "field" in each.rule]
        for rows in ([got(owner=1)], [got(owner=1), got(owner="Ada"), got()])
    )
    assert one == two == ["Quilt.owner is not documented"]


# What is no evidence


def test_request_that_was_refused_is_no_evidence(tmp_path: Path) -> None:
    refused = exchange(
        "POST /quilts?page=1", {"message": "no"}, sent={"size": None, "colour": 1}, status=422
    )
    assert found(tmp_path, refused) == []


def test_unknown_path_that_was_refused_is_no_operation(tmp_path: Path) -> None:
    assert found(tmp_path, exchange("GET /nowhere", {"message": "no"}, status=404)) == []


def test_other_hosts_of_a_browser_are_none_of_this_api(tmp_path: Path) -> None:
    other = exchange("POST https://metrics.test/collect", {}, status=200)
    assert found(tmp_path, exchange(ONE, QUILT), other) == []


def test_removed_headers_are_no_findings(tmp_path: Path) -> None:
    assert found(tmp_path, exchange(ONE, QUILT, media_type="")) == []


@pytest.mark.parametrize("method", ["OPTIONS", "HEAD"])
def test_methods_that_every_server_has_are_no_operations(method: str, tmp_path: Path) -> None:
    assert found(tmp_path, exchange(ONE, QUILT), exchange(f"{method} /quilts")) == []


def test_not_modified_and_unanswered_are_no_statuses(tmp_path: Path) -> None:
    rows = [exchange(ONE, status=status, media_type="") for status in (304, 0)]
    assert found(tmp_path, *rows) == []


def test_field_that_only_requests_have_may_be_absent_from_answers(tmp_path: Path) -> None:
    assert found(tmp_path, got()) == []
    both = quilts()
    del both["components"]["schemas"]["Quilt"]["properties"]["made_by"]["writeOnly"]
    assert found(tmp_path, got(), data=both) == [
        "required-field-absent: Quilt.made_by is required, but was absent: seen in 1 of 1 object"
    ]


def test_fact_of_answers_and_requests_is_reported_for_answers(tmp_path: Path) -> None:
    rows = [got(colour="green"), created(colour="green")]
    assert found(tmp_path, *rows) == [
        'undocumented-value: Colour has the undocumented value "green": seen in 1 of 1 value'
    ]


# Bodies


def test_events_and_json_lines_are_read(tmp_path: Path) -> None:
    events = 'event: stitch\r\ndata: {"at": 1,\r\ndata: "length": 2}\r\n\r\n: hi\n\ndata: {"knot": 1}\n\ndata: [DONE]\n\n'
    lines = '{"colour": "red"}\n\n{"colour": "green"}\n'
    assert found(
        tmp_path,
        exchange("GET /stitches", events, media_type="text/event-stream"),
        exchange("GET /threads", lines, media_type="application/x-ndjson"),
    ) == [
        "undocumented-field: Stitch.knot is not documented (integer): seen in 1 of 2 objects",
        'undocumented-value: Colour has the undocumented value "green": seen in 1 of 2 values',
    ]


def test_body_that_is_not_what_it_says_is_one_warning(tmp_path: Path) -> None:
    cut = [exchange(ONE, '{"id": "q'), exchange(ONE, '{"id"')]
    assert found(tmp_path, *cut) == [
        "recording-unreadable: the body is not JSON: 2 exchanges, first one of GET /quilts/{id}"
    ]


def test_many_undocumented_names_are_one_finding(tmp_path: Path) -> None:
    def named(count: int) -> dict[str, Any]:
        return got(**{f"name{number}": number for number in range(count)})

    assert len(found(tmp_path, named(40))) == 40
    assert found(tmp_path, named(3_000)) == [
        "undocumented-field: Quilt has more than 40 undocumented fields: it may be a map (integer): "
        "seen in 1 of 1 object"
    ]


def test_true_is_not_one(tmp_path: Path) -> None:
    assert found(tmp_path, got(size=True), data=with_size({"const": 1})) == [
        "undocumented-value: Quilt.size has the undocumented value true: seen in 1 of 1 value"
    ]


def test_first_items_have_schemas_of_their_own(tmp_path: Path) -> None:
    pair = {"prefixItems": [{"type": "string"}], "items": {"type": "integer"}}
    assert found(tmp_path, got(size=["a", 1, 2]), data=with_size(pair)) == []
    assert len(found(tmp_path, got(size=["a", "b"]), data=with_size(pair))) == 1


def test_ranges_of_media_types_cover_answers(tmp_path: Path) -> None:
    changed = quilts()
    responses = changed["paths"]["/quilts/{id}"]["get"]["responses"]
    responses["200"]["content"] = {"image/*": {"schema": {"type": "string"}}}
    picture = exchange(ONE, "x", media_type="image/png")
    assert found(tmp_path, picture, data=changed) == []


def test_query_of_an_object_may_have_any_name(tmp_path: Path) -> None:
    changed = quilts()
    filters = {"name": "filter", "in": "query", "schema": {"type": "object"}}
    changed["paths"]["/quilts"]["get"]["parameters"].append(filters)
    row = exchange("GET /quilts?colour=red", {"quilts": []})
    assert found(tmp_path, row, data=changed) == []
    assert len(found(tmp_path, row)) == 1


def test_nested_names_of_a_parameter_belong_to_it(tmp_path: Path) -> None:
    row = exchange("GET /quilts?limit[max]=1", {"quilts": []})
    assert found(tmp_path, row) == []


# Coverage


def test_numbers_that_were_always_integers_are_said_of_five_or_more(tmp_path: Path) -> None:
    said = "Quilt.size is a number, and was always an integer: seen in 5 of 5 values"
    assert said in coverage(tmp_path, *[got(size=n) for n in range(5)])
    assert not [m for m in coverage(tmp_path, *[got(size=n) for n in range(4)]) if "size is" in m]
    mixed = [got(size=n) for n in range(5)] + [got(size=2.0)]
    assert not [m for m in coverage(tmp_path, *mixed) if "size is" in m]


def test_what_no_recording_has_is_said(tmp_path: Path) -> None:
    said = coverage(tmp_path, got(colour="red"), exchange("GET /quilts", {"quilts": []}))
    assert sorted(said) == [
        "fields of Quilt that were never seen: size, price, patches, 2 more: seen in 3 of 8 fields",
        "operations of the API that were never seen: POST /quilts, GET /quilts/newest, "
        "GET /stitches, 1 more: seen in 2 of 6 operations",
        'values of Colour that were never seen: "blue": seen in 1 of 2 values',
    ]


def test_url_of_the_api_may_have_any_host_and_base_path(tmp_path: Path) -> None:
    for url in (
        f"{API}/quilts/q1",
        "http://127.0.0.1:9/v1/quilts/q1",
        "http://127.0.0.1/quilts/q1",
    ):
        assert found(tmp_path, exchange(f"GET {url}", {**QUILT, "odd": 1})) != []
