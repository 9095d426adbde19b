"""The property of a body that switches streaming on, and the operation that two variants become."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.merging.combine import combine
from specquilt.merging.draft import Draft
from specquilt.merging.streaming_variant import _switch
from specquilt.openapi.document import Document
from specquilt.openapi.load.block import Block
from specquilt.openapi.operations import STREAMING as STREAMING_KEY
from specquilt.openapi.provenance import Origin, Provenance

STRING, ON, OFF = {"type": "string"}, {"const": True}, {"const": False}


def _with(properties: Any, required: Any = None) -> dict[str, Any]:
    """Return an operation with properties in its body."""
    schema = {"properties": properties, **({} if required is None else {"required": required})}
    return {"requestBody": {"content": {"application/json": {"schema": schema}}}}


def operation(stream: dict[str, Any]) -> dict[str, Any]:
    properties = {"text": {"type": "string"}, "stream": stream}
    schema = {"type": "object", "properties": properties}
    return {"requestBody": {"content": {"application/json": {"schema": schema}}}}


@pytest.mark.parametrize(
    ("plain", "streaming"),
    [
        ({"const": False}, {"const": True}),
        ({"enum": [False]}, {"enum": [True]}),
        ({"enum": [True]}, {"const": False}),
    ],
)
def test_property_with_both_constants_is_the_switch(plain: Any, streaming: Any) -> None:
    assert _switch(operation(plain), operation(streaming)) == "stream"


@pytest.mark.parametrize(
    "streaming",
    [{"const": "yes"}, {"enum": []}, {"enum": [True, False]}, {"type": "boolean"}, {"enum": [1]}],
)
def test_other_property_is_no_switch(streaming: Any) -> None:
    assert _switch(operation({"const": False}), operation(streaming)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": STRING, "stream": ON}, {"a": {"type": "integer"}, "stream": OFF}),
        ({"stream": ON, "a": STRING}, {"a": STRING, "stream": OFF}),
        ({"stream": ON}, {"stream": ON}),
        ({"stream": ON}, {"stream": OFF, "a": STRING}),
        ({"stream": ON}, None),
        (None, {"stream": OFF}),
        ({"stream": True}, {"stream": OFF}),
    ],
)
def test_bodies_that_differ_otherwise_have_no_switch(one: Any, other: Any) -> None:
    assert _switch(_with(one), _with(other)) is None


@pytest.mark.parametrize("operation", [{}, {"requestBody": {}}, _with(None), {"requestBody": None}])
def test_operation_without_properties_has_no_switch(operation: dict[str, Any]) -> None:
    assert _switch(operation, operation) is None


def _page(name: str, stream: Any, media_type: str = "application/json", **more: Any) -> Document:
    content = {media_type: {"schema": {"title": name}}}
    response = {"200": {"description": name, "content": content}}
    operation = {
        "responses": response,
        "summary": name,
        **_with({"stream": stream}, ["stream", "a"]),
        **more,
    }
    data = {"openapi": "3.1.0", "paths": {"/chat": {"post": operation}}}
    return Document(data, Provenance({(): (Origin(Block(name, "")),)}))


def _chat(*pages: Document) -> tuple[dict[str, Any], Draft]:
    draft = combine(list(pages))
    operation: dict[str, Any] = draft.data["paths"]["/chat"]["post"]
    return operation, draft


PLAIN = _page("plain", OFF, operationId="chat", tags=["talk"])
STREAMING = _page("streaming", ON, "text/event-stream", operationId="chat_stream", description="D")


@pytest.mark.parametrize("pages", [(PLAIN, STREAMING), (STREAMING, PLAIN)])
def test_variants_become_one_operation_with_both_responses(pages: tuple[Document, ...]) -> None:
    operation, draft = _chat(*pages)
    assert draft.findings == []
    assert operation["summary"] == "plain"
    assert list(operation["responses"]["200"]["content"]) == [
        "application/json",
        "text/event-stream",
    ]
    assert operation[STREAMING_KEY] == {
        "field": "stream",
        "call": "chat_stream",
        "summary": "streaming",
        "description": "D",
    }
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    assert schema == {"properties": {"stream": {"type": "boolean"}}, "required": ["stream", "a"]}
    paths = [origin.block.path for origin in draft.provenance.trace(("paths", "/chat", "post"))]
    assert sorted(paths) == ["plain", "streaming"]
    assert (
        "text/event-stream"
        not in PLAIN.data["paths"]["/chat"]["post"]["responses"]["200"]["content"]
    )


@pytest.mark.parametrize(
    "media_type", ["text/event-stream", "application/x-ndjson", "application/jsonl"]
)
def test_streams_have_one_of_three_media_types(media_type: str) -> None:
    assert STREAMING_KEY in _chat(PLAIN, _page("streaming", ON, media_type))[0]


@pytest.mark.parametrize(
    "other",
    [
        _page("other", ON),
        _page("other", ON, "text/event-stream", deprecated=True),
        _page("other", ON, "text/event-stream", responses={"200": {"description": "A"}}),
        _page("other", ON, "text/event-stream", responses={}),
    ],
    ids=["no stream", "deprecated", "no content", "no responses"],
)
def test_other_operations_are_no_variants(other: Document) -> None:
    operation, draft = _chat(PLAIN, other)
    assert STREAMING_KEY not in operation
    assert draft.findings


def test_two_streams_are_no_variants() -> None:
    streams = [_page(str(on), {"const": on}, "text/event-stream") for on in (True, False)]
    assert STREAMING_KEY not in _chat(*streams)[0]


@pytest.mark.parametrize(
    ("description", "required"),
    [
        ("Defaults to `false`.", ["a"]),
        ("Default value is 'false'", ["a"]),
        ("default: false", ["a"]),
        ("Default false", ["a"]),
        ("Defaults to `true`.", ["stream", "a"]),
        ("The defaults tofalse", ["stream", "a"]),
        (None, ["stream", "a"]),
    ],
)
def test_switch_is_optional_if_its_description_says_that_it_is_off(
    description: str | None, required: list[str]
) -> None:
    plain = _page("plain", {**OFF, "type": "boolean", "description": description})
    body = _chat(plain, STREAMING)[0]["requestBody"]["content"]["application/json"]["schema"]
    assert body["required"] == required
    assert body["properties"]["stream"] == {"type": "boolean", "description": description}


@pytest.mark.parametrize("required", [["stream"], [], None])
def test_body_without_required_properties_has_no_list_of_them(required: Any) -> None:
    off = {**OFF, "description": "default: false"}
    pages = [_page("plain", off), _page("streaming", ON, "text/event-stream")]
    for page in pages:
        page.data["paths"]["/chat"]["post"].update(
            _with({"stream": off if page is pages[0] else ON}, required)
        )
    assert (
        "required" not in _chat(*pages)[0]["requestBody"]["content"]["application/json"]["schema"]
    )
