"""The surface of a generated package: its public names and their types."""

from __future__ import annotations

from specquilt.python.surface.build import Distribution, surface_of

__all__ = ["Distribution", "surface_of"]
