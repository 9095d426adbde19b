"""Small versions of an API, and what `diff` says about them."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from specquilt.api.build import build
from specquilt.cli.main import main
from specquilt.comparison.changes import ApiChange
from specquilt.comparison.compare import Comparison, compare
from specquilt.comparison.version import ApiVersion
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.pointer import parse
from specquilt.python.names.published import PublishedNames
from specquilt.python.surface import Distribution, surface_of

NOTHING = PublishedNames()
OLD, NEW = "old.yaml", "new.yaml"
"""Files of the two versions that a command compares."""

PERSON = "/components/schemas/Person/properties"
_DISTRIBUTION = Distribution("quilts", "quilts", "1.0.0")


@cache
def _base() -> Any:
    return yaml_loader.load((Path(__file__).parent / "base.yaml").read_text(encoding="utf-8"))


def base() -> Any:
    """Return a copy of the document that all small changes are made to."""
    return deepcopy(_base())


def version(
    document: Any, name: str = "", published: PublishedNames = NOTHING, aliases: Any = None
) -> ApiVersion:
    """Return the version of an API that a document describes."""
    api, _ = build(document)
    surface, _ = surface_of(api, _DISTRIBUTION, published=published, aliases=aliases or {})
    return ApiVersion(name, api, surface)


@cache
def _base_version() -> ApiVersion:
    return version(_base())


def compared(old: Any, new: Any) -> Comparison:
    """Return what has changed between two documents."""
    return compare(_base_version() if old == _base() else version(old), version(new))


def changes(old: Any, new: Any) -> list[ApiChange]:
    """Return the changes between two documents."""
    return compared(old, new).changes


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """Return what the command prints, which ends with a code."""
    assert main(["diff", *arguments]) == code
    return capsys.readouterr().out


def edited(at: str, text: str, document: Any = None) -> Any:
    """Return a document with a value, as YAML, at a pointer; without text, with nothing there."""
    result = base() if document is None else deepcopy(document)
    *above, last = parse(at)
    parent = result
    for part in above:
        parent = parent[int(part)] if isinstance(parent, list) else parent.setdefault(part, {})
    if isinstance(parent, list):
        position = int(last)
        parent[position : position + 1] = [yaml_loader.load(text)] if text else []
    elif not text:
        parent.pop(last, None)
    elif isinstance(value := yaml_loader.load(text), dict) and last == "paths":
        parent[last] = parent[last] | value
    else:
        parent[last] = value
    return result
