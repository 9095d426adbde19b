"""Which documents are OpenAPI 3, and what is said about others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from specquilt.openapi.document import Document
from specquilt.openapi.finding import INVALID, Finding, InputError, Severity
from specquilt.openapi.limits import DEFAULTS
from specquilt.validate.malformed import (
    is_openapi_3,
    refuse_empty,
    refuse_excessive,
    refuse_foreign,
    refuse_malformed,
    without_messages,
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"openapi": "3.1.0"}, True),
        ({"openapi": "3.1.0", "paths": {}}, True),
        ({"paths": {}}, True),
        ({"webhooks": {}}, True),
        ({}, False),
        ({"openapi": "2.0"}, False),
        ({"openapi": "2.0", "paths": {}}, False),
    ],
)
def test_document_is_openapi_3_if_it_says_so_or_has_operations(
    data: dict[str, Any], *, expected: bool
) -> None:
    assert is_openapi_3(data) == expected


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "an OpenAPI document must be a mapping"),
        ({"swagger": "1.2", "paths": {}}, "Swagger 1.2 is not supported"),
        ({"title": "A"}, "openapi"),
    ],
)
def test_other_document_is_refused_for_what_it_is(data: Any, message: str) -> None:
    with pytest.raises(InputError) as caught:
        refuse_malformed([Document(data)])
    assert message in caught.value.findings[0].message


def test_document_that_states_both_versions_is_openapi_3() -> None:
    info = {"title": "Quilts", "version": "1"}
    refuse_malformed([Document({"swagger": "2.0", "openapi": "3.0.0", "info": info, "paths": {}})])
    assert is_openapi_3({"swagger": "2.0", "openapi": "3.0.0"})


@pytest.mark.parametrize("wrong", [None, {}, []])
def test_items_that_must_be_texts_are(wrong: Any) -> None:
    schema = {"type": "object", "required": ["a", wrong]}
    info = {"title": "Quilts", "version": "1"}
    data = {"openapi": "3.1.0", "info": info, "components": {"schemas": {"A": schema}}}
    with pytest.raises(InputError) as caught:
        refuse_malformed([Document(data)])
    (finding,) = caught.value.findings
    assert finding.pointer == ("components", "schemas", "A", "required", 1)


def _pages(*data: Any) -> list[Document]:
    return [Document(each) for each in data]


def test_pages_about_messages_are_set_aside() -> None:
    channels: Any = {"asyncapi": "2.0.0", "channels": {"chat": {}, "news": {}}}
    bare, odd = {"asyncapi": "3.0.0"}, {"asyncapi": "2.0.0", "channels": ["chat"]}
    rest, findings = without_messages(_pages({"openapi": "3.1.0"}, channels, [], bare, odd))
    assert [document.data for document in rest] == [{"openapi": "3.1.0"}, []]
    assert [finding.message.partition(" is AsyncAPI")[0] for finding in findings] == [
        "channel chat, news",
        "this page",
        "this page",
    ]
    assert {(each.rule, each.severity) for each in findings} == {
        ("asyncapi-page", Severity.WARNING)
    }
    assert all(finding.help for finding in findings)


def test_document_needs_an_operation_or_a_webhook() -> None:
    operation: dict[str, Any] = {"a": {"post": {"responses": {}}}}
    refuse_empty(Document({"paths": operation}))
    refuse_empty(Document({"webhooks": operation}))
    empty: list[dict[str, Any]] = [{}, {"paths": {}}, {"paths": {"/a": {"summary": "A"}}}]
    for data in empty:
        with pytest.raises(InputError) as caught:
            refuse_empty(Document(data))
        (finding,) = caught.value.findings
        assert (finding.rule, finding.pointer) == ("no-operations", ())
        assert finding.help == "name the file that has `paths`"


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("3.0.0", True),
        ("3.9", True),
        ("3", True),
        ("v3", True),
        ("1.2", False),
        ("v2", False),
        ("4.0", False),
        ("31", False),
        ("latest", True),
        (None, True),
    ],
)
def test_version_of_a_document_with_operations(version: Any, *, expected: bool) -> None:
    assert is_openapi_3({"openapi": version, "paths": {}}) == expected


def test_all_foreign_documents_are_named_at_once() -> None:
    with pytest.raises(InputError) as caught:
        refuse_foreign(_pages([], {"openapi": "3.1.0"}, {"swagger": "1.2"}, {"openapi": "4"}))
    found = [(each.rule, each.message, each.pointer) for each in caught.value.findings]
    assert found == [
        ("not-openapi-3", "an OpenAPI document must be a mapping", ()),
        (
            "not-openapi-3",
            "Swagger 1.2 is not supported, only Swagger 2.0 and OpenAPI 3",
            ("swagger",),
        ),
        ("not-openapi-3", "openapi '4' is not supported, only 3.x", ("openapi",)),
    ]
    refuse_foreign(_pages({"openapi": "3.1.0"}))


def test_a_hundred_faults_are_enough() -> None:
    wrong = {"openapi": "3.1.0", "paths": {f"/{number}": 1 for number in range(150)}}
    large = Document({"openapi": "3.1.0", "servers": [{}] * 9})
    refusals: list[Callable[[], None]] = [
        lambda: refuse_foreign(_pages(*[[]] * 150)),
        lambda: refuse_malformed(_pages(wrong)),
        lambda: refuse_malformed(_pages(wrong, wrong)),
        lambda: refuse_excessive([large] * 150, {**DEFAULTS, "servers": 8}),
    ]
    for refuse in refusals:
        with pytest.raises(InputError) as caught:
            refuse()
        assert len(caught.value.findings) == 100
    refuse_excessive([large], {**DEFAULTS, "servers": 9})
    refuse_excessive([large], {**DEFAULTS, "servers": 3}, factor=3)


def test_duplicate_keys_are_faults_of_their_own_and_come_first() -> None:
    duplicate = Finding("duplicate-key", Severity.ERROR, "twice", None)
    with pytest.raises(InputError) as caught:
        refuse_malformed(_pages({"openapi": "3.1.0", "paths": []}), [duplicate])
    assert [finding.rule for finding in caught.value.findings] == ["duplicate-key", INVALID]
    with pytest.raises(InputError):
        refuse_malformed([], [duplicate])
    refuse_malformed(_pages({"openapi": "3.1.0", "paths": {}}))
