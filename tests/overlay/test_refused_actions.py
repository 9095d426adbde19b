"""Actions that cannot be meant are refused, each with its place in the overlay."""

from __future__ import annotations

from pathlib import Path

import pytest

from overlay.documents import document, overlaid
from specquilt.openapi.finding import InputError

REFUSED = {
    "nothing matches": ("{target: $.nothing, update: {}}", "matches nothing"),
    "nothing to remove": ("{target: $.nothing, remove: true}", "matches nothing"),
    "no JSONPath": ("{target: '$.paths[', remove: true}", "is no JSONPath"),
    "scalar into object": ("{target: $.info, update: 1}", "a scalar does not fit an object"),
    "object into scalar": ("{target: $.info.title, update: {}}", "an object does not fit a scalar"),
    "array into object": ("{target: $.info, update: []}", "an array does not fit an object"),
    "null into object": ("{target: $, update: {info: null}}", "a scalar does not fit an object"),
    "object into null": (
        "{target: $..note, update: {default: {a: 1}}}",
        "an object does not fit a scalar at /components/schemas/Quilt/properties/note/default",
    ),
    "entry into an array inside of an object": (
        "{target: $.components.schemas.Quilt, update: {required: note}}",
        "a scalar does not fit an array",
    ),
    "kinds of targets differ": ("{target: '$.info[*]', update: {}}", "does not fit a scalar"),
    "mixed targets": ("{target: '$[*]', update: {}}", "an action wants one kind"),
    "the whole document": ("{target: $, remove: true}", "cannot be removed"),
    "copy of many": ("{target: $.info, copy: '$.servers[*]'}", "matches 2 places"),
    "copy of nothing": ("{target: $.info, copy: $.nothing}", "matches 0 places"),
    "update and copy": ("{target: $.info, copy: $.tags, update: {}}", "both `update` and `copy`"),
    "no change": ("{target: $.info}", "needs `update`, `remove: true` or `copy`"),
    "remove as text": ("{target: $.info, remove: 'yes'}", "true or false"),
}


@pytest.mark.parametrize(("action", "message"), REFUSED.values(), ids=REFUSED)
def test_an_action_that_cannot_be_meant_is_refused(
    action: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        overlaid(tmp_path, f"- {action}")
    assert message in str(caught.value)
    assert f"{tmp_path}/overlay.yaml:4:" in str(caught.value)


def test_a_refused_overlay_leaves_the_document_alone(tmp_path: Path) -> None:
    before = document()
    with pytest.raises(InputError):
        overlaid(tmp_path, "- {target: $.info, update: {a: 1}}\n- {target: $.no, update: {}}")
    assert before.data == document().data
