"""One environment for all tests of a page."""

from __future__ import annotations

import pytest

from newcomer.machine import Machine


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """Return a machine on which nothing is installed."""
    return Machine(tmp_path_factory.mktemp("machine"))
