"""The programs for the examples of all kinds of changes: `programs.txt`. `--golden` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from diff.test_examples import SHOWN
from diff.test_single_changes import CASES
from diff.versions import edited, version
from specquilt.comparison.compare import compare
from specquilt.comparison.difference import differences
from specquilt.comparison.witness import Witnesses

FILE = Path(__file__).with_name("programs.txt")


def _programs() -> Iterator[str]:
    examples = [(rule.at, rule.before, rule.after) for rule in SHOWN.values()]
    for at, before, after in [*examples, *((e.at, e.before, e.after) for e in CASES)]:
        base = edited(at, before) if before != "=" else edited("/openapi", "3.1.0")
        old, new = version(base), version(edited(at, after, base))
        witnesses = Witnesses(old, new)
        for change in differences(compare(old, new), old, new):
            program = witnesses.of(change)
            if program:
                yield f"# {change.rule}: {change.text}\n{program}"


@pytest.mark.long
def test_the_programs_are_as_reviewed(request: pytest.FixtureRequest) -> None:
    found = "\n".join(dict.fromkeys(_programs()))
    if request.config.getoption("--golden"):
        FILE.write_text(found, encoding="utf-8")
    assert found == FILE.read_text(
        encoding="utf-8"
    ), "run: pytest tests/diff/test_programs.py --golden"
