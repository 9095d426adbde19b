"""Imports are sorted as isort does, and all imported distributions are declared."""

from __future__ import annotations

import ast
import keyword
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import ruff  # type: ignore[import-untyped]
from hypothesis import example, given, settings
from hypothesis import strategies as st

from specquilt.python.format.files import format_text

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "generator/specquilt"
RUNTIME = TOOL / "python/runtime"
COHERE = ROOT / "generated/cohere-embed"
RUFF = [ruff.find_ruff_bin(), "check", "--isolated", "--no-cache", "--select", "I"]

NAMES = st.from_regex(r"[A-Za-z_]{1,3}([0-9]{1,2}[a-zB]{0,2})?", fullmatch=True).filter(
    lambda name: not keyword.iskeyword(name)
)
MODULES = st.from_regex(r"\.{0,2}q[a-zB_]{1,2}[0-9]{0,2}(\.[xyz]{1,2}){0,2}", fullmatch=True)
FROM = st.builds(
    "from {} import {}".format,
    st.one_of(MODULES, st.sampled_from([".", "..", "typing", "collections.abc", "os"])),
    st.lists(NAMES, min_size=1, max_size=12, unique=True).map(", ".join),
)
IMPORT = st.builds("import {}".format, st.sampled_from(["os", "ssl", "re", "qa", "qa2", "qa10"]))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(FROM, IMPORT), min_size=1, max_size=8))
@example(["from .a import B", "from .a import C as D, A", "import os", "from . import a1, a10, a2"])
@example(["from qB00 import A", "from qB0 import A00, A0, A01, A1", "from qB import A"])
@example([f"from typing import {', '.join(f'Abcdefgh{number}' for number in range(8))}"])
def test_ruff_does_not_change_sorted_imports(imports: list[str]) -> None:
    inside = "".join(f"    {line}\n" for line in imports)
    text = "\n".join([*imports, "", "if a:", inside + "b = 1", ""])
    done = subprocess.run(
        [*RUFF, "-"], input=format_text(text), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + format_text(text)


@pytest.mark.parametrize("package", ["cohere", "zoo"])
def test_ruff_has_nothing_to_sort(package: str, zoo_tree: dict[str, str], tmp_path: Path) -> None:
    folder = COHERE
    if package == "zoo":
        folder = tmp_path
        for path, text in zoo_tree.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
    done = subprocess.run([*RUFF, str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_imported_packages_are_declared(zoo_tree: dict[str, str]) -> None:
    project = tomllib.loads(zoo_tree["pyproject.toml"])["project"]
    declared = _names([*project["dependencies"], *_extras(project)])
    texts = [text for path, text in zoo_tree.items() if path.endswith(".py")]
    # The plugin of pytest is imported by pytest.
    assert {name for text in texts for name in _foreign(text)} <= declared | {"pytest"}


def test_specquilt_declares_what_it_imports() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    declared = _names(project["project"]["dependencies"])
    for_tests = _names(project["dependency-groups"]["dev"])
    extras = project["project"]["optional-dependencies"]
    for_lsp = [*_names(extras["lsp"]), "lsprotocol"]  # the types of pygls
    optional = {
        RUNTIME: for_tests,
        TOOL / "comparison" / "parity": _names(extras["parity"]),
        TOOL / "lsp": for_lsp,
        TOOL / "cli" / "watching.py": _names(extras["watch"]),
    }
    for path in TOOL.rglob("*.py"):
        extra = (names for folder, names in optional.items() if path.is_relative_to(folder))
        known = declared.union(*extra)
        assert set(_foreign(path.read_text("utf-8"))) <= known, path


def _extras(project: dict[str, dict[str, list[str]]]) -> Iterator[str]:
    for requirements in project["optional-dependencies"].values():
        yield from requirements


def _names(requirements: list[str]) -> set[str]:
    """Return the names of distributions."""
    return {name.partition(">")[0].partition("[")[0].lower() for name in requirements}


def _foreign(text: str) -> Iterator[str]:
    """Yield the third-party distributions that a module imports at any level."""
    homes = _homes()
    for node in ast.walk(ast.parse(text)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or ""]
        for name in (name.partition(".")[0] for name in names):
            if name not in sys.stdlib_module_names and name != "specquilt":
                yield homes[name][0].lower().replace("_", "-")


_homes = cache(packages_distributions)
"""Return the distributions by the names that they install."""
