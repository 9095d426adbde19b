"""The pictures in README and docs show what commands print today. `make golden` draws them."""

from __future__ import annotations

import html
import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
_COLOURS = re.compile(r"\x1b\[[\d;]*m")
_TEXT = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)
_NUMBER = re.compile(r"\d[\d,]*")


def _pictures() -> Any:
    spec = spec_from_file_location("pictures", ROOT / "docs" / "pictures.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PICTURES = _pictures()


def _words(text: str) -> str:
    """Return a text without spaces and breaks, and without numbers: those of lines often change."""
    return _NUMBER.sub("0", re.sub(r"\s", "", _COLOURS.sub("", text)))


@pytest.mark.parametrize("name", PICTURES.SCREENS)
def test_a_picture_shows_what_is_printed(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    shown = PICTURES.screen(PICTURES.SCREENS[name], tmp_path)
    file = PICTURES.FOLDER / f"{name}.svg"
    if request.config.getoption("--golden"):
        file.write_text(PICTURES.picture(shown), "utf-8")
    title, *texts = map(html.unescape, _TEXT.findall(file.read_text("utf-8")))
    assert (title, _words("".join(texts))) == ("specquilt", _words(shown)), "run: make golden"


@pytest.mark.parametrize("name", PICTURES.SCREENS)
def test_a_picture_is_small_and_loads_nothing(name: str) -> None:
    text = (PICTURES.FOLDER / f"{name}.svg").read_text("utf-8")
    assert len(text) < 40_000
    assert not re.search(r"url\(\"?http|<script|<image|@import", text)
