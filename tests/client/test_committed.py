"""The committed client is what specquilt writes, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "generated/cohere-embed"
LOCK = "specquilt.lock"


def test_every_committed_file_is_in_the_lock() -> None:
    lock = json.loads((FOLDER / LOCK).read_text(encoding="utf-8"))
    found = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert {path for path in found if "__pycache__" not in path} == {
        *lock["files"],
        *lock["kept"],
        LOCK,
    }
