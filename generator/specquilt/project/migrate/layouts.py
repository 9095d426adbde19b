"""Where the files of each tool's configuration are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from specquilt.openapi.finding import InputError, Location, input_error
from specquilt.openapi.load.decode import text_of
from specquilt.sources import openapi

RULE = "foreign-configuration"
DEFINITION = "definition"
"""The name of a folder with a Fern Definition, among the files of a configuration."""

YAML = ("*.yml", "*.yaml")

Files = dict[str, Path]
"""Files by the name that the table of a tool gives them; none if there is no configuration."""


def speakeasy(path: Path) -> Files:
    """Return the files of a Speakeasy configuration."""
    names = {"workflow": "workflow.yaml", "gen": "gen.yaml"}
    if path.is_file() and path.name not in names.values():
        return {}
    folder = _folder(path)
    above = [folder.parent] if folder.name == ".speakeasy" else []
    folders = [folder / ".speakeasy", folder, *above]
    found = {name: _first(each / file for each in folders) for name, file in names.items()}
    return {name: file for name, file in found.items() if file}


def fern(path: Path) -> Files:
    """Return the files of a Fern configuration."""
    if path.is_file() and path.name not in ("generators.yml", "fern.config.json"):
        return {}
    folder = _folder(path)
    places = [folder, folder / "fern", *_apis(folder), *_apis(folder / "fern")]
    found = [place for place in places if (place / "generators.yml").is_file()]
    _refuse_several("APIs", found, path)
    return _of_api(found[0]) if found else {}


def stainless(path: Path) -> Files:
    """Return the files of a Stainless configuration."""
    found = [path]
    if path.is_dir():
        found = [file for place in (path, path / ".stainless") for file in _configurations(place)]
    _refuse_several("configurations", found, path)
    if not found:
        return {}
    folder = found[0].parent
    stats = _first(each / ".stats.yml" for each in (folder, folder.parent))
    return {"stainless": found[0]} | ({"stats": stats} if stats else {})


def matching(folder: Path, patterns: tuple[str, ...]) -> list[Path]:
    """Return the files of a folder that match any of some patterns, in the order of the patterns."""
    return [path for pattern in patterns for path in sorted(folder.glob(pattern)) if path.is_file()]


def is_document(path: Path) -> bool:
    """Return whether a file is an API document."""
    try:
        return openapi.looks_like_one(text_of(path))
    except InputError:
        return False


def _folder(path: Path) -> Path:
    return path.parent if path.is_file() else path


def _first(files: Iterable[Path]) -> Path | None:
    return next(filter(Path.is_file, files), None)


def _apis(folder: Path) -> list[Path]:
    return sorted(each.parent for each in folder.glob("apis/*/generators.yml"))


def _of_api(folder: Path) -> Files:
    """Return the files of one API: fern.config.json may be two folders above."""
    files = {"generators": folder / "generators.yml"}
    above = (folder, folder.parent, folder.parent.parent)
    config = _first(each / "fern.config.json" for each in above)
    if config:
        files["fern.config"] = config
    if (folder / DEFINITION).is_dir():
        files[DEFINITION] = folder / DEFINITION
    return files


def _configurations(folder: Path) -> list[Path]:
    named = (path for path in matching(folder, YAML) if "stainless" in path.name)
    return [path for path in named if not is_document(path)]


def _refuse_several(what: str, found: list[Path], path: Path) -> None:
    if len(found) > 1:
        names = ", ".join(each.as_posix() for each in found)
        message, place = f"several {what}: {names}", Location(path.as_posix())
        raise input_error(RULE, message, place, "name one of them")
