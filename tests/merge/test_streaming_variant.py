"""The property of a body that switches streaming on."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.merge.streaming_variant import _switch


def operation(stream: dict[str, Any]) -> dict[str, Any]:
    properties = {"text": {"type": "string"}, "stream": stream}
    schema = {"type": "object", "properties": properties}
    return {"requestBody": {"content": {"application/json": {"schema": schema}}}}


@pytest.mark.parametrize(
    ("plain", "streaming"),
    [
        ({"const": False}, {"const": True}),
        ({"enum": [False]}, {"enum": [True]}),
        ({"enum": [True]}, {"const": False}),
    ],
)
def test_property_with_both_constants_is_the_switch(plain: Any, streaming: Any) -> None:
    assert _switch(operation(plain), operation(streaming)) == "stream"


@pytest.mark.parametrize(
    "streaming",
    [{"const": "yes"}, {"enum": []}, {"enum": [True, False]}, {"type": "boolean"}, {"enum": [1]}],
)
def test_other_property_is_no_switch(streaming: Any) -> None:
    assert _switch(operation({"const": False}), operation(streaming)) is None
