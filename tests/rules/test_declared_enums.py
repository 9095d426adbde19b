"""Values that are described for other generators."""

from __future__ import annotations

from typing import Any

import pytest

from rules.hinted import fixed, schema

NUMBERS = {"type": "integer", "enum": [0, 1]}
WORDS = {"type": "string", "enum": ["open", "shut"]}


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        (NUMBERS | {"x-enum-varnames": ["Open", "Shut"]}, ["- `0`: Open", "- `1`: Shut"]),
        (NUMBERS | {"x-enumNames": ["None", "Value1"]}, ["- `0`: None"]),
        (WORDS | {"x-enum-varnames": ["STATE_OPEN", "StateShut"]}, []),
        (WORDS | {"x-enum-varnames": ["Open"]}, []),
        (WORDS | {"x-enum-descriptions": {"shut": "No way in."}}, ["- `shut`: No way in"]),
        (WORDS | {"x-enumDescriptions": ["Come in", "Stay out"]},
         ["- `open`: Come in", "- `shut`: Stay out"]),
        (WORDS | {"x-fern-enum": {"open": {"name": "Ajar", "description": "Come in."}}},
         ["- `open`: Ajar. Come in"]),
        (WORDS | {"x-ms-enum": {"name": "State", "modelAsString": True,
                                "values": [{"value": "open", "description": "Come in."}]}},
         ["- `open`: Come in"]),
        (NUMBERS | {"x-enum-values": [{"numericValue": "1", "identifier": "Shut"}]}, ["- `1`: Shut"]),
        (WORDS | {"x-enum-varnames": ["IsOpen", "IsShut"], "x-enum-comments": {"IsShut": "Stay out"}},
         ["- `shut`: Stay out"]),
        (NUMBERS | {"x-enum-varnames": "Open"}, []),
        ({"type": "string", "x-enum-varnames": ["Open"]}, []),
    ],
)  # fmt: skip
def test_description_gets_what_values_mean(given: dict[str, Any], lines: list[str]) -> None:
    after, findings = schema(given)
    assert after.get("description", "").splitlines() == lines
    assert any(each.rule == "declared-enum" for each in findings) == bool(lines)


def test_several_extensions_of_an_enum_are_one_finding_at_the_first() -> None:
    said = {"x-enum-descriptions": ["Come in", "Stay out"], "x-enum-varnames": ["Ajar", "Locked"]}
    after, findings = schema(WORDS | said)
    assert after["description"] == "- `open`: Ajar. Come in\n- `shut`: Locked. Stay out"
    (finding,) = [each for each in findings if each.rule == "declared-enum"]
    assert finding.pointer[-1] == "x-enum-varnames"
    assert finding.message == "the document explains 2 values of this enum"


def test_description_keeps_its_text_and_is_not_repeated() -> None:
    said = NUMBERS | {"description": "State: 1 is Shut.", "x-enum-varnames": ["Open", "Shut"]}
    after, _ = schema(said)
    assert after["description"] == "State: 1 is Shut.\n\n- `0`: Open"


def test_parameter_and_list_get_the_description_of_their_values() -> None:
    items = NUMBERS | {"x-enum-varnames": ["Open", "Shut"]}
    parameter = {"name": "states", "in": "query", "schema": {"type": "array", "items": items}}
    (found,) = fixed({"parameters": [parameter]})["parameters"]
    assert found["description"] == "- `0`: Open\n- `1`: Shut"
    after, _ = schema({"type": "array", "items": items})
    assert after["description"] == "- `0`: Open\n- `1`: Shut"


def test_property_called_items_is_described_itself() -> None:
    items = NUMBERS | {"x-enum-varnames": ["Open", "Shut"]}
    after, _ = schema({"type": "object", "properties": {"items": items}})
    assert "description" not in after
    assert after["properties"]["items"]["description"] == "- `0`: Open\n- `1`: Shut"


def test_enum_is_called_what_the_document_calls_it() -> None:
    after, _ = schema(WORDS | {"x-ms-enum": {"name": "doorState", "modelAsString": True}})
    assert after["x-specquilt-name"] == "DoorState"
