"""Every test has a folder with documents and a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.documents import BROKEN, NEW, OLD, PAGE


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pages").mkdir()
    texts = {
        "old.yaml": OLD,
        "openapi.yaml": NEW,
        "pages/list.md": PAGE,
        "broken.yaml": BROKEN,
    }
    for name, text in texts.items():
        Path(name).write_text(text, encoding="utf-8")
