"""Options and fixtures of the whole suite."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make golden` rewrite what the cases expect."""
    parser.addoption("--golden", action="store_true", help="rewrite the expected output of cases")
