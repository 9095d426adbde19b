"""Where third-party documents are, whose licence or size does not allow copies in this repository."""

from __future__ import annotations

import os
from pathlib import Path

SHARED = Path(os.environ.get("SPECQUILT_CORPUS") or Path(__file__).parents[2] / "shared")
"""Tests that read from it are skipped if it does not exist."""
