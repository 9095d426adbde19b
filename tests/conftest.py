"""Options and settings of all tests."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# No deadline: the duration of an example depends on the machine. CI uses the same examples in every
# run; local runs use new random examples.
settings.register_profile("specquilt", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("specquilt")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option ``--golden``, which `make golden` uses."""
    parser.addoption("--golden", action="store_true", help="rewrite the expected output of cases")
