"""Extensions for other generators: each is used, or reported once with the reason."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rules.mutations.hints import EVERY_KEY
from rules.mutations.mutation import Mutation
from rules.test_mutations import CLEAN
from specquilt.merge.merge import fragment_of
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import show
from specquilt.rules.engine.book import book, fix, lint
from specquilt.rules.facts.declared_pages import is_plain, pages_of
from specquilt.rules.facts.hints import TABLE, unused
from specquilt.sources.read import read_text

PAGE = Path(__file__).parents[2] / "docs" / "hints.md"
NO_BODY = {"responses": {"204": {"description": "Done"}}}


def document(operation: dict[str, Any] | None = None, **others: Any) -> Document:
    """Return a document with one operation, which has no other findings."""
    whole = {
        "openapi": "3.1.0",
        "info": {"title": "Quilts", "version": "1"},
        "servers": [{"url": "https://api.quilt.test"}],
        "security": [],
        "paths": {"/quilts": {"post": {"operationId": "sew", **NO_BODY, **(operation or {})}}},
    }
    return Document(whole | others)


def fixed(operation: dict[str, Any]) -> dict[str, Any]:
    """Return an operation as the rules fix it."""
    found: dict[str, Any] = fix(document(operation))[0].data["paths"]["/quilts"]["post"]
    return found


def schema(given: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """Return a schema as the rules fix it, and the findings."""
    holder = {"type": "object", "properties": {"state": given}}
    body = {"required": True, "content": {"application/json": {"schema": holder}}}
    after, findings = fix(document({"requestBody": body}))
    content = after.data["paths"]["/quilts"]["post"]["requestBody"]["content"]
    return content["application/json"]["schema"]["properties"]["state"], findings


@pytest.mark.parametrize("mutation", EVERY_KEY, ids=lambda each: each.pointer.rpartition("/")[2])
def test_every_extension_of_the_table_has_an_effect(mutation: Mutation) -> None:
    (page,) = read_text("quilts.yaml", mutation.apply(CLEAN))
    (finding,) = lint(fragment_of(page))
    assert (finding.rule, show(finding.pointer)) == (mutation.rule, mutation.pointer)


def test_every_row_names_a_rule_that_reads_its_kinds() -> None:
    for hint in TABLE:
        rule = book().get(hint.rule)
        assert not hint.rule or (rule and {*hint.on} <= {rule.on, *rule.also, Kind.DOCUMENT})
        assert not (hint.rule and hint.why)


def test_documents_without_hints_load_no_rule_about_them() -> None:
    code = (
        "import sys; from specquilt.openapi.document import Document;"
        "from specquilt.rules.engine.book import lint; import json;"
        "lint(Document(json.loads(sys.argv[1])));"
        "print(sum('.hints.' in name for name in sys.modules))"
    )
    for operation, loads in (({"x-rate-limit": 1}, False), ({"x-fern-thing": 1}, True)):
        given = json.dumps(document(operation).data)
        ran = subprocess.run(
            [sys.executable, "-c", code, given], capture_output=True, text=True, check=True
        )
        assert (int(ran.stdout) > 0) is loads


def test_page_names_every_extension_and_every_rule() -> None:
    page = PAGE.read_text(encoding="utf-8")
    left = [key for hint in TABLE for key in hint.keys if f"`{key}`" not in page]
    assert left == []
    assert all(f"(rules.md#{hint.rule})" in page for hint in TABLE if hint.rule)


# --- what has no effect ----------------------------------------------------------------------


def test_extension_without_effect_is_reported_once_with_its_number() -> None:
    paths = {
        "/quilts": {
            "get": {"operationId": "a", "x-fern-retries": {"disabled": True}, **NO_BODY},
            "post": {"operationId": "b", "x-fern-retries": {"disabled": True}, **NO_BODY},
        }
    }
    found = [each for each in lint(document(paths=paths)) if each.rule == "generator-extension"]
    (finding,) = found
    assert "is ignored here and in 1 other object: requests that are safe" in finding.message
    assert show(finding.pointer) == "/paths/~1quilts/get/x-fern-retries"


@pytest.mark.parametrize(
    ("key", "kind", "reason"),
    [
        ("x-fern-no-such-thing", Kind.OPERATION, "it is for other generators"),
        ("x-internal", Kind.SCHEMA, "it has no effect in schemas"),
        ("x-ms-client-name", Kind.PARAMETER, "arguments and fields are called"),
        ("x-internal", Kind.OPERATION, ""),
        ("x-speakeasy-unknown-values", Kind.SCHEMA, ""),
        ("x-rate-limit", Kind.OPERATION, ""),
        ("x-specquilt-call", Kind.OPERATION, ""),
    ],
)
def test_reason_depends_on_extension_and_place(key: str, kind: Kind, reason: str) -> None:
    assert unused(key, kind).startswith(reason)
    assert bool(unused(key, kind)) == bool(reason)


def test_extension_that_says_no_is_not_reported() -> None:
    values: list[Any] = [False, "false", None, [], {}]
    for value in values:
        assert lint(document({"x-internal": value, "x-fern-retries": value})) == []


# --- pages -----------------------------------------------------------------------------------

OFFSET_INPUT = {"name": "skip", "in": "parameters", "type": "offset"}
PAGE_INPUT = {"name": "page", "in": "parameters", "type": "page"}
LIMIT_INPUT = {"name": "size", "in": "parameters", "type": "limit"}
AFTER_INPUT = {"name": "after", "in": "parameters", "type": "cursor"}


@pytest.mark.parametrize(
    ("declared", "hint"),
    [
        (
            {"cursor": "$request.after", "next_cursor": "$response.next", "results": "$response.a.b"},
            {"style": "cursor", "advance": "after", "next": "next", "items": "a.b"},
        ),
        (
            {"offset": "$request.page", "results": "$response.data"},
            {"style": "page", "advance": "page", "items": "data"},
        ),
        (
            {"offset": "$request.skip", "step": "$request.size", "results": "$response",
             "has-next-page": "$response.more"},
            {"style": "offset", "advance": "skip", "limit": "size", "more": "more"},
        ),
        (
            {"type": "uri", "next_uri": "$response.next", "results": "$response.data"},
            {"style": "url", "next": "next", "items": "data"},
        ),
        (
            {"type": "offsetLimit", "inputs": [PAGE_INPUT, LIMIT_INPUT], "outputs": {"results": "$"}},
            {"style": "page", "advance": "page", "limit": "size"},
        ),
        (
            {"type": "offsetLimit", "inputs": [OFFSET_INPUT], "outputs": {"results": "$.data"}},
            {"style": "offset", "advance": "skip", "items": "data"},
        ),
        (
            {"type": "cursor", "inputs": [AFTER_INPUT], "outputs": {"nextCursor": "$.meta.next"}},
            {"style": "cursor", "advance": "after", "next": "meta.next"},
        ),
        (
            {"type": "cursor", "inputs": [AFTER_INPUT], "outputs": {"nextCursor": "$.data[-1].id"}},
            {"style": "item", "advance": "after", "items": "data", "next": "id"},
        ),
        (
            {"type": "url", "outputs": {"nextUrl": "$._links.next.href"}},
            {"style": "url", "next": "_links.next.href"},
        ),
        ({"nextLinkName": "nextLink"}, {"style": "url", "next": "nextLink", "items": "value"}),
        (
            {"nextLinkName": "@odata.nextLink", "itemName": "rows"},
            {"style": "url", "next": "@odata.nextLink", "items": "rows"},
        ),
        (
            {"pageParam": "page", "limitParam": "size", "pageStart": 0},
            {"style": "page", "advance": "page", "limit": "size", "first": 0},
        ),
        (
            {"cursorParam": "after", "cursorPath": "next", "resultsPath": "data"},
            {"style": "cursor", "advance": "after", "next": "next", "items": "data"},
        ),
        ({"style": "link"}, {"style": "link"}),
        ({"nextLinkName": None}, {}),
        ({"type": "none"}, {}),
        ({"type": {}, "inputs": [{"type": {}}, "page"], "outputs": []}, {}),
        (True, {}),
    ],
)  # fmt: skip
def test_description_of_pages_is_read_by_its_shape(declared: Any, hint: dict[str, Any]) -> None:
    assert pages_of(declared) == hint


def test_path_with_a_filter_is_no_path() -> None:
    outputs = {"nextUrl": "$.links[?(@.rel=='next')].href"}
    assert not is_plain(pages_of({"type": "url", "outputs": outputs}))
    assert is_plain(pages_of({"nextLinkName": "@odata.nextLink"}))


def test_description_of_the_document_is_inherited() -> None:
    declared = {"offset": "$request.page", "results": "$response.data"}
    paths = document({"x-fern-pagination": True}).data["paths"]
    after, _ = fix(document(paths=paths, **{"x-fern-pagination": declared}))
    assert after.data["paths"]["/quilts"]["post"]["x-specquilt-pagination"] == {
        "style": "page",
        "advance": "page",
        "items": "data",
        "from": "x-fern-pagination",
    }


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ({"nextLinkName": None}, "the document knows no link to a next page: 'x-ms-pageable'"),
        ({"strange": 1}, "pages of an unknown form: 'x-ms-pageable'"),
    ],
)
def test_pages_that_cannot_be_read_are_reported(declared: Any, message: str) -> None:
    (finding,) = lint(document({"x-ms-pageable": declared}))
    assert (finding.rule, finding.message) == ("declared-pagination", message)
    assert "x-specquilt-pagination" not in fixed({"x-ms-pageable": declared})


# --- enums -----------------------------------------------------------------------------------

NUMBERS = {"type": "integer", "enum": [0, 1]}
WORDS = {"type": "string", "enum": ["open", "shut"]}


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        (NUMBERS | {"x-enum-varnames": ["Open", "Shut"]}, ["- `0`: Open", "- `1`: Shut"]),
        (NUMBERS | {"x-enumNames": ["None", "Value1"]}, ["- `0`: None"]),
        (WORDS | {"x-enum-varnames": ["STATE_OPEN", "StateShut"]}, []),
        (WORDS | {"x-enum-varnames": ["Open"]}, []),
        (WORDS | {"x-enum-descriptions": {"shut": "No way in."}}, ["- `shut`: No way in"]),
        (WORDS | {"x-enumDescriptions": ["Come in", "Stay out"]},
         ["- `open`: Come in", "- `shut`: Stay out"]),
        (WORDS | {"x-fern-enum": {"open": {"name": "Ajar", "description": "Come in."}}},
         ["- `open`: Ajar. Come in"]),
        (WORDS | {"x-ms-enum": {"name": "State", "modelAsString": True,
                                "values": [{"value": "open", "description": "Come in."}]}},
         ["- `open`: Come in"]),
        (NUMBERS | {"x-enum-values": [{"numericValue": "1", "identifier": "Shut"}]}, ["- `1`: Shut"]),
        (WORDS | {"x-enum-varnames": ["IsOpen", "IsShut"], "x-enum-comments": {"IsShut": "Stay out"}},
         ["- `shut`: Stay out"]),
        (NUMBERS | {"x-enum-varnames": "Open"}, []),
        ({"type": "string", "x-enum-varnames": ["Open"]}, []),
    ],
)  # fmt: skip
def test_description_gets_what_values_mean(given: dict[str, Any], lines: list[str]) -> None:
    after, findings = schema(given)
    assert after.get("description", "").splitlines() == lines
    assert any(each.rule == "declared-enum" for each in findings) == bool(lines)


def test_several_extensions_of_an_enum_are_one_finding_at_the_first() -> None:
    said = {"x-enum-descriptions": ["Come in", "Stay out"], "x-enum-varnames": ["Ajar", "Locked"]}
    after, findings = schema(WORDS | said)
    assert after["description"] == "- `open`: Ajar. Come in\n- `shut`: Locked. Stay out"
    (finding,) = [each for each in findings if each.rule == "declared-enum"]
    assert finding.pointer[-1] == "x-enum-varnames"
    assert finding.message == "the document explains 2 values of this enum"


def test_description_keeps_its_text_and_is_not_repeated() -> None:
    said = NUMBERS | {"description": "State: 1 is Shut.", "x-enum-varnames": ["Open", "Shut"]}
    after, _ = schema(said)
    assert after["description"] == "State: 1 is Shut.\n\n- `0`: Open"


def test_parameter_and_list_get_the_description_of_their_values() -> None:
    items = NUMBERS | {"x-enum-varnames": ["Open", "Shut"]}
    parameter = {"name": "states", "in": "query", "schema": {"type": "array", "items": items}}
    (found,) = fixed({"parameters": [parameter]})["parameters"]
    assert found["description"] == "- `0`: Open\n- `1`: Shut"
    after, _ = schema({"type": "array", "items": items})
    assert after["description"] == "- `0`: Open\n- `1`: Shut"


def test_property_called_items_is_described_itself() -> None:
    items = NUMBERS | {"x-enum-varnames": ["Open", "Shut"]}
    after, _ = schema({"type": "object", "properties": {"items": items}})
    assert "description" not in after
    assert after["properties"]["items"]["description"] == "- `0`: Open\n- `1`: Shut"


def test_enum_is_called_what_the_document_calls_it() -> None:
    after, _ = schema(WORDS | {"x-ms-enum": {"name": "doorState", "modelAsString": True}})
    assert after["x-specquilt-name"] == "DoorState"


# --- availability ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "deprecated", "description"),
    [
        ({"x-fern-availability": "deprecated"}, True, ""),
        ({"x-fern-availability": "beta"}, None, "Availability: beta."),
        ({"x-fern-availability": "in-development"}, None, "Availability: in development."),
        ({"x-fern-availability": "generally-available"}, None, ""),
        ({"x-fern-availability": {"status": "beta", "message": "May change."}}, None,
         "Availability: beta: May change."),
        ({"x-stability-level": "stable"}, None, ""),
        ({"x-experimental": True}, None, "Availability: experimental."),
        ({"x-preview": "true"}, None, "Availability: preview."),
        ({"x-beta": False}, None, ""),
        ({"x-deprecated": True}, True, ""),
        ({"x-deprecation-message": "Use knit."}, True, "Deprecated: Use knit."),
        ({"x-deprecatedMessage": "Use knit."}, True, "Deprecated: Use knit."),
        ({"x-deprecated-message": "Use knit."}, None, ""),
        ({"x-fern-availability": "beta", "description": "Sew."}, None, "Sew.\n\nAvailability: beta."),
    ],
)  # fmt: skip
def test_availability_is_said(
    given: dict[str, Any], deprecated: bool | None, description: str
) -> None:
    after = fixed(given)
    assert after.get("deprecated") is deprecated
    assert after.get("description", "") == description


def test_property_and_parameter_say_their_availability_too() -> None:
    after, _ = schema({"type": "string", "x-fern-availability": "deprecated"})
    assert after["deprecated"] is True
    parameter = {"name": "a", "in": "query", "schema": {"type": "string"}, "x-beta": True}
    (found,) = fixed({"parameters": [parameter]})["parameters"]
    assert found["description"] == "Availability: beta."


# --- operations that are not for clients -----------------------------------------------------


def test_operations_that_are_not_for_clients_are_reported_once_and_kept() -> None:
    paths = {
        "/quilts": {
            "x-internal": True,
            "get": {"operationId": "a", **NO_BODY},
            "post": {"operationId": "b", **NO_BODY},
        },
        "/patches": {"post": {"operationId": "c", "x-internal": True, **NO_BODY}},
    }
    before = document(paths=paths)
    (finding,) = [each for each in lint(before) if each.rule == "declared-internal"]
    assert finding.message == (
        "'x-internal' marks 3 operations as not for clients: GET /quilts, POST /quilts, POST /patches"
    )
    assert show(finding.pointer) == "/paths/~1quilts/x-internal"
    assert 'exclude = ["x-internal"]' in finding.help
    assert fix(before)[0].data["paths"] == paths


# --- streams ---------------------------------------------------------------------------------

TEXT = {"application/json": {"schema": {"type": "string"}}}
EVENT = {"schema": {"type": "integer"}}
STREAM = {"format": "sse", "response-stream": EVENT["schema"]}


def answered(*contents: dict[str, Any]) -> dict[str, Any]:
    statuses = ("200", "202")
    return {
        "responses": {
            status: {"description": "Sewn", "content": content}
            for status, content in zip(statuses, contents, strict=False)
        }
    }


@pytest.mark.parametrize(
    ("stream", "media_type"),
    [(STREAM, "text/event-stream"), (STREAM | {"format": "json"}, "application/x-ndjson")],
)
def test_stream_becomes_content_of_the_response(stream: dict[str, Any], media_type: str) -> None:
    after = fixed({**answered(TEXT, TEXT), "x-fern-streaming": stream})
    assert after["responses"]["200"]["content"] == TEXT | {media_type: EVENT}
    assert after["responses"]["202"]["content"] == TEXT


def test_stream_of_a_shared_response_stays_in_the_operation() -> None:
    shared = {"Sewn": {"description": "Sewn", "content": TEXT}}
    reference = {"responses": {"200": {"$ref": "#/components/responses/Sewn"}}}
    paths = document({**reference, "x-fern-streaming": STREAM}).data["paths"]
    after, _ = fix(document(paths=paths, components={"responses": shared}))
    content = after.data["paths"]["/quilts"]["post"]["responses"]["200"]["content"]
    assert content == TEXT | {"text/event-stream": EVENT}


def test_stream_that_the_responses_have_is_left_alone() -> None:
    operation = answered({"text/event-stream; charset=utf-8": EVENT})
    operation |= {"x-fern-streaming": {**STREAM, "stream-condition": "$request.stream"}}
    assert fixed(operation)["responses"] == operation["responses"]
    assert "x-specquilt-streaming" not in fixed(operation)


def test_switch_with_another_name_is_said() -> None:
    declared = {"stream-condition": "$request.live"}
    assert fixed({"x-fern-streaming": declared})["x-specquilt-streaming"] == {"field": "live"}
