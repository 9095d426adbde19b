"""Renders the files of a distribution."""

from __future__ import annotations

from specquilt.python.render.package import render

__all__ = ["render"]
