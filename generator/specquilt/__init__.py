"""Sew documentation pages into one OpenAPI document, and a Python client out of it."""

__version__ = "0.1.0"

REPOSITORY = "https://github.com/specquilt/specquilt"
"""Where the code, its pages and its issues are."""
