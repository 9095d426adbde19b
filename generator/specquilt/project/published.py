"""The keys of ``[client.project]``: what `pyproject.toml` says about the distribution.

Nothing heavy is imported here: an up-to-date `generate` reads configurations, too.
"""

from __future__ import annotations

from typing import Any

from specquilt.project.key import Key, as_text
from specquilt.project.metadata import (
    BaseUrl,
    Classifier,
    ExtraName,
    LicenseExpression,
    Link,
    LinkLabel,
    OneLine,
    Person,
    PythonVersions,
    RequirementText,
)
from specquilt.project.pulled import PullKeys
from specquilt.project.read import value_at
from specquilt.project.value_types import ListOf, TableOf, ValueType

TABLE = "client.project"

ELSEWHERE = {
    "name": "set [client] distribution",
    "version": "set [client] version",
    "readme": "README.md is generated",
    "license-files": "set [client] license-file",
    "scripts": "put commands into a distribution of your own, which depends on this one",
    "entry-points": "put them into a distribution of your own, which depends on this one",
    "dynamic": "everything in the generated pyproject.toml is written out",
}
"""What `pyproject.toml` has, but this table does not: how it is chosen instead."""


def _as_written(value: Any, _folder: str | None) -> Any:
    return value


def _field(name: str, type_: ValueType, comment: str, example: object) -> Key[Any]:
    return Key(f"{TABLE}.{name}", type_, _as_written, comment, example=example)


_PEOPLE = ListOf(Person())
_REQUIREMENTS = ListOf(RequirementText())


class PublishedSettings(PullKeys):
    """What the distribution says about itself, besides its name and version, and where its API is."""

    base_url = Key(
        "client.base-url",
        BaseUrl(),
        as_text,
        "Base URL that clients have by default, instead of the first server of the document.",
        example="https://api.quilt-works.com/v1",
    )

    project_description = _field(
        "description",
        OneLine(),
        "Summary in one line, instead of one made of the title of the API.",
        "The official Python client of the Quilt API.",
    )
    project_requires_python = _field(
        "requires-python",
        PythonVersions(),
        "Versions of Python; generated packages need 3.11 or newer.",
        ">=3.12",
    )
    project_license = _field(
        "license", LicenseExpression(), "SPDX expression of the license.", "MIT"
    )
    project_authors = _field(
        "authors",
        _PEOPLE,
        "Authors, each with a name, an email address, or both.",
        [{"name": "Quilt Works", "email": "sdk@quilt-works.com"}],
    )
    project_maintainers = _field(
        "maintainers", _PEOPLE, "Maintainers, like authors.", [{"name": "The SDK team"}]
    )
    project_keywords = _field("keywords", ListOf(OneLine()), "Words to be found by.", ["quilts"])
    project_classifiers = _field(
        "classifiers",
        ListOf(Classifier()),
        "Classifiers of PyPI, added to those that hold for every generated package.",
        ["Development Status :: 5 - Production/Stable"],
    )
    project_dependencies = _field(
        "dependencies",
        _REQUIREMENTS,
        "Requirements, added to those of every generated package.",
        ["tenacity>=9"],
    )
    project_extras = _field(
        "optional-dependencies",
        TableOf(ExtraName(), _REQUIREMENTS),
        "Requirements by extra, added to those of every generated package.",
        {"pandas": ["pandas>=2.2"]},
    )
    project_urls = _field(
        "urls",
        TableOf(LinkLabel(), Link()),
        "Links by label, added to those of the document.",
        {"Repository": "https://github.com/quilt-works/quilt-python"},
    )

    @property
    def project(self) -> dict[str, Any]:
        """What the table says, by the names that `pyproject.toml` has, too."""
        return dict(value_at(self.written, TABLE.split(".")) or {})
