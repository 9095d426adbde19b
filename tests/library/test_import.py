"""The import is cheap, and its names are what type checkers see."""

from __future__ import annotations

import subprocess
import sys

import pytest

import specquilt


def _imported(code: str) -> set[str]:
    """Return the modules of ours that a new process has imported."""
    script = f"import sys; {code}; print(*[m for m in sys.modules if m.startswith('specquilt.')])"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path = {sys.path!r}; {script}"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_the_import_imports_nothing_else() -> None:
    assert _imported("import specquilt") == set()


def test_a_function_imports_what_it_needs() -> None:
    found = _imported("from specquilt import lint")
    assert "specquilt.linting" in found
    assert not [
        name for name in found if name.startswith(("specquilt.comparison", "specquilt.cli"))
    ]


def test_the_command_line_does_not_import_results() -> None:
    """They are real dataclasses, which take time to define."""
    code = "from specquilt.cli.commands import generate, lint, merge, diff"
    assert not _imported(code) & {"specquilt.library.results", "specquilt.library.sources"}


@pytest.mark.parametrize("name", specquilt.__all__)
def test_every_name_can_be_imported_and_stays(name: str) -> None:
    assert getattr(specquilt, name) is getattr(specquilt, name)
    assert name in dir(specquilt)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'specquilt' has no attribute 'gnerate'"):
        _ = specquilt.gnerate  # type: ignore[attr-defined]


def test_modules_can_still_be_imported_from_the_package() -> None:
    assert "specquilt.pipeline" in _imported("from specquilt import pipeline")
