"""Models and their TypedDict twins, written by datamodel-code-generator."""

from __future__ import annotations

from specquilt.models.backend import generate

__all__ = ["generate"]
