"""A second server, which is another origin."""

from __future__ import annotations

from typing import Any

import pytest

from ..scenarios import GOOD
from ..server import Loopback


@pytest.fixture
def other() -> Any:
    server = Loopback([GOOD])
    yield server
    server.close()
