"""The key that must be seen nowhere."""

from __future__ import annotations

import pytest

from specquilt.python.runtime.frames import SHOW_ALL_FRAMES

from .canary import CANARY


@pytest.fixture(autouse=True)
def canary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANARY", CANARY)
    monkeypatch.setenv("NAME", "canary-name")
    # What is removed from tracebacks shows nothing: all frames must be safe.
    monkeypatch.setenv(SHOW_ALL_FRAMES, "1")
