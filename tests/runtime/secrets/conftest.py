"""The key that must be seen nowhere."""

from __future__ import annotations

import pytest

from .canary import CANARY


@pytest.fixture(autouse=True)
def canary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANARY", CANARY)
    monkeypatch.setenv("NAME", "canary-name")
