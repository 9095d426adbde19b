"""Effects of actions are recorded in the provenance. Actions without effect are reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from overlay.documents import document, overlaid
from specquilt.openapi.pointer import resolve


@pytest.mark.parametrize(
    "actions",
    [
        "- {target: $.info, update: {title: Quilts}}",
        "- {target: $.components.schemas.Quilt, update: {required: [id]}}",
        "- {target: $.tags, remove: true}\n- {target: $, update: {tags: "
        "[{name: quilts}, {name: internal}]}}",
    ],
    ids=["equal value", "existing items", "array replaced by itself"],
)
def test_action_without_effect_is_reported(actions: str, tmp_path: Path) -> None:
    _, findings = overlaid(tmp_path, actions)
    assert [finding.rule for finding in findings] == ["overlay-without-effect"]


def test_every_effect_is_in_the_provenance(tmp_path: Path) -> None:
    actions = """
        - {target: $.info, update: {license: {name: MIT}}}
        - {target: "$.paths['/quilts'].post", remove: true}
    """
    provenance = overlaid(tmp_path, actions)[0].provenance
    assert provenance.history(("info", "license")) == (f"overlay {tmp_path}/overlay.yaml:4:3",)
    assert provenance.history(("paths", "/quilts")) == (f"overlay {tmp_path}/overlay.yaml:5:3",)
    place = provenance.place(("info", "license", "name"))
    assert place is not None
    assert place.location.path.endswith("overlay.yaml")
    assert provenance.history(("info", "title")) == ()


def test_items_after_a_removed_item_keep_their_origin(tmp_path: Path) -> None:
    changed, _ = overlaid(tmp_path, "- {target: '$.servers[0]', remove: true}")
    before = document()
    place = changed.provenance.place(("servers", 0))
    original = before.provenance.place(("servers", 1))
    assert place is not None
    assert original is not None
    assert place.location == original.location
    assert resolve(changed.data, ("servers", 0)) == resolve(before.data, ("servers", 1))
