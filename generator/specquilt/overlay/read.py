"""Reads overlay files. All faults are reported with their location."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Finding, InputError, Severity
from specquilt.openapi.load.block import Block
from specquilt.openapi.load.decode import text_of
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.provenance import Origin

_TOP_KEYS = {"overlay", "info", "extends", "actions"}
_ACTION_KEYS = {"target", "description", "update", "remove", "copy"}
_VERSIONS = ("1.0", "1.1")


@dataclass(frozen=True)
class Action:
    """One action of an overlay (Overlay 1.1, section 4.4.3).

    Args:
        kind: type of the action. "remove" takes precedence over the others.
        target: JSONPath of the target.
        value: value to merge, or JSONPath of the value to copy.
        description: reason for the action.
        origin: location of the action.
    """

    kind: Literal["update", "remove", "copy"]
    target: str
    value: Any
    description: str
    origin: Origin

    @property
    def step(self) -> str:
        """The name of this action in the provenance."""
        return f"overlay {self.origin.location}"


@dataclass(frozen=True)
class Overlay:
    """An overlay file.

    Args:
        path: path of the file.
        extends: reference to the document that it corrects. Empty if missing.
        actions: its actions, in order.
        origin: location of the file.
    """

    path: Path
    extends: str
    actions: tuple[Action, ...]
    origin: Origin


def read(path: Path) -> Overlay:
    """Return the overlay in a file.

    Raises:
        InputError: the file is unreadable, or not a valid overlay.
    """
    block = Block(path.as_posix(), text_of(path))
    data = block.load()
    faults = [_fault(block, pointer, message) for pointer, message in _faults(data)]
    if faults:
        raise InputError(*faults)
    actions = tuple(_action(block, index, action) for index, action in enumerate(data["actions"]))
    return Overlay(path, data.get("extends", ""), actions, Origin(block))


def _faults(data: Any) -> list[tuple[Pointer, str]]:
    if not isinstance(data, dict) or "overlay" not in data:
        return [((), "not an overlay: `overlay: 1.1.0` is missing")]
    faults: list[tuple[Pointer, str]] = [
        ((key,), f"unknown key {key!r} in an overlay")
        for key in data
        if key not in _TOP_KEYS and not key.startswith("x-")
    ]
    if not str(data["overlay"]).startswith(_VERSIONS):
        faults.append((("overlay",), f"unsupported version {data['overlay']}; use 1.0 or 1.1"))
    info = data.get("info")
    if not isinstance(info, dict) or not {"title", "version"} <= info.keys():
        faults.append((("info",), "`info` with `title` and `version` is required"))
    if not isinstance(data.get("extends", ""), str):
        faults.append((("extends",), "`extends` must be a string, the reference of a document"))
    actions = data.get("actions")
    if not isinstance(actions, list) or not actions:
        return [*faults, (("actions",), "`actions` must be a list with at least one action")]
    for index, action in enumerate(actions):
        faults.extend((("actions", index, *at), message) for at, message in _in_action(action))
    return faults


def _in_action(action: Any) -> list[tuple[Pointer, str]]:
    if not isinstance(action, dict) or not isinstance(action.get("target"), str):
        return [((), "`target` is required in an action")]
    faults: list[tuple[Pointer, str]] = [
        ((key,), f"unknown key {key!r} in an action")
        for key in action
        if key not in _ACTION_KEYS and not key.startswith("x-")
    ]
    if not isinstance(action.get("remove", False), bool):
        faults.append((("remove",), "`remove` must be true or false"))
    if not action.get("remove") and "update" not in action and "copy" not in action:
        faults.append(((), "an action needs `update`, `remove: true` or `copy`"))
    if not isinstance(action.get("copy", ""), str):
        faults.append((("copy",), "`copy` must be a string, the JSONPath of a value"))
    if "update" in action and "copy" in action:
        faults.append(((), "an action cannot have both `update` and `copy`"))
    return faults


def _action(block: Block, index: int, action: dict[str, Any]) -> Action:
    kind: Literal["update", "remove", "copy"] = "update" if "update" in action else "copy"
    if action.get("remove"):
        kind = "remove"
    return Action(
        kind=kind,
        target=action["target"],
        value=action.get(kind),
        description=str(action.get("description") or "").strip(),
        origin=Origin(block, ("actions", index)),
    )


def _fault(block: Block, pointer: Pointer, message: str) -> Finding:
    return Finding("overlay-invalid", Severity.ERROR, message, Origin(block, pointer), pointer)
