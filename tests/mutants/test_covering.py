"""Which tests meet a mutant, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest
from coverage import CoverageData

from mutants import covering
from mutants.covering import Covering

MERGE = "generator/specquilt/merging"
LIMITS = """\
LIMIT = 10
DOUBLE = (
    2 * LIMIT
)
_OWN = 3

class Limits:
    most: int = 5
    least: int = LIMIT

    def check(self):
        return True

def wide(a, most=DOUBLE):
    return a

def used():
    return LIMIT, _OWN

def other(limit: LIMIT):
    return 1

def made():
    return lambda a: a

CHECK = made()
"""
USERS = """\
from . import limits

def through_module():
    return limits.LIMIT

def attribute(found):
    return found.most

def stranger(_OWN):
    return _OWN

def checked():
    return limits.CHECK(1)
"""
# The line that each test runs.
LINES = {
    "limits.py": {"check": 12, "wide": 15, "used": 18, "other": 21, "lambda": 24},
    "users.py": {"module": 4, "attribute": 7, "stranger": 10, "checked": 13},
}
AT_IMPORT = [1, 2, 5, 7, 8, 9, 11, 14, 17, 20, 23, 24, 26]


@pytest.fixture
def recorded(tmp_path: Path) -> Covering:
    """What a recording of one test for each function would be: all take a second."""
    folder = tmp_path / MERGE
    folder.mkdir(parents=True)
    (folder / "limits.py").write_text(LIMITS)
    (folder / "users.py").write_text(USERS)
    data = CoverageData(str(tmp_path / "coverage"))
    data.set_context("")
    data.add_lines({str(folder / "limits.py"): AT_IMPORT})
    for file, tests in LINES.items():
        for test, line in tests.items():
            data.set_context(f"tests/test_a.py::{test}|run")
            data.add_lines({str(folder / file): [line]})
    names = [test for tests in LINES.values() for test in tests]
    cases = (f'<testcase classname="tests.test_a" name="{each}" time="1"/>' for each in names)
    (tmp_path / "times.xml").write_text(f"<testsuites>{''.join(cases)}</testsuites>")
    return Covering(tmp_path, tmp_path)


def _names(tests: list[str]) -> list[str]:
    return [test.partition("::")[2] for test in tests]


@pytest.mark.parametrize(
    ("row", "first", "last"),
    [
        pytest.param(18, ["used"], [], id="a statement of a function"),
        pytest.param(
            1, ["module", "used", "wide"], ["check", "lambda", "other"], id="constant of others"
        ),
        pytest.param(3, ["wide"], ["check", "lambda", "other", "used"], id="a default argument"),
        pytest.param(5, ["used"], ["check", "lambda", "other", "wide"], id="private constant"),
        pytest.param(
            8, ["attribute", "check"], ["lambda", "other", "used", "wide"], id="class attribute"
        ),
        pytest.param(
            23, ["lambda", "checked"], ["check", "other", "used", "wide"], id="runs at import"
        ),
    ],
)
def test_tests_of_users_come_before_others_of_the_file(
    recorded: Covering, row: int, first: list[str], last: list[str]
) -> None:
    assert _names(recorded.tests(f"{MERGE}/limits.py", row)) == [*first, *last]


def test_others_of_the_file_do_not_use_up_the_time_of_users(
    recorded: Covering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(covering, "_SECONDS", 1.5)
    assert _names(recorded.tests(f"{MERGE}/limits.py", 5)) == ["used"]


def test_quick_tests_come_first_and_another_function_before_the_same(recorded: Covering) -> None:
    seconds = {"a[1]": 1.0, "a[2]": 1.0, "b": 1.5, "c": 0.5}
    recorded._seconds = seconds
    assert recorded._by_cost(set(seconds)) == ["c", "a[1]", "b", "a[2]"]
