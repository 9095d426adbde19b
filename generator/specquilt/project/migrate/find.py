"""Finds and reads the configuration of another generator, and the API document beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from specquilt.openapi.finding import InputError, Location, input_error
from specquilt.openapi.load.block import Block
from specquilt.openapi.load.decode import text_of
from specquilt.project.migrate import fern, layouts, speakeasy, stainless
from specquilt.project.migrate.layouts import RULE, Files, is_document, matching
from specquilt.project.migrate.plan import Plan
from specquilt.project.migrate.table import Table

_ADVICE = "name stainless.yml, a folder fern/ or a folder .speakeasy/"
_DOCUMENTS = (*layouts.YAML, "*.json")


class Tool(NamedTuple):
    """Another generator.

    Args:
        name: of the generator.
        files: returns the files of the configuration at a path.
        table: what becomes of its keys.
    """

    name: str
    files: Callable[[Path], Files]
    table: Table


_TOOLS = (
    Tool("Speakeasy", layouts.speakeasy, speakeasy.TABLE),
    Tool("Fern", layouts.fern, fern.TABLE),
    Tool("Stainless", layouts.stainless, stainless.TABLE),
)
"""In the order in which they are looked for: any other file is read as one of the last."""


def plan_of(path: Path) -> Plan:
    """Return what a configuration asks for.

    Args:
        path: a file of the configuration, its folder, or the folder of that.

    Raises:
        InputError: there is no configuration of a known generator, or it cannot be read.
    """
    if not path.exists():
        raise _error("no such file or folder", path, "missing-file")
    if path.is_file() and is_document(path):
        raise _error("an API document, not a configuration", path)
    for tool in _TOOLS:
        files = tool.files(path)
        if files:
            return _planned(tool, files)
    raise _error("no configuration of a known generator", path)


def documents_beside(plan: Plan) -> list[Path]:
    """Return the API document that is near the configuration: openapi.yaml, or the only one."""
    for folder in (plan.folder, plan.folder / "openapi", plan.folder.parent):
        files = [path for path in matching(folder, _DOCUMENTS) if path not in plan.files.values()]
        found = list(filter(is_document, files))
        usual = [path for path in found if path.stem == "openapi"]
        if usual or len(found) == 1:
            return (usual or found)[:1]
    return []


def _planned(tool: Tool, files: Files) -> Plan:
    folder = files.get(layouts.DEFINITION)
    data = {name: _read(file) for name, file in files.items() if file != folder}
    if folder:
        data[layouts.DEFINITION] = {file.name: None for file in matching(folder, layouts.YAML)}
    plan = Plan(tool.name, files, data)
    tool.table.read(plan)
    return plan


def _read(path: Path) -> dict[str, Any]:
    block = Block(path.as_posix(), text_of(path))
    data, _duplicates = block.read()
    if not isinstance(data, dict):
        message = "a mapping of keys is expected"
        raise input_error(RULE, message, block.locate(()), _ADVICE)
    return data


def _error(message: str, path: Path, rule: str = RULE) -> InputError:
    return input_error(rule, message, Location(path.as_posix()), _ADVICE)
