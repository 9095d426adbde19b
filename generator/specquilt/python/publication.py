"""What a user says about a distribution, besides its name and version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from specquilt.openapi.dataclass import dataclass


@dataclass(frozen=True)
class Publication:
    """What is published with a package.

    Args:
        project: Keys of ``[project]`` in pyproject.toml, as the user gives them.
        license_text: Text of LICENSE. Empty if there is none.
        recordings: Exchanges as JSON lines, which tests of the package replay. Empty if there are none.
    """

    project: Mapping[str, Any] = field(default_factory=dict)
    license_text: str = ""
    recordings: str = ""


UNPUBLISHED = Publication()
"""Nothing besides name and version."""
