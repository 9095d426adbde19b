"""Extensions for other generators: each is used, or reported once with the reason."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rules.hinted import NO_BODY, document, fixed, schema
from rules.mutations.hints import EVERY_KEY
from rules.mutations.mutation import Mutation
from rules.test_mutations import CLEAN
from specquilt.merging.merge import fragment_of
from specquilt.openapi.document import Document
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import show
from specquilt.rules.engine.book import book, fix, lint
from specquilt.rules.facts.hints import TABLE, unused
from specquilt.sources.read import read_text

PAGE = Path(__file__).parents[2] / "docs" / "hints.md"


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


def test_equal_parts_of_different_kinds_are_told_apart() -> None:
    part = {"description": "A patch.", "x-fern-type-name": "Patch"}
    sections = {"headers": {"Patch": part}, "schemas": {"Patch": part, "Seam": part}}
    found = lint(document(components=sections))
    (finding,) = [each for each in found if each.rule == "generator-extension"]
    assert show(finding.pointer) == "/components/headers/Patch/x-fern-type-name"
    assert finding.message.endswith("ignored: it has no effect in headers")


@pytest.mark.parametrize(
    ("order", "place"),
    [
        (("info", "paths"), "/info/x-fern-retries"),
        (("paths", "info"), "/paths/~1quilts/post/x-fern-retries"),
    ],
)
def test_the_first_place_is_the_first_in_the_order_of_the_document(
    order: tuple[str, str], place: str
) -> None:
    whole = document({"x-fern-retries": True}).data
    whole["info"]["x-fern-retries"] = True
    ordered = {key: whole[key] for key in (*order, *whole)}
    found = [each for each in lint(Document(ordered)) if each.rule == "generator-extension"]
    assert [show(each.pointer) for each in found] == [place]


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
