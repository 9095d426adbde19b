"""The colours of the quilt report are readable, in light and in dark (WCAG 2.2, level AA)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STYLE = (Path(__file__).parents[2] / "generator/specquilt/quilt/quilt.css").read_text("utf-8")
THEMES = [dict(re.findall(r"--(\w+): (#\w{6})", part)) for part in STYLE.split("@media")]
INKS = ("ink", "quiet", "link", "error", "warning", "info")


def _luminance(colour: str) -> float:
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_text_has_enough_contrast(theme: dict[str, str], ink: str, ground: str) -> None:
    lighter, darker = sorted(map(_luminance, (theme[ink], theme[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
def test_marked_lines_have_enough_contrast(theme: dict[str, str]) -> None:
    lighter, darker = sorted(map(_luminance, (theme["ink"], theme["mark"])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
