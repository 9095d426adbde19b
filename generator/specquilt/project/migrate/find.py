"""Finds and reads the files of a configuration of another generator."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from specquilt.openapi.finding import Finding, InputError, Location, Severity, input_error
from specquilt.openapi.load.block import Block
from specquilt.openapi.load.decode import text_of
from specquilt.project.migrate import fern, speakeasy, stainless
from specquilt.project.migrate.plan import Plan
from specquilt.project.migrate.table import Table
from specquilt.sources import openapi

RULE = "foreign-configuration"
_ADVICE = "name stainless.yml, a folder fern/ or a folder .speakeasy/"
_YAML = ("*.yml", "*.yaml")
_DOCUMENTS = ("*.yml", "*.yaml", "*.json")

Files = dict[str, Path]


class Tool(NamedTuple):
    """Another generator.

    Args:
        name: of the generator.
        files: returns the files of the configuration at a path; none if it is for another tool.
        table: what becomes of its keys.
    """

    name: str
    files: Callable[[Path], Files]
    table: Table


def plan_of(path: Path) -> Plan:
    """Return what a configuration asks for.

    Args:
        path: a file of the configuration, its folder, or the folder of that.

    Raises:
        InputError: there is no configuration of a known generator, or it cannot be read.
    """
    if not path.exists():
        raise input_error(
            "missing-file", "no such file or folder", Location(path.as_posix()), _ADVICE
        )
    for tool in _TOOLS:
        files = tool.files(path)
        if files and not _is_openapi(next(iter(files.values()))):
            return _planned(tool, files)
    if path.is_file():
        message, advice = (
            "an API document, not a configuration",
            f"run: specquilt init {path.as_posix()}",
        )
        raise input_error(RULE, message, Location(path.as_posix()), advice)
    message = "no configuration of a known generator"
    raise input_error(RULE, message, Location(path.as_posix()), _ADVICE)


def documents_beside(plan: Plan) -> list[Path]:
    """Return the API document that is near the configuration; none if there are several."""
    for folder in (plan.folder, plan.folder / "openapi", plan.folder.parent):
        found = [path for path in _matching(folder, _DOCUMENTS) if _is_document(path, plan)]
        usual = [path for path in found if path.stem == "openapi"]
        for choice in (usual, found):
            if len(choice) == 1:
                return choice
    return []


def _planned(tool: Tool, files: Files) -> Plan:
    data = {name: _read(file) for name, file in files.items() if name != _DEFINITION}
    folder = files.get(_DEFINITION)
    if folder:
        data[_DEFINITION] = {each.name: None for each in _matching(folder, _YAML)}
    plan = Plan(tool.name, files, data)
    tool.table.read(plan)
    return plan


def _read(path: Path) -> dict[str, Any]:
    block = Block(path.as_posix(), text_of(path))
    data, _duplicates = block.read()
    if not isinstance(data, dict):
        message, place = "a mapping of keys is expected", block.locate(())
        raise InputError(Finding(RULE, Severity.ERROR, message, place, help=_ADVICE))
    return data


# --- where the files of each tool are --------------------------------------------------------

_DEFINITION = "definition"


def _speakeasy(path: Path) -> Files:
    names = {"workflow": "workflow.yaml", "gen": "gen.yaml"}
    if path.is_file() and path.name not in names.values():
        return {}
    folder = path.parent if path.is_file() else path
    folders = (
        folder / ".speakeasy",
        folder,
        *((folder.parent,) if folder.name == ".speakeasy" else ()),
    )
    found: Files = {}
    for place in folders:
        for name, file in names.items():
            if (place / file).is_file():
                found.setdefault(name, place / file)
    return found


def _fern(path: Path) -> Files:
    if path.is_file() and path.name not in ("generators.yml", "fern.config.json"):
        return {}
    folder = path.parent if path.is_file() else path
    places = [folder, folder / "fern", *_apis(folder), *_apis(folder / "fern")]
    found = [place for place in places if (place / "generators.yml").is_file()]
    if len(found) > 1:
        names = ", ".join(place.as_posix() for place in found)
        raise input_error(
            RULE, f"several APIs: {names}", Location(path.as_posix()), "name one of them"
        )
    if not found:
        return {}
    files = {"generators": found[0] / "generators.yml"}
    configs = (
        each / "fern.config.json" for each in (found[0], found[0].parent, found[0].parent.parent)
    )
    config = next(filter(Path.is_file, configs), None)
    if config:
        files["fern.config"] = config
    if (found[0] / _DEFINITION).is_dir():
        files[_DEFINITION] = found[0] / _DEFINITION
    return files


def _apis(folder: Path) -> list[Path]:
    return sorted(each.parent for each in folder.glob("apis/*/generators.yml"))


def _stainless(path: Path) -> Files:
    found = [path]
    if path.is_dir():
        found = [file for place in (path, path / ".stainless") for file in _configurations(place)]
    if len(found) > 1:
        names = ", ".join(file.as_posix() for file in found)
        message = f"several configurations: {names}"
        raise input_error(RULE, message, Location(path.as_posix()), "name one of them")
    if not found:
        return {}
    files = {"stainless": found[0]}
    folder = found[0].parent
    stats = (each / ".stats.yml" for each in (folder, folder.parent))
    file = next(filter(Path.is_file, stats), None)
    return files | ({"stats": file} if file else {})


def _configurations(folder: Path) -> list[Path]:
    return [
        path
        for path in _matching(folder, _YAML)
        if "stainless" in path.name and not _is_openapi(path)
    ]


def _is_document(path: Path, plan: Plan) -> bool:
    return path not in plan.files.values() and _is_openapi(path)


def _is_openapi(path: Path) -> bool:
    try:
        return openapi.looks_like_one(text_of(path))
    except InputError:
        return False


def _matching(folder: Path, patterns: tuple[str, ...]) -> list[Path]:
    return sorted(path for pattern in patterns for path in folder.glob(pattern) if path.is_file())


_TOOLS = (
    Tool("Speakeasy", _speakeasy, speakeasy.TABLE),
    Tool("Fern", _fern, fern.TABLE),
    Tool("Stainless", _stainless, stainless.TABLE),
)
"""In the order in which they are looked for: any other file is read as one of the last."""
