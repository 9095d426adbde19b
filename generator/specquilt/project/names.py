"""Names that a user chooses: those that cannot be used are refused, with one that can be.

Nothing heavy is imported here: an up-to-date `generate` reads configurations, too.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from specquilt.project.value_types import Fault, KeyPath, Text, shown

_NEEDED = frozenset(
    [
        "aiohttp",
        "annotated_types",
        "anyio",
        "h11",
        "h2",
        "httpcore2",
        "httpx2",
        "idna",
        "numpy",
        "opentelemetry",
        "pydantic",
        "pydantic_core",
        "simdjson",
        "truststore",
        "typing_extensions",
        "typing_inspection",
    ]
)
"""What generated packages import."""

_DISTRIBUTION = r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?"
"""Source: https://packaging.python.org/en/latest/specifications/name-normalization/"""

_LONGEST = 100
"""Characters: file systems take 255 bytes for the name of a folder."""


class FilePath(Text):
    """A path, which need not exist."""

    def faults(self, value: Any, path: KeyPath) -> Iterator[Fault]:
        yield from super().faults(value, path)
        if value == "":
            yield path, f"{shown(path)} must not be empty", ""
        elif self.fits(value) and "\0" in value:
            yield path, f"{shown(path)} contains a null character, as no path does", ""

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}


class PackageName(Text):
    """The name of a Python package."""

    def faults(self, value: Any, path: KeyPath) -> Iterator[Fault]:
        yield from super().faults(value, path)
        reason = _not_importable(value) if self.fits(value) and value else ""
        if reason:
            yield path, f"{value!r} cannot name a package: {reason}", _did_you_mean(package(value))

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^([\p{L}_][\p{L}\p{M}\p{N}_]*)?$"}


class DistributionName(Text):
    """The name of a distribution."""

    def faults(self, value: Any, path: KeyPath) -> Iterator[Fault]:
        yield from super().faults(value, path)
        if self.fits(value) and value and not re.fullmatch(_DISTRIBUTION, value):
            message = f"{value!r} cannot name a distribution: letters, digits, '.', '_' and '-' can"
            yield path, message, _did_you_mean(distribution(value))

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^({_DISTRIBUTION})?$"}


class ExtensionName(Text):
    """A module below the package and a class in it, as in ``more:ClientMore``."""

    _FORM = r"[^\W\d]\w*(\.[^\W\d]\w*)*:[^\W\d]\w*"

    def faults(self, value: Any, path: KeyPath) -> Iterator[Fault]:
        yield from super().faults(value, path)
        if self.fits(value) and not re.fullmatch(self._FORM, value):
            yield path, f"{value!r} is not MODULE:CLASS", "for example: more:ClientMore"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self._FORM}$"}


class CallName(Text):
    """Words that are joined by dots, as in ``embed_jobs.create``; a schema has one of them."""

    _FORM = r"[^\W\d]\w*(\.[^\W\d]\w*)*"

    def faults(self, value: Any, path: KeyPath) -> Iterator[Fault]:
        yield from super().faults(value, path)
        if self.fits(value) and not re.fullmatch(self._FORM, value):
            yield path, f"{value!r} cannot be a name", "for example: jobs.create, or Job for a schema"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self._FORM}$"}


class Version(Text):
    """The version of a distribution."""

    def faults(self, value: Any, path: KeyPath) -> Iterator[Fault]:
        yield from super().faults(value, path)
        if self.fits(value) and value and not _is_version(value):
            found = re.search(r"\d+(\.\d+)*", value, re.ASCII)
            advice = _did_you_mean(found.group()) if found else "for example: 1.0.0 or 2.1rc1"
            yield path, f"{value!r} is not a version (PEP 440)", advice


class VersionRange(Text):
    """A version, or a version specifier (PEP 440)."""

    def faults(self, value: Any, path: KeyPath) -> Iterator[Fault]:
        yield from super().faults(value, path)
        if self.fits(value):
            from specquilt.project.required_version import is_range

            if not is_range(value):
                message = f"{value!r} is neither a version nor a version specifier (PEP 440)"
                yield path, message, "for example: 0.2.1, or >=0.2,<0.4"


def package(text: str) -> str:
    """Return the name of a package that is as close to a text as possible."""
    from specquilt.openapi.words import snake
    from specquilt.python.names.reserved import identifier

    name = identifier(snake(text[: 2 * _LONGEST]), "client")
    return f"{name.rstrip('_')}_client" if _is_taken(name) else name


def distribution(text: str) -> str:
    """Return the name of a distribution that is as close to a text as possible.

    Source: https://packaging.python.org/en/latest/specifications/name-normalization/
    """
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", plain)[:_LONGEST].strip("._-") or "client"


def _not_importable(name: str) -> str:
    """Return why a package cannot have a name; empty if it can."""
    import unicodedata

    from specquilt.python.names.reserved import KEYWORDS

    if name in KEYWORDS:
        return "it is a keyword of Python"
    if not name.isidentifier():
        return "it is not an identifier"
    if name != unicodedata.normalize("NFKC", name):
        return "Python writes it in another way"
    if len(name) > _LONGEST:
        return f"it is longer than {_LONGEST} characters"
    return "it would hide a module that is needed" if _is_taken(name) else ""


def _is_taken(name: str) -> bool:
    return name in sys.stdlib_module_names or name in _NEEDED or name.startswith("__")


def _is_version(text: str) -> bool:
    from packaging.version import InvalidVersion, Version

    try:
        return bool(Version(text))
    except InvalidVersion:
        return False


def _did_you_mean(name: str) -> str:
    return f"did you mean {name}?"
