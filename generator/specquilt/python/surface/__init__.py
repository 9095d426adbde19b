"""The surface of a generated package: all its public names, with their types."""

from __future__ import annotations

from specquilt.python.surface.build import Distribution, surface_of

__all__ = ["Distribution", "surface_of"]
