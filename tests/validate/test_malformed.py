"""Which documents are OpenAPI 3, and what is said about others."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.openapi.document import Document
from specquilt.openapi.finding import InputError
from specquilt.validate.malformed import is_openapi_3, refuse_malformed


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
