"""The loader reads every input, or reports a fault with its location."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from fuzz.loader import load_text, read_bytes
from specquilt.openapi.load import yaml_loader
from tiers import examples

SETTINGS = settings(deadline=None, derandomize=True, database=None)
SEED = b"""openapi: 3.1.0
info: {title: "A \\u00e9", version: 1.10}
x-a: &a [1, 0x1f, 0o17, 1e3, .5, ~, true, 'it''s']
paths:
  /a: {get: {responses: {200: {description: >-
    folded
  }}}}
x-b: *a
x-c: |
  text
"""
_TOKENS = [
    *("a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ",", "#", " "),
    *("&x ", "*x", "<<: ", "!!str ", "!t ", "---\n", "...\n", "%YAML 1.2\n", "|\n", ">\n"),
    *('"', "'", "\\u", "\\ud83d", "\\x", "\\", "\t", "\r", "\x00", "\x07", "\x85", "\u2028"),
    *("1", ".inf", "NaN", "-Infinity", "1e999", "0x", "0o8", "9" * 301, "null", "no", "~"),
    *('"a":', "1.10", "\ufeff", "\ud800", "😀", "é", "@", "`"),
]
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text('ab"\\é'), inner),
    max_leaves=12,
)


@examples(150, 1500, st.lists(st.sampled_from(_TOKENS), max_size=30).map("".join), base=SETTINGS)
def test_text_of_random_tokens_is_read_or_refused(text: str) -> None:
    load_text(text)


@examples(150, 1500, st.text(max_size=60), base=SETTINGS)
def test_any_text_is_read_or_refused(text: str) -> None:
    load_text(text)


@examples(150, 1500, st.binary(max_size=80), base=SETTINGS)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_bytes(content)


@pytest.mark.parametrize("seed", range(300))
def test_mutated_document_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(SEED)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(content))
        content[at : at + chance.randint(0, 3)] = chance.choice(
            [bytes([chance.randrange(256)]), b"", content[: chance.randrange(40)], b"{", b"\n"]
        )
    read_bytes(bytes(content))


@examples(150, 1500, _VALUES, st.sampled_from([None, 1]), base=SETTINGS)
def test_json_is_read_as_the_standard_library_reads_it(value: Any, indent: int | None) -> None:
    text = json.dumps({"a": value}, indent=indent)
    assert yaml_loader.load(text) == json.loads(text)
