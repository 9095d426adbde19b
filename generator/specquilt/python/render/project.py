"""The content of pyproject.toml: what every package needs, with what the user says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.python.publication import Publication
from specquilt.python.render.code import markdown
from specquilt.python.render.docstrings import tagline
from specquilt.python.surface.types import Surface

_PYTHON = ">=3.11"
_TESTED = ("3.11", "3.12", "3.13")
_DEPENDENCIES = [
    "httpcore2>=2.10",
    "httpx2>=2.10",
    "pydantic>=2.10",
    "pydantic-core>=2.27",
    "typing-extensions>=4.12",
]
_CLASSIFIERS = [
    "Intended Audience :: Developers",
    "Operating System :: OS Independent",
    "Programming Language :: Python :: 3",
    "Typing :: Typed",
]
_EXTRAS = {
    "aiohttp": ["aiohttp>=3.12.7", "yarl>=1.17"],
    "http2": ["h2>=4"],
    "numpy": ["numpy>=1.26", "pysimdjson>=6"],
    "opentelemetry": ["opentelemetry-api>=1.27"],
}
_CHANGELOG = """\
# Changelog

What changes for users of {name}, in the form of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).

<!-- specquilt has written this file once. It is yours: no later run changes it. -->

## {version} - unreleased

### Added

- The first version. {description}
"""
_AS_GIVEN = ("license", "authors", "maintainers", "keywords")
_FILES = ("README.md", "AGENTS.md", "CHANGELOG.md", "LICENSE", "reference.md", "reference")


@dataclass(frozen=True)
class Project:
    """The tables of pyproject.toml, as TOML has them."""

    surface: Surface
    publication: Publication

    @property
    def main(self) -> dict[str, Any]:
        """``[project]`` without its tables."""
        given = self.publication.project
        return {
            "name": self.surface.distribution,
            "version": self.surface.version,
            "description": self.description,
            "readme": "README.md",
            "requires-python": self.python,
            **{key: given[key] for key in _AS_GIVEN if key in given},
            **({"license-files": ["LICENSE"]} if self.publication.license_text else {}),
            "classifiers": self._classifiers,
            "dependencies": _together(_DEPENDENCIES, given.get("dependencies", [])),
        }

    @property
    def extras(self) -> dict[str, list[str]]:
        """``[project.optional-dependencies]``."""
        return {**_EXTRAS, **self.publication.project.get("optional-dependencies", {})}

    @property
    def urls(self) -> dict[str, str]:
        """``[project.urls]``."""
        return {**dict(self.surface.links), **self.publication.project.get("urls", {})}

    @property
    def plugin(self) -> str:
        """The module with the fixture for pytest."""
        return f"{self.surface.package}._runtime.testing.fixture"

    @property
    def python(self) -> str:
        """The versions of Python that the package supports."""
        return str(self.publication.project.get("requires-python", _PYTHON))

    @property
    def description(self) -> str:
        """The summary in one line."""
        return str(self.publication.project.get("description") or tagline(self.surface))

    @property
    def license(self) -> str:
        """The license expression. Empty if the user gives none."""
        return str(self.publication.project.get("license", ""))

    @property
    def python_words(self) -> str:
        """A sentence about the versions of Python."""
        is_usual = self.python == _PYTHON
        return "Python 3.11 or newer." if is_usual else f"Python {self.python}."

    @property
    def _classifiers(self) -> list[str]:
        supported = [each for each in _TESTED if self._supports(each)]
        versions = [f"Programming Language :: Python :: {each}" for each in supported]
        given = self.publication.project.get("classifiers", [])
        return _together(_CLASSIFIERS, versions, given)

    def _supports(self, version: str) -> bool:
        if self.python == _PYTHON:
            return True
        from packaging.specifiers import SpecifierSet

        return version in SpecifierSet(self.python)

    @property
    def changelog(self) -> str:
        """The text that CHANGELOG.md begins with. Later runs leave the file alone."""
        facts = {"name": self.surface.distribution, "description": self.description}
        shown = {key: markdown(text, "line") for key, text in facts.items()}
        return _CHANGELOG.format(version=self.surface.version, **shown)

    # --- files -------------------------------------------------------------------------------

    @property
    def included(self) -> list[str]:
        """What the source distribution contains, as patterns of hatchling."""
        return [f"/{self.surface.package}", *(f"/{name}" for name in _FILES)]

    @property
    def generated(self) -> list[str]:
        """The generated Python files and folders, from the folder of the distribution."""
        files = [
            "__init__.py",
            "client.py",
            "errors.py",
            "_runtime",
            "recordings.py",
            "resources",
            "testing",
            "types",
        ]
        files += ["webhooks.py"] if self.surface.webhooks else []
        return [f"{self.surface.package}/{name}" for name in files]

    @property
    def unformatted(self) -> list[str]:
        """What ruff leaves alone; it formats the code in Markdown, too."""
        return [*self.generated, "README.md", "AGENTS.md", "reference.md", "reference"]

    @property
    def generated_pattern(self) -> str:
        """A regular expression for the paths of generated files, as black wants it."""
        return rf"/({'|'.join(map(re.escape, self.generated))})(/|$)"

    @property
    def attributes(self) -> list[str]:
        """The generated files and folders, as patterns of Git."""
        code = [path if path.endswith(".py") else f"{path}/**" for path in self.generated]
        others = ("AGENTS.md", "reference.md", "reference/**", "specquilt.lock")
        return [f"/{path}" for path in (*code, *others)]


def _together(*lists: Iterable[str]) -> list[str]:
    return sorted({each for items in lists for each in items})
