"""Sets the time zone to UTC, and imports the package of the API of many media types.

The recordings were made in UTC, which affects naive times.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from api.small import document
from wire.generated import imported
from wire.media_types import PATHS


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return the imported package."""
    with imported(document(PATHS), tmp_path_factory.mktemp("media")) as package:
        yield package
