"""Published names stay, whatever is added to a document or changes in how names are derived."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.small import NOTHING, document, models, named, rules
from specquilt.python.names.published import PublishedNames, is_stable, renamed, usable

TAGS = ("jobs", "Jobs", "wait", "a/b", "a", "types", "list")
IDS = ("list", "listJobs", "getJob", "get_job", "JobsController_get", "list_all", "b", "stream")
SCHEMAS = ("Job", "job", "JobParam", "JobsListResponse", "Status", "KnownPet", "Model")
BODY: dict[str, Any] = {"type": "object", "properties": {"kind": {"enum": ["a", "b"]}}}
references = st.sampled_from(SCHEMAS).map(lambda name: {"$ref": f"#/components/schemas/{name}"})


@st.composite
def operation(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an operation with a body and an answer, whose names are likely to collide."""
    schemas = references | st.just(BODY)
    made: dict[str, Any] = {
        "requestBody": {"content": {"application/json": {"schema": draw(schemas)}}},
        "responses": {
            "200": {
                "description": "Fine.",
                "content": {"application/json": {"schema": draw(schemas)}},
            }
        },
    }
    if tag := draw(st.sampled_from(["", *TAGS])):
        made["tags"] = [tag]
    if id_ := draw(st.sampled_from(["", *IDS])):
        made["operationId"] = id_
    if call := draw(st.sampled_from(["", "", "jobs.get", "wait.list"])):
        made["x-specquilt-call"] = call
    return made


paths = st.dictionaries(
    st.sampled_from(["/a", "/b", "/v1/jobs", "/jobs/{id}", "/c"]),
    st.dictionaries(st.sampled_from(["post", "put", "patch"]), operation(), min_size=1),
    min_size=1,
)


def _document(operations: dict[str, Any], schemas: tuple[str, ...] = SCHEMAS) -> dict[str, Any]:
    nested = {"type": "object", "properties": {"inner": {"$ref": "#/components/schemas/Job"}}}
    plain = {"type": "object", "properties": {"id": {"type": "string"}}}
    components = {each: plain if each == "Job" else nested for each in schemas}
    made: dict[str, Any] = document(operations, components)
    return made


@given(before=paths, after=paths)
def test_adding_operations_renames_nothing(before: dict[str, Any], after: dict[str, Any]) -> None:
    first, _ = named(_document(before))
    merged = {path: after.get(path, {}) | before.get(path, {}) for path in {**after, **before}}
    second, _ = named(_document(merged), first.published)
    assert renamed(first.published, second.published) == {}
    assert {*first.published.calls.items()} <= {*second.published.calls.items()}
    assert {*models(first)} <= {*models(second)}


@given(paths)
def test_names_that_stay_are_those_that_were_published(operations: dict[str, Any]) -> None:
    first, _ = named(_document(operations))
    second, _ = named(_document(operations), first.published)
    assert second == first


@given(paths, st.permutations(SCHEMAS))
def test_names_do_not_depend_on_the_order_of_the_document(
    operations: dict[str, Any], order: list[str]
) -> None:
    backwards = {path: dict(reversed(operations[path].items())) for path in reversed(operations)}
    first, _ = named(_document(operations))
    second, _ = named(_document(backwards, tuple(order)))
    assert second.published.calls == first.published.calls


def test_new_operations_join_the_resources_that_there_are() -> None:
    old = {"/a": {"get": {"tags": ["wait"], "operationId": "one"}}}
    new = {"/b": {"get": {"tags": ["wait"], "operationId": "two"}}}
    first, _ = named(document(old))
    second, _ = named(document(new | old), first.published)
    assert {*second.published.calls.values()} == {"wait_.one", "wait_.two"}


def test_method_for_all_pages_stays() -> None:
    listed = {"type": "array", "items": {"type": "string"}}
    page = {"type": "object", "properties": {"next": {"type": "string"}, "items": listed}}
    answer = {"200": {"description": "", "content": {"application/json": {"schema": page}}}}
    cursor = {"name": "cursor", "in": "query", "schema": {"type": "string"}}
    hint = {"style": "cursor", "items": "items", "advance": "cursor", "next": "next"}
    listing = {
        "tags": ["jobs"],
        "operationId": "list",
        "parameters": [cursor],
        "responses": answer,
        "x-specquilt-pagination": hint,
    }
    other = {"tags": ["jobs"], "operationId": "list_all"}
    first, _ = named(document({"/b": {"get": listing}}))
    second, _ = named(document({"/a": {"get": other}, "/b": {"get": listing}}), first.published)
    assert second.published.calls == {
        "GET /a": "jobs.list_all_2",
        "GET /b": "jobs.list",
        "GET /b (pages)": "jobs.list_all",
    }


