"""docs/diff.md has all kinds of changes with their verdicts. `make golden` writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from specquilt.cli.commands.rules import changes

PAGE = Path(__file__).parents[2] / "docs" / "diff.md"
BEGIN, END = "<!-- kinds -->\n", "<!-- end of kinds -->\n"


def test_the_page_has_all_kinds_of_changes(request: pytest.FixtureRequest) -> None:
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    table, _, after = rest.partition(END)
    if request.config.getoption("--golden"):
        PAGE.write_text(f"{before}{BEGIN}{changes()}{END}{after}", encoding="utf-8")
        table = changes()
    assert table == changes(), "run: make golden"
