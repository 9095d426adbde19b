"""The types of values that `pyproject.toml` publishes.

Source: https://packaging.python.org/en/latest/specifications/pyproject-toml/
Nothing heavy is imported here: an up-to-date `generate` reads configurations, too.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator
from typing import Any

from specquilt.project.value_types import Fault, KeyPath, Text, ValueType, shown

_OLDEST = 11
"""Generated packages need at least this minor version of Python 3."""

_EXTRAS = ("aiohttp", "http2", "numpy", "opentelemetry")
"""The extras of every generated package."""

_LONGEST_LABEL = 32
"""Characters. Source: the specification of core metadata, Project-URL"""


class Checked(Text):
    """A string that must have some form."""

    advice = ""

    def faults(self, value: Any, path: KeyPath) -> Iterator[Fault]:
        yield from super().faults(value, path)
        reason = self.reason(value) if self.fits(value) else ""
        if reason:
            yield path, f"{value!r:.100} {reason}", self.advice

    @abstractmethod
    def reason(self, value: str) -> str:
        """Return why a string is refused, after the string; empty if it is not."""


class OneLine(Checked):
    """A line of text."""

    def reason(self, value: str) -> str:
        if not value.strip():
            return "is empty"
        return "must be one line" if len(value.splitlines()) > 1 else ""


class LicenseExpression(Checked):
    """An SPDX license expression."""

    advice = "for example: MIT, Apache-2.0, or LicenseRef-Proprietary for a license of your own"

    def reason(self, value: str) -> str:
        from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

        try:
            canonicalize_license_expression(value)
        except InvalidLicenseExpression:
            return "is not an SPDX license expression"
        return ""


class RequirementText(Checked):
    """A requirement."""

    advice = "for example: tenacity>=9"

    def reason(self, value: str) -> str:
        from packaging.requirements import InvalidRequirement, Requirement

        try:
            Requirement(value)
        except InvalidRequirement:
            return "is not a requirement (PEP 508)"
        return ""


class PythonVersions(Checked):
    """The versions of Python that a distribution supports."""

    advice = f"for example: >=3.{_OLDEST + 1}"

    def reason(self, value: str) -> str:
        from packaging.specifiers import InvalidSpecifier, SpecifierSet

        try:
            versions = SpecifierSet(value)
        except InvalidSpecifier:
            return "is not a version specifier (PEP 440)"
        too_old = [minor for minor in range(_OLDEST) if f"3.{minor}" in versions]
        return f"includes versions before 3.{_OLDEST}" if too_old else ""


class Classifier(Checked):
    """A classifier of PyPI."""

    advice = "see https://pypi.org/classifiers"

    def reason(self, value: str) -> str:
        if value.startswith("License ::"):
            return "is deprecated: set license (PEP 639)"
        return "" if re.fullmatch(r"\S.*? :: .*\S", value) else "is not a classifier"


class ExtraName(Checked):
    """The name of an extra that generated packages do not have themselves."""

    def reason(self, value: str) -> str:
        if re.sub("[-_.]+", "-", value).lower() in _EXTRAS:
            return "is an extra of every generated package: choose another name"
        is_name = re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?", value)
        return "" if is_name else "cannot name an extra"


class LinkLabel(OneLine):
    """The label of a link."""

    def reason(self, value: str) -> str:
        is_long = len(value) > _LONGEST_LABEL
        return f"is longer than {_LONGEST_LABEL} characters" if is_long else super().reason(value)


class Link(Checked):
    """A web address."""

    advice = "for example: https://quilt-works.com"

    def reason(self, value: str) -> str:
        return "" if re.fullmatch(r"https?://[^\s/]+\S*", value) else "is not a web address"


class BaseUrl(Link):
    """A web address that paths are appended to."""

    advice = "for example: https://api.quilt-works.com/v1"

    def reason(self, value: str) -> str:
        has_more = bool({"?", "#"} & set(value))
        return "has a query or a fragment" if has_more else super().reason(value)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^https?://[^\s/?#]+[^\s?#]*$"}


class Person(ValueType):
    """A name, an email address, or both."""

    _KEYS = frozenset({"name", "email"})

    def __init__(self) -> None:
        super().__init__("a table with name, email or both")

    def fits(self, value: object) -> bool:
        return (
            isinstance(value, dict)
            and bool(value)
            and self._KEYS.issuperset(value)
            and all(isinstance(text, str) and text.strip() for text in value.values())
        )

    def faults(self, value: Any, path: KeyPath) -> Iterator[Fault]:
        yield from super().faults(value, path)
        email = value.get("email") if self.fits(value) else None
        if email and not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", email):
            yield path, f"{email!r} is not an email address ({shown(path)})", ""

    def schema(self) -> dict[str, Any]:
        text = {"type": "string", "minLength": 1}
        return {
            "type": "object",
            "properties": {"name": text, "email": text},
            "additionalProperties": False,
            "minProperties": 1,
        }
