"""Models and their TypedDict twins: what is defined, in which file, in which order."""

from __future__ import annotations

from specquilt.models.files import File, Types, types

__all__ = ["File", "Types", "types"]
