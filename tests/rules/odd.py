"""Valid and invalid objects of every kind and of many shapes, each in a document."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from rules.frame import PLACES, as_document, in_document
from rules.mutations import MUTATIONS
from rules.mutations.hints import EVERY_KEY
from specquilt.merging.merge import fragment_of
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.finding import InputError
from specquilt.openapi.keys import KEYS, KEYWORDS
from specquilt.openapi.kinds import Kind
from specquilt.openapi.walk import walk
from specquilt.rules.engine.book import book
from specquilt.sources.read import read_text

CASES = Path(__file__).parents[1] / "cases"
CLEAN = Path(__file__).with_name("clean.yaml").read_text(encoding="utf-8")
VERSIONS = ("3.0.3", "3.1.0")
TYPES = (None, "string", "integer", "array", "object", "null", "int", ["string", None], ["array"])
VALUES: tuple[Any, ...] = (
    *(None, True, 7, 1.5, "", "text", "string", "uri", "datetime", "(", "Any type", "no-id"),
    *("http://api.vendor.com/{a}/", "<script src=x>", "One of `a`, `b` or `c`.", "undefined <x>"),
    *([], ["a", "a"], [1, 1], [None], [True], [{}], [{"value": "a"}], [["a"], "subpackage_b"]),
    [
        {"type": "object", "properties": {"a": {}}, "additionalProperties": False},
        {"required": ["b"]},
    ],
    *({}, {"a": 1}, {"": None}, {"class": {}, "b-c": {}, "b_c": {}}, {"format": "binary"}),
    {"type": "number"},
    {"type": "string", "enum": ["a"]},
    {"$ref": "#/components/schemas/Missing"},
    [{"$ref": "#/components/schemas/Missing"}],
)
EXTRA_KEYS = (
    *("$ref", "$defs", "descripton", "customTypePath", "customBasePath", "x-python-type"),
    *("x-python-import", "x-python-class", "x-enum-varnames", "x-enum-descriptions", "x-enumNames"),
)
_ITSELF = "#/paths/~1quilts~1{id}/post/responses/201/content/application~1json/schema"
_DESCRIPTION = {"description": "One of `a`, `b`."}
# Objects that need more than one key and a type.
MORE: tuple[tuple[Kind, dict[str, Any]], ...] = (
    *(
        (Kind.SCHEMA, {low: 2, low.replace("in", "ax"): 1})
        for low in ("minimum", "minLength", "minItems", "minProperties")
    ),
    (Kind.SCHEMA, {"exclusiveMinimum": 2, "exclusiveMaximum": 1}),
    (Kind.SCHEMA, {**_DESCRIPTION, "type": "array", "items": {"enum": ["a"]}}),
    (Kind.SCHEMA, {**_DESCRIPTION, "$ref": f"{_ITSELF}/x-values", "x-values": {"enum": ["a"]}}),
    (Kind.MEDIA_TYPE, {"schema": {"properties": {}}, "examples": {"a": {"value": {"b": 1}}}}),
)


def documents() -> Iterator[Document]:
    """Yield the documents of other tests: examples of rules, documents with a defect, cases."""
    for rule in book().values():
        if rule.check:
            texts = (rule.before, rule.before.replace("oneOf", "anyOf"), rule.after)
            yield from (as_document(rule, text) for text in texts if text)
    yield from _read("clean.yaml", CLEAN)
    for mutation in (*MUTATIONS, *EVERY_KEY):
        yield from _read("clean.yaml", mutation.apply(CLEAN))
    for path in sorted(CASES.glob("*/*/in/**/*")):
        if path.suffix in (".yaml", ".json", ".md"):
            yield from _read(path.name, path.read_text(encoding="utf-8", errors="replace"))


def _read(name: str, text: str) -> list[Document]:
    try:
        return [fragment_of(page) for page in read_text(name, text) if page.fragment]
    except InputError:
        return []


@cache
def nodes() -> tuple[Cursor, ...]:
    """Return the objects of all documents, as they are and with one key removed."""
    found = {
        (node.pointer, repr(node.value), document.page and document.page.path): node
        for document in documents()
        for node in walk(document)
    }
    reduced = (each for node in found.values() for each in _without_one_key(node))
    return (*found.values(), *reduced, *_generated())


def _without_one_key(node: Cursor) -> Iterator[Cursor]:
    for key in node.value:
        value = {other: item for other, item in node.value.items() if other != key}
        yield node._replace(value=value)


def _generated() -> Iterator[Cursor]:
    for version in VERSIONS:
        for kind, value in (*MORE, *_one_key(), *_some_keys()):
            document = Document(in_document(kind, value, version))
            yield Cursor(PLACES[kind], value, document, kind, None, {})


def _one_key() -> Iterator[tuple[Kind, dict[str, Any]]]:
    """Yield objects with one key, with every value, and in schemas with every type."""
    for kind in PLACES:
        types = TYPES if kind is Kind.SCHEMA else TYPES[:1]
        for key, value, type_ in product(_keys(kind), VALUES, types):
            yield kind, {**({"type": type_} if type_ else {}), key: value}


def _some_keys() -> Iterator[tuple[Kind, dict[str, Any]]]:
    chance = random.Random(1)
    for kind, _ in product(PLACES, range(100)):
        keys = chance.sample(_keys(kind), k=chance.randint(0, min(6, len(_keys(kind)))))
        yield kind, {key: chance.choice(VALUES) for key in keys}


def _keys(kind: Kind) -> list[str]:
    known = KEYWORDS if kind is Kind.SCHEMA else KEYS[kind]
    return sorted({*known, *EXTRA_KEYS})
