"""What the parts of a document have is together what the whole of it has."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from rules.odd import CLEAN
from rules.test_robustness import STRANGE, places
from specquilt.openapi.document import Document, clone
from specquilt.openapi.kinds import Kind
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.pointer import resolve
from specquilt.openapi.walk import walk
from specquilt.validate.census import Census, census_of
from specquilt.validate.shapes import faults


def expected(document: Document) -> Census:
    """Return the census by a walk over all of the document."""
    nodes = list(walk(document))
    if any(fault for node in nodes for fault in faults(node)):
        return Census(False, {}, {})
    return Census(True, dict(Counter(node.kind for node in nodes)), {})


@pytest.mark.parametrize("seed", range(60))
def test_census_of_the_parts_is_that_of_a_walk(seed: int) -> None:
    chance, document = random.Random(seed), Document(yaml_loader.load(CLEAN))
    for _ in range(6):
        found = census_of(document)
        assert found._replace(most={}) == expected(document)
        data = clone(document.data)
        place = chance.choice(list(places(data)))
        resolve(data, place[:-1])[place[-1]] = clone(chance.choice(STRANGE))
        document = replace(document, data=data)


def test_the_largest_object_counts() -> None:
    schemas = {"A": {"properties": {"a": {"enum": [1, 2]}}}, "B": {"oneOf": [{}, {}, {}]}}
    extensions = {"x-more": {"properties": 1}}
    document = Document(
        {
            "paths": {
                "/a": {"get": {"tags": ["a"]}},
                "/b": {"get": {"tags": ["a", "b"], "parameters": []}},
            },
            "components": {"schemas": {**schemas, "C": {"allOf": [{}], **extensions}}},
        }
    )
    found = census_of(document)
    assert found.most == {
        "named-schemas": 3,
        "operation-tags": 2,
        "operation-parameters": 0,
        "properties": 1,
        "enum-values": 2,
        "schema-parts": 3,
    }
    assert found.counts[Kind.SCHEMA] == 8


def test_of_what_is_out_of_shape_nothing_else_is_told() -> None:
    for data in ({"tags": 1}, {"paths": {"/a": {"get": 1}}}, {"components": {"schemas": {"A": 1}}}):
        assert census_of(Document({"servers": [], **data})) == Census(False, {}, {})
