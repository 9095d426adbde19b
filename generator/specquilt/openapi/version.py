"""The version of OpenAPI that a document states, and the one that is meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_WHOLE = re.compile(r"3\.(0\.\d|[1-9]\d*\.\d+)(-.+)?")
"""As the schemas of OpenAPI want it."""

_MINOR = re.compile(r"\D*3\.([12])")
_LATEST = {"1": "3.1.0", "2": "3.2.0"}


def stated(data: Mapping[str, Any]) -> Any:
    """Return what a document gives as its version; None if it gives none.

    Two slips are understood: the key in another case, and ``swagger: "3.0"``.
    """
    spelled = {str(key).lower(): value for key, value in data.items()}
    version = data.get("openapi", spelled.get("openapi"))
    if version is None and states_3(spelled.get("swagger")):
        return spelled["swagger"]
    return version


def states_3(version: object) -> bool:
    """Return whether a version is one of OpenAPI 3."""
    return str(version).startswith("3.")


def meant(version: object) -> str:
    """Return the version as OpenAPI spells it: ``3.1`` is 3.1.0, and what says nothing 3.0.3."""
    if isinstance(version, str) and _WHOLE.fullmatch(version):
        return version
    minor = _MINOR.match(str(version))
    return _LATEST[minor[1]] if minor else "3.0.3"
