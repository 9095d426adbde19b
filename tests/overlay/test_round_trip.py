"""Scalars and keys are the same after writing and reading YAML (YAML 1.2, section 10.3)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from specquilt.openapi.dump import to_yaml
from specquilt.openapi.load import yaml_loader
from specquilt.overlay.merge_value import same

TEXTS = (
    *("no", "off", "y", "true", "null", "~", "", "<<", "=", "---", "..."),
    *("12:30", "12:30:00", "1.10", "012", "0o17", "0x1F", "1e3", "1E3", "7e5", "1e-7", "+1"),
    *("2001-01-01", "1_000", ".5", "5.", ".inf", "nan"),
    *("- a", "a: b", "#x", "a #b", " lead", "trail ", "@a", "%a", "!a", "&a", "*a", "?", "|", ">"),
    *("tab\tx", "a\nb", "a\n", "\n", "a\r\nb", " x\ny", "a \nb", "a\n\n\n", "\x85", "\u2028x"),
    *("'", '"', "\\", "é", "😀", "\u200b", "\ufeff", "word " * 60),
)
NUMBERS = (0, -1, 10**30, 1.0, 0.1, 1e21, 1e-7, -0.0, True, False, None)


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_text_stays_text_as_value_item_and_key(text: str) -> None:
    data = {"value": text, "items": [text], text: "key"}
    assert same(yaml_loader.load(to_yaml(data)), data)


@pytest.mark.parametrize("value", NUMBERS, ids=str)
def test_other_scalars_keep_their_type(value: Any) -> None:
    data = {"value": value, "items": [value]}
    assert same(yaml_loader.load(to_yaml(data)), data)


@pytest.mark.parametrize("text", [text for text in TEXTS if text != "\ufeff"], ids=ascii)
def test_text_in_json_stays_text(text: str) -> None:
    data = {"value": text, text: [text]}
    assert yaml_loader.load(json.dumps(data)) == data
    assert yaml_loader.load(json.dumps(data, ensure_ascii=False)) == data
