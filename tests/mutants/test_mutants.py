"""The parts of the mutation tester that cosmic-ray does not have."""

from __future__ import annotations

import ast
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from cosmic_ray.mutating import mutate_code
from coverage import CoverageData

from mutants.covering import Covering
from mutants.operators import RemoveStatement
from mutants.report import Change, _change, _is_stopped, known_equivalents
from mutants.sample import decorators_of_interfaces
from mutants.statements import lines_of_statement
from mutants.trees import CHECKOUT

SOURCE = """\
def send(self, items):
    total = 0
    for item in items:
        total += (
            item
        )
    if not total:
        raise ValueError(items)
    elif total > 1:
        self.total = total
    return total
"""


@pytest.mark.parametrize(
    "statement",
    [
        "send(1)",
        "await send(1)",
        "self.a.send()",
        "a.b = 1",
        "a[0] = 1",
        "a += 1",
        "raise a",
        "del a",
    ],
)
def test_statement_with_only_an_effect_is_removed(statement: str) -> None:
    source = f"async def run():\n    '''Text.'''\n    {statement}\n    return 1\n"
    expected = source.replace(statement, "pass")
    assert mutate_code(source, RemoveStatement, 0) == expected
    assert mutate_code(source, RemoveStatement, 1) is None


@pytest.mark.parametrize(
    "statement", ["a = 1", "a: int = 1", "a.b: int", "return a", "pass", "'a'"]
)
def test_other_statement_is_not_removed(statement: str) -> None:
    assert mutate_code(f"def run():\n    {statement}\n", RemoveStatement, 0) is None


@pytest.mark.parametrize(
    ("row", "lines"),
    [(1, range(1, 12)), (2, [2]), (3, [3]), (5, range(4, 7)), (7, [7]), (9, [9]), (10, [10])],
)
def test_tests_are_those_of_the_innermost_statement(row: int, lines: range | list[int]) -> None:
    assert list(lines_of_statement(ast.parse(SOURCE), row)) == list(lines)


def test_no_test_has_a_line_of_the_module_to_itself() -> None:
    assert not list(lines_of_statement(ast.parse("LIMIT = 1\n"), 1))


def test_file_that_only_runs_at_import_has_the_tests_of_its_folder(tmp_path: Path) -> None:
    path = "generator/specquilt/python/runtime/model.py"
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text("LIMIT = 1\n")
    CoverageData(str(tmp_path / "coverage")).add_lines({str(tmp_path / path): [1]})
    seconds = {"tests.runtime.test_a": 3, "tests.wire.test_b": 1, "tests.merge.test_c": 2}
    times = ET.Element("testsuite")
    for name, time in seconds.items():
        ET.SubElement(times, "testcase", classname=name, name="t", time=str(time))
    (tmp_path / "times.xml").write_bytes(ET.tostring(times))
    tests = Covering(tmp_path, tmp_path).tests(path, 1)
    assert tests == ["tests/wire/test_b.py::t", "tests/runtime/test_a.py::t"]


def test_decorators_of_functions_without_code_are_found() -> None:
    module = ast.parse(
        "class A:\n"
        "    @property\n    def a(self): ...\n"
        "    @a\n    @b\n    def c(self):\n        'Text.'\n        ...\n"
        "    @property\n    def d(self): return ...\n"
    )
    assert decorators_of_interfaces(module) == {2, 4, 5}


def test_change_is_read_from_a_diff() -> None:
    diff = "--- mutation diff ---\n--- aa/generator/x/a.py\n+++ ba/generator/x/a.py\n@@ -1 +1 @@\n a\n-  b\n+  c"
    assert _change(diff) == Change("x/a.py", "b", "c")


@pytest.mark.parametrize(
    ("output", "is_stopped"),
    [
        ("..F\n1 failed, 2 passed in 0.10s\n", False),
        ("ImportError while loading conftest\n", False),
        ("...", True),
        ('..Timeout (0:02:00)!\nThread 0x1:\n  File "errors.py", line 1 in run\n', True),
        ('Timeout (0:02:00)!\nThread 0x1:\n  File "errors.py", line 1 in run\n', True),
    ],
)
def test_limits_are_told_apart_from_failures(output: str, *, is_stopped: bool) -> None:
    assert _is_stopped(output) == is_stopped


def test_listed_mutants_are_of_code_that_exists() -> None:
    for change, reason in known_equivalents().items():
        code = (CHECKOUT / "generator" / change.path).read_text("utf-8")
        assert change.removed in " ".join(line.strip() for line in code.splitlines()), change
        assert reason, change
