"""What a document refers to is found at any depth, in its parts and beside them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from specquilt.openapi.document import Document
from specquilt.openapi.mentions import mentioned, mentions_in, references_in

_KEYS = ("$ref", "operationRef", "discriminator", "mapping", "allOf", "security", "paths")
_TEXTS = st.sampled_from(["#/a", "b.yaml", "Plain", ""])
_VALUES = st.recursive(
    _TEXTS | st.none() | st.integers(),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=4),
    max_leaves=20,
)
_SECTIONS = st.dictionaries(st.sampled_from(["/a", "$ref", "x-a"]), _VALUES, max_size=3)
_DOCUMENTS = st.fixed_dictionaries(
    {},
    optional={
        "paths": _SECTIONS | _VALUES,
        "webhooks": _SECTIONS,
        "components": st.dictionaries(
            st.sampled_from(["schemas", "$ref"]), _SECTIONS | _VALUES, max_size=2
        )
        | _VALUES,
        "security": _VALUES,
        "$ref": _VALUES,
        "x-more": _VALUES,
    },
)


def test_references_are_found_at_any_depth_and_in_examples() -> None:
    data = {"a": [{"$ref": "#/b"}, [{"c": {"$ref": "d"}}]], "example": {"$ref": ""}, "$ref": {}}
    assert mentions_in(data).references == {"#/b", "d", ""}
    assert mentions_in([1, "a", None]).references == mentions_in("$ref").references == set()


def test_all_that_refers_is_told_apart() -> None:
    found = mentions_in(
        {
            "allOf": [{"$ref": "#/a"}, {"allOf": [{"$ref": "#/b"}]}, "odd"],
            "properties": {"c": {"$ref": "#/c"}},
            "discriminator": {"mapping": {"d": "D", "e": "#/e", "odd": 1}},
            "links": {"f": {"operationRef": "#/f"}},
            "security": [{"key": []}, {"other": [], "third": []}, "odd"],
        }
    )
    assert found.references == {"#/a", "#/b", "#/c"}
    assert found.inherited == {"#/a", "#/b"}
    assert found.mapped == {"D", "#/e"}
    assert found.links == {"#/f"}
    assert found.schemes == {"key", "other", "third"}


@given(_DOCUMENTS)
def test_parts_and_the_rest_mention_what_the_whole_does(data: dict[str, Any]) -> None:
    """Lists of members and of requirements are never divided: they are inside of one or the other."""
    whole, found = mentions_in(data), list(mentioned(Document(data)))
    assert references_in(Document(data)) == whole.references
    for name in ("references", "links"):
        union = set().union(*(getattr(each, name) for each in found))
        assert union == getattr(whole, name)
