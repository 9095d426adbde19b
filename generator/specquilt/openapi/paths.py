"""Paths of operations, whose parameters are names in braces: ``/quilts/{id}``."""

from __future__ import annotations

import re

_PARAMETER = re.compile(r"\{([^{}]*)\}")


def template_names(path: str) -> list[str]:
    """Return the names of the parameters in a path, in order."""
    return _PARAMETER.findall(path)


def without_names(path: str) -> str:
    """Return a path with empty braces, so that paths that match the same URLs are equal."""
    return _PARAMETER.sub("{}", path)


def literals(path: str) -> list[str]:
    """Return the texts before, between and after the parameters of a path."""
    return _PARAMETER.split(path)[::2]
