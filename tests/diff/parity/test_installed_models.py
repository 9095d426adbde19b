"""What a method takes and returns is read from its annotations."""

from __future__ import annotations

from pathlib import Path

import pytest

from diff.parity.conftest import read
from diff.parity.packages import written

TYPES = """
from typing import TypedDict, Union
class Quilt: ...
class Patch: ...
class PatchDict(TypedDict): ...
Both = Union[Quilt, "Patch"]
"""


def _method(folder: Path, returns: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the models in a return type, and those in its streams."""
    client = (
        "from .types import *\nfrom . import types\nimport typing as t\n"
        f"class Acme:\n    def get(self) -> {returns}:\n        return self._get('/quilts')\n"
    )
    files = {"__init__.py": client, "types/__init__.py": TYPES}
    (method,) = read(written(folder, files)).methods
    return method.returns, method.streamed


@pytest.mark.parametrize(
    ("annotation", "returns", "streamed"),
    [
        ("Quilt", ["Quilt"], []),
        ("types.Quilt", ["Quilt"], []),
        ('"Quilt"', ["Quilt"], []),
        ("t.Optional[t.List[Quilt]]", ["Quilt"], []),
        ("Quilt | Patch | None", ["Quilt", "Patch"], []),
        ("t.Union[Quilt, t.Dict[str, Patch]]", ["Quilt", "Patch"], []),
        ("Both", ["Both"], []),
        ("t.Literal['Quilt']", [], []),
        ("Stream[Quilt]", [], ["Quilt"]),
        ("t.Iterator[Quilt]", [], ["Quilt"]),
        ("t.Generator[Quilt, None, None]", [], ["Quilt"]),
        ("t.Union[Patch, EventStream[Quilt]]", ["Patch"], ["Quilt"]),
        ("None", [], []),
        ("Nowhere", [], []),
    ],
)
def test_models_are_found_in_annotations(
    tmp_path: Path, annotation: str, returns: list[str], streamed: list[str]
) -> None:
    assert _method(tmp_path, annotation) == (tuple(returns), tuple(streamed))


@pytest.mark.parametrize("package", ["models", "types", "components"])
def test_only_what_packages_of_models_export_has_a_name(tmp_path: Path, package: str) -> None:
    files = {
        "__init__.py": f"from .{package} import Quilt\nfrom .core import Part\nclass Acme:\n"
        "    def get(self) -> Quilt:\n        return self._get('/quilts')\n",
        f"{package}/__init__.py": "from .quilt import Quilt\n",
        f"{package}/quilt.py": "from ..core import Part\nclass Inner:\n    part: Part\n"
        "class Quilt:\n    inner: Inner\n    part: Part\n",
        "core/__init__.py": "class Part: ...\n",
    }
    assert [each.name for each in read(written(tmp_path, files)).models] == ["Quilt"]
