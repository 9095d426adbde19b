"""Options and fixtures of the whole suite."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# How long an example takes says something about the machine, not about the code. CI gives the same
# answer to the same code; developers look further with every run.
settings.register_profile("specquilt", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("specquilt")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make golden` rewrite what the cases expect."""
    parser.addoption("--golden", action="store_true", help="rewrite the expected output of cases")
