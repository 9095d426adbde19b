"""Invalid actions are refused with their location in the overlay."""

from __future__ import annotations

from pathlib import Path

import pytest

from overlay.documents import document, overlaid
from specquilt.openapi.finding import InputError

REFUSED = {
    "nothing matches": ("{target: $.nothing, update: {}}", "matches nothing"),
    "nothing to remove": ("{target: $.nothing, remove: true}", "matches nothing"),
    "invalid JSONPath": ("{target: '$.paths[', remove: true}", "is not a valid JSONPath"),
    "scalar into object": (
        "{target: $.info, update: 1}",
        "a scalar cannot be merged into an object",
    ),
    "object into scalar": (
        "{target: $.info.title, update: {}}",
        "an object cannot be merged into a scalar",
    ),
    "array into object": (
        "{target: $.info, update: []}",
        "an array cannot be merged into an object",
    ),
    "null into object": (
        "{target: $, update: {info: null}}",
        "a scalar cannot be merged into an object",
    ),
    "object into null": (
        "{target: $..note, update: {default: {a: 1}}}",
        "an object cannot be merged into a scalar"
        " at /components/schemas/Quilt/properties/note/default",
    ),
    "item into an array inside an object": (
        "{target: $.components.schemas.Quilt, update: {required: note}}",
        "a scalar cannot be merged into an array",
    ),
    "object into several scalars": (
        "{target: '$.info[*]', update: {}}",
        "cannot be merged into a scalar",
    ),
    "targets of several types": ("{target: '$[*]', update: {}}", "all targets must have one type"),
    "the whole document": ("{target: $, remove: true}", "cannot be removed"),
    "copy of several values": ("{target: $.info, copy: '$.servers[*]'}", "matches 2 values"),
    "copy of nothing": ("{target: $.info, copy: $.nothing}", "matches 0 values"),
    "update and copy": ("{target: $.info, copy: $.tags, update: {}}", "both `update` and `copy`"),
    "no change": ("{target: $.info}", "needs `update`, `remove: true` or `copy`"),
    "remove as text": ("{target: $.info, remove: 'yes'}", "true or false"),
}


@pytest.mark.parametrize(("action", "message"), REFUSED.values(), ids=REFUSED)
def test_invalid_action_is_refused(action: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        overlaid(tmp_path, f"- {action}")
    assert message in str(caught.value)
    assert f"{tmp_path}/overlay.yaml:4:" in str(caught.value)


def test_refused_overlay_does_not_change_the_document(tmp_path: Path) -> None:
    before = document()
    with pytest.raises(InputError):
        overlaid(tmp_path, "- {target: $.info, update: {a: 1}}\n- {target: $.no, update: {}}")
    assert before.data == document().data
