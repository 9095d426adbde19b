"""References follow a value that edits move."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from specquilt.openapi.document import Document, clone
from specquilt.openapi.edits import Edit, Remove, RenameKey, Set, apply_edits, edit_in_place
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.references import reference_to, target


def edited(data: dict[str, Any], *edits: Edit) -> dict[str, Any]:
    return apply_edits(Document(data), [("test", edit) for edit in edits]).data


def test_references_into_a_renamed_component_follow_it() -> None:
    inside = "#/components/schemas/Big%20Quilt/properties/name"
    data = {
        "use": {"$ref": "#/components/schemas/Big%20Quilt"},
        "part": {"$ref": inside},
        "components": {"schemas": {"Big Quilt": {"properties": {"name": {}}}, "Big Quilts": {}}},
        "other": {"$ref": "#/components/schemas/Big%20Quilts"},
    }
    result = edited(data, RenameKey(("components", "schemas", "Big Quilt"), "BigQuilt"))
    assert result["use"] == {"$ref": "#/components/schemas/BigQuilt"}
    assert result["part"] == {"$ref": "#/components/schemas/BigQuilt/properties/name"}
    assert result["other"] == data["other"]


def test_discriminators_follow_a_renamed_schema_by_reference_and_by_name() -> None:
    names = {"a": "A B", "b": "#/components/schemas/A%20B", "c": "Other"}
    data = {
        "union": {"discriminator": {"propertyName": "kind", "mapping": names}},
        "components": {"schemas": {"A B": {}}},
    }
    result = edited(data, RenameKey(("components", "schemas", "A B"), "AB"))
    mapped = result["union"]["discriminator"]["mapping"]
    assert mapped == {"a": "AB", "b": "#/components/schemas/AB", "c": "Other"}


def test_security_requirements_follow_a_renamed_scheme() -> None:
    data = {
        "security": [{"My Key": [], "other": []}],
        "paths": {"/a": {"get": {"security": [{"My Key": ["read"]}]}}},
        "components": {"securitySchemes": {"My Key": {}, "other": {}}},
    }
    result = edited(data, RenameKey(("components", "securitySchemes", "My Key"), "MyKey"))
    assert result["security"] == [{"MyKey": [], "other": []}]
    assert result["paths"]["/a"]["get"]["security"] == [{"MyKey": ["read"]}]


@given(st.data())
def test_references_name_the_same_value_after_edits(data: st.DataObject) -> None:
    """Apply renames and removals at several places at once, as a round of rules does."""
    lists = data.draw(st.lists(st.integers(1, 4), min_size=1, max_size=4), label="sizes of lists")
    document = {
        "lists": {f"l{n}": [{"id": f"{n}.{at}"} for at in range(s)] for n, s in enumerate(lists)}
    }
    places: list[Pointer] = [
        ("lists", f"l{n}", at) for n, size in enumerate(lists) for at in range(size)
    ]
    removed = data.draw(st.sets(st.sampled_from(places)), label="removed")
    renamed = data.draw(st.sets(st.sampled_from(sorted(document["lists"]))), label="renamed")
    renamed -= {str(place[1]) for place in removed}  # edits of one round never overlap
    kept = [place for place in places if place not in removed]
    uses = [{"$ref": reference_to(place)} for place in kept]
    edits: list[Edit] = [Remove(place) for place in sorted(removed, key=str)]
    edits += [RenameKey(("lists", name), f"{name}-new") for name in sorted(renamed)]
    result = edited({**document, "uses": uses}, *edits)
    found = [target(result, use["$ref"]).value["id"] for use in result["uses"]]
    assert found == [f"{str(place[1])[1:]}.{place[2]}" for place in kept]


_NAMES = ("A", "B", "C", "D")
_REFERENCES = st.sampled_from([f"#/components/schemas/{name}" for name in _NAMES])


@st.composite
def _documents(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a document whose parts refer to each other in all ways."""

    def schema() -> dict[str, Any]:
        mapped = draw(st.sampled_from(_NAMES) | _REFERENCES)
        return draw(
            st.sampled_from(
                [
                    {"type": "string"},
                    {"$ref": draw(_REFERENCES)},
                    {"items": [{"$ref": draw(_REFERENCES)}, {}, {}]},
                    {"discriminator": {"mapping": {"a": mapped}}},
                ]
            )
        )

    def operation() -> dict[str, Any]:
        scheme = draw(st.sampled_from(["S", "T"]))
        return {"security": [{scheme: []}], "x": schema(), "link": {"operationRef": "#/paths/~1a"}}

    return {
        "security": [{"S": []}],
        "x-more": schema(),
        "paths": {path: {"get": operation()} for path in ("/a", "/b")},
        "components": {
            "schemas": {name: schema() for name in _NAMES},
            "securitySchemes": {"S": {}, "T": {}},
        },
    }


_EDITS: list[Edit] = [
    RenameKey(("components", "schemas", "A"), "New"),
    RenameKey(("components", "securitySchemes", "S"), "Key"),
    RenameKey(("paths", "/a"), "/new"),
    Set(("components", "schemas", "B"), {"$ref": "#/components/schemas/A"}),
    Set(("components", "schemas", "C", "title"), "C"),
    Set(("components", "schemas", "E"), {}),
    Set(("paths", "/b", "get", "deprecated"), True),
    Set(("x-more", "title"), "More"),
    Set(("tags",), [{"name": "a"}]),
    Remove(("components", "schemas", "D")),
    Remove(("paths", "/b", "get", "security")),
]


@given(_documents(), st.sets(st.sampled_from(range(len(_EDITS)))))
def test_edits_of_a_copy_that_shares_parts_are_those_of_a_copy_of_all(
    data: dict[str, Any], numbers: set[int]
) -> None:
    before, edits = clone(data), [("test", _EDITS[number]) for number in sorted(numbers)]
    document, plain = Document(data), Document(clone(data))
    edit_in_place(plain, edits)
    result = apply_edits(document, edits)
    assert repr(result.data) == repr(plain.data)
    assert result.provenance == plain.provenance
    assert repr(data) == repr(before)


def test_parts_that_edits_leave_alone_are_shared() -> None:
    schemas = {"A": {}, "B": {"$ref": "#/components/schemas/A"}, "C": {}}
    document = Document(
        {"info": {}, "paths": {"/a": {"get": {}}}, "components": {"schemas": schemas}}
    )
    result = apply_edits(document, [("test", RenameKey(("components", "schemas", "A"), "New"))])
    assert result.data["components"]["schemas"]["C"] is schemas["C"]
    assert result.data["paths"]["/a"] is document.data["paths"]["/a"]
    assert result.data["components"]["schemas"]["B"] == {"$ref": "#/components/schemas/New"}


def test_a_part_that_is_there_twice_is_changed_at_one_place() -> None:
    item: dict[str, Any] = {"get": {}}
    document = Document({"paths": {"/a": item, "/b": item}, "x-more": item})
    edits = [Set(("paths", "/a", "put"), {}), Set(("x-more", "post"), {})]
    result = apply_edits(document, [("test", edit) for edit in edits])
    assert result.data["paths"] == {"/a": {"get": {}, "put": {}}, "/b": {"get": {}}}
    assert result.data["x-more"] == {"get": {}, "post": {}}
    assert item == {"get": {}}