def test_streaming_variant_stays() -> None:
    schema = {"type": "object", "properties": {"stream": {"type": "boolean"}}}
    content = {
        "application/json": {"schema": {"type": "string"}},
        "text/event-stream": {"schema": {"type": "integer"}},
    }
    chat = {
        "operationId": "send",
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": {"200": {"description": "", "content": content}},
    }
    published = PublishedNames({"POST /chat": "chat.ask", "POST /chat (stream)": "chat.follow"})
    surface, _ = named(document({"/chat": {"post": chat}}), published)
    assert surface.published.calls == published.calls


def test_component_does_not_take_the_name_of_a_published_type() -> None:
    job = {"schema": {"$ref": "#/components/schemas/Job"}}
    answer = {"200": {"description": "", "content": {"application/json": job}}}
    operations = {"/a": {"get": {"responses": answer}}}
    first, _ = named(_document(operations, ("Job",)))
    assert first.published.models == {"/components/schemas/Job": "Job"}
    published = PublishedNames({}, {"/components/schemas/Job": "Task"})
    second, _ = named(_document(operations, ("Job", "Task")), published)
    assert [*models(second)] == ["Task"]


@pytest.mark.parametrize(
    "call", ["", "a b", "a..b", "class", "_a", "close", "jobs.types", "jobs.é", "1", "a.b\n"]
)
def test_calls_that_no_client_can_have_are_not_believed(call: str) -> None:
    assert usable(PublishedNames({"GET /a": call}), ()) == NOTHING


@pytest.mark.parametrize("name", ["", "A B", "None", "_A", "Model", "class", "A\n"])
def test_names_that_no_class_can_have_are_not_believed(name: str) -> None:
    assert usable(PublishedNames({}, {"/a": name}), ()) == NOTHING


def test_names_that_the_user_has_chosen_are_not_kept() -> None:
    kept = PublishedNames({"GET /a": "a.get", "GET /a (stream)": "a.follow", "GET /b": "b"})
    assert usable(kept, {"GET /a"}).calls == {"GET /b": "b"}
    types = PublishedNames({}, {"/a": "A", "/a (dict)": "AParam", "/b": "B"})
    assert usable(types, {"/a"}).models == {"/b": "B"}


def test_name_that_two_operations_claim_is_that_of_the_first() -> None:
    operations = {path: {"get": {"operationId": path[1:]}} for path in ("/a", "/b")}
    surface, findings = named(document(operations), PublishedNames({"GET /a": "x", "GET /b": "x"}))
    assert surface.published.calls == {"GET /a": "x", "GET /b": "b"}
    assert "name-collision" in rules(findings)


def test_class_that_two_schemas_claim_is_that_of_the_first() -> None:
    twice = dict.fromkeys(("/components/schemas/Job", "/components/schemas/Status"), "Task")
    content = [{"$ref": f"#/components/schemas/{name}"} for name in ("Job", "Status")]
    body = {"content": {"application/json": {"schema": {"anyOf": content}}}}
    operations = {"/a": {"post": {"requestBody": body}}}
    surface, _ = named(_document(operations, ("Job", "Status")), PublishedNames({}, twice))
    assert {"Task", "Status"} <= {*models(surface)}


@pytest.mark.parametrize(
    ("schema", "stable"),
    [
        ("/components/schemas/Job", True),
        ("/paths/~1a/get/responses/200/content/a~1b/schema", True),
        ("/paths/~1a/get/parameters/0/schema", False),
        ("/components/schemas/Job/anyOf/10", False),
    ],
)
def test_only_names_whose_schema_can_be_found_again_are_remembered(
    schema: str, stable: bool
) -> None:
    assert is_stable(schema) is stable


def test_renamed_lists_what_has_another_name_now() -> None:
    before = PublishedNames({"GET /a": "a", "GET /b": "b", "GET /c": "c"}, {"/J": "J", "/K": "K"})
    now = PublishedNames({"GET /a": "a", "GET /b": "c", "GET /d": "d"}, {"/J": "Job", "/K": "K"})
    assert renamed(before, now) == {"b": "c", "schemas.J": "Job"}
