"""Schemas of any shape for modules of types."""

from __future__ import annotations

from hypothesis import strategies as st

from specquilt.python.models.json_schema import KNOWN_TAGS, Schema, imported, reference

NAMES = [f"Type{letter}" for letter in "GCAFBED"]


KINDS = ("a", "b")


STRING, NULL = {"type": "string"}, {"type": "null"}


SCALARS: st.SearchStrategy[Schema] = st.sampled_from(
    [
        STRING,
        NULL,
        {},
        {"type": "string", "format": "date"},
        {"type": "string", "format": "date-time"},
        {"enum": ["x", "y"], "type": "string"},
        {"anyOf": [{"enum": ["x", "y"], "type": "string"}, STRING]},
    ]
)


REFERENCES = st.sampled_from(NAMES).map(reference) | st.just(imported("TypeX"))


def _larger(inner: st.SearchStrategy[Schema]) -> st.SearchStrategy[Schema]:
    return st.one_of(
        st.builds(lambda item: {"type": "array", "items": item}, inner),
        st.builds(lambda value: {"type": "object", "additionalProperties": value}, inner),
        st.builds(lambda members: {"anyOf": members}, st.lists(inner, min_size=2, max_size=3)),
    )


TYPES = st.recursive(REFERENCES | SCALARS, _larger, max_leaves=4)


DESCRIPTIONS = st.sampled_from(["", "", 'Two\n\n"words" here.', "One"])


def _described(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description} if description else schema


HIDING = ["Any", "Literal", "date", "dict", "int", "list", "str"]
"""Names of fields that hide what type expressions need."""


FIELDS = st.dictionaries(
    st.sampled_from(["name", "datetime", "type_a", "TypeA", *HIDING]),
    st.builds(_described, TYPES, DESCRIPTIONS),
    max_size=4,
)


def _class(fields: dict[str, Schema], required: list[str], kind: str, has_default: bool) -> Schema:
    """Return a class with a discriminator property, which may have a default."""
    tag: Schema = {"type": "string", "enum": [kind]} | ({"default": kind} if has_default else {})
    properties = fields | {"kind": tag}
    needed = [each for each in required if each in fields] + ([] if has_default else ["kind"])
    return {"type": "object", "properties": properties, "required": needed}


CLASSES = st.builds(
    _class,
    FIELDS,
    st.lists(st.sampled_from(["name", "date", "Any"]), unique=True),
    st.sampled_from(KINDS),
    st.booleans(),
)


def _tagged(members: list[str]) -> Schema:
    return {
        "oneOf": [reference(name) for name in members],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {
                kind: reference(name)["$ref"] for kind, name in zip(KINDS, members, strict=True)
            },
        },
    }


def _variants(schemas: dict[str, Schema], members: list[str]) -> dict[str, Schema]:
    """Return schemas of which two are the variants of a discriminated union, open to others."""
    for kind, name in zip(KINDS, members, strict=True):
        own = {"own": reference("Shape")} if kind == "b" else {}
        schemas[name] = _class(own, [], kind, kind == "a")
    variant = {"type": "string", KNOWN_TAGS: list(KINDS)}
    unknown = {"type": "object", "properties": {"kind": variant}, "required": ["kind"]}
    either = {"anyOf": [reference("KnownShape"), reference("UnknownShape")]}
    return schemas | {"UnknownShape": unknown, "KnownShape": _tagged(members), "Shape": either}


SCHEMAS = st.builds(
    _variants,
    st.fixed_dictionaries(
        {name: st.builds(_described, CLASSES | CLASSES | TYPES, DESCRIPTIONS) for name in NAMES}
    ),
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True),
)
