"""Writes changes as an overlay file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from specquilt.openapi.dump import to_yaml
from specquilt.openapi.json_path import json_path
from specquilt.overlay.difference import Change


def write(
    title: str, extends: str, changes: Iterable[Change], reason: Callable[[Change], str]
) -> str:
    """Return an overlay as YAML.

    Args:
        title: title of the overlay.
        extends: reference to the document that it corrects; empty if it has no file.
        changes: the changes, one action each.
        reason: returns the description of an action.
    """
    overlay = {
        "overlay": "1.1.0",
        "info": {"title": title, "version": "1.0.0"},
        **({"extends": extends} if extends else {}),
        "actions": [_action(change, reason(change)) for change in changes],
    }
    return to_yaml(overlay)


def _action(change: Change, description: str) -> dict[str, Any]:
    action: dict[str, Any] = {"target": json_path(change.target), "description": description}
    if change.kind == "remove":
        return {**action, "remove": True}
    if change.kind == "copy":
        return {**action, "copy": json_path(change.value)}
    return {**action, "update": change.value}
