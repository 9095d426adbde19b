"""What is against a document that the validator cannot take apart."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.validate.validator import suspected

INFO = {"title": "Quilts", "version": "1"}


@pytest.mark.parametrize(
    "parts",
    [
        {"info": {"title": "\ud800"}},
        {"paths": {5: {}}},
    ],
    ids=["lone surrogate", "key that is a number"],
)
def test_document_as_a_whole_is_suspected(parts: dict[str, Any]) -> None:
    data = {"openapi": "3.1.0", "info": INFO, "paths": {}, **parts}
    (violation,) = suspected(data)
    assert (violation.about, violation.vague) == ((), True)
    assert violation.message


@pytest.mark.parametrize("keyword", ["discriminator", "externalDocs"])
def test_unknown_key_in_a_keyword_of_openapi_is_suspected(keyword: str) -> None:
    known = {"discriminator": {"propertyName": "kind"}, "externalDocs": {"url": "https://a.test"}}
    for key, expected in (("x-own", 0), ("other", 1)):
        schema = {"type": "object", keyword: {**known[keyword], key: "a"}}
        data = {"openapi": "3.1.0", "info": INFO, "components": {"schemas": {"A": schema}}}
        assert len(suspected(data)) == expected
