"""Overlay files to actions, with every fault located."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

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
        kind: "remove" wins over the others, as the standard has it.
        value: the value to merge, or the JSONPath of the value to copy.
        origin: where the action stands.
    """

    kind: Literal["update", "remove", "copy"]
    target: str
    value: Any
    description: str
    origin: Origin

    @property
    def step(self) -> str:
        """What provenance says of a part that this action made."""
        return f"overlay {self.origin.location}"


@dataclass(frozen=True)
class Overlay:
    """An overlay file.

    Args:
        extends: reference to the document that it is made for, if it says so.
    """

    path: Path
    extends: str
    actions: tuple[Action, ...]
    origin: Origin


def read(path: Path) -> Overlay:
    """Read an overlay file.

    Raises:
        InputError: the file is unreadable, or no overlay.
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
        return [((), "this is no overlay: it has no `overlay: 1.1.0`")]
    faults: list[tuple[Pointer, str]] = [
        ((key,), f"an overlay has no key {key!r}")
        for key in data
        if key not in _TOP_KEYS and not key.startswith("x-")
    ]
    if not str(data["overlay"]).startswith(_VERSIONS):
        faults.append((("overlay",), f"version {data['overlay']} is not 1.0 or 1.1"))
    info = data.get("info")
    if not isinstance(info, dict) or not {"title", "version"} <= info.keys():
        faults.append((("info",), "an overlay needs `info` with a `title` and a `version`"))
    if not isinstance(data.get("extends", ""), str):
        faults.append((("extends",), "`extends` is a reference to a document"))
    actions = data.get("actions")
    if not isinstance(actions, list) or not actions:
        return [*faults, (("actions",), "`actions` must be a list with at least one action")]
    for index, action in enumerate(actions):
        faults.extend((("actions", index, *at), message) for at, message in _in_action(action))
    return faults


def _in_action(action: Any) -> list[tuple[Pointer, str]]:
    if not isinstance(action, dict) or not isinstance(action.get("target"), str):
        return [((), "an action needs a `target`")]
    faults: list[tuple[Pointer, str]] = [
        ((key,), f"an action has no key {key!r}")
        for key in action
        if key not in _ACTION_KEYS and not key.startswith("x-")
    ]
    if not isinstance(action.get("remove", False), bool):
        faults.append((("remove",), "`remove` is true or false"))
    if not action.get("remove") and "update" not in action and "copy" not in action:
        faults.append(((), "an action needs `update`, `remove: true` or `copy`"))
    if not isinstance(action.get("copy", ""), str):
        faults.append((("copy",), "`copy` is a JSONPath"))
    if "update" in action and "copy" in action:
        faults.append(((), "an action cannot both `update` and `copy`"))
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
