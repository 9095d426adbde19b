"""The tests that can notice a mutant, the quickest first."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import pytest
from coverage import CoverageData

from mutants.files import replaced
from mutants.trees import CHECKOUT

_COVERAGE = "tests/mutants/coverage.ini"
_RULES = ("tests/cases", "tests/rules", "tests/openapi", "tests/validate", "tests/hostile")

# Most faults are found by the first few tests. What only a later one finds counts as a survivor,
# until the survivors are run again.
_SECONDS, _SECONDS_AGAIN = 40.0, 400.0

# New tests in these folders run before a mutant counts as a survivor.
_RELATED = {
    "generator/specquilt/python/runtime": ("tests/runtime", "tests/wire", "tests/client"),
    "generator/specquilt/merge": (
        "tests/merge",
        "tests/cases",
        "tests/test_provenance.py",
        "tests/rules",
    ),
    "generator/specquilt/validate": _RULES,
    "generator/specquilt/openapi/load": (*_RULES, "tests/fuzz", "tests/sources"),
}
_RECORDED = (
    *sorted({folder for folders in _RELATED.values() for folder in folders}),
    *("tests/loopback", "tests/overlay", "tests/selection", "tests/report", "tests/api"),
    *("tests/conservation", "tests/documents", "tests/hostile", "tests/repair", "tests/output"),
    *("tests/test_policy.py", "tests/test_names.py", "tests/test_layers.py"),
)


def record(tree: Path, folder: Path) -> None:
    """Run all tests once. Record which test runs which line, and how long it takes."""
    folder.mkdir(parents=True, exist_ok=True)
    places = {"COVERAGE_FILE": f"{folder}/coverage", "PYTHONPATH": f"{tree}/generator"}
    environment = {**os.environ, "CI": "1", "SPECQUILT_CORPUS": corpus(), **places}
    with replaced(folder / "times.xml") as times:
        command = [sys.executable, "-m", "pytest", *_options(times), *_RECORDED]
        status = subprocess.run(command, cwd=tree, env=environment, check=False).returncode
        if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            raise SystemExit(f"the tests did not run to their end: pytest's status is {status}")


def _options(times: Path) -> list[str]:
    options = ["-q", "-n", "auto", "-m", "not long", "-p", "no:cacheprovider", "--tb=no"]
    coverage = ["--cov", f"--cov-config={_COVERAGE}", "--cov-context=test", "--cov-report="]
    return [*options, *coverage, f"--junitxml={times}"]


def corpus() -> str:
    """Return the absolute path of the corpus; the copies of the checkout lie somewhere else."""
    return str(Path(CHECKOUT, os.environ.get("SPECQUILT_CORPUS", "../shared")).resolve())


def related(path: str) -> tuple[str, ...]:
    """Return the test folders for a file of the generator."""
    return next(tests for folder, tests in _RELATED.items() if path.startswith(folder))


class Covering:
    """Reads what `record` wrote.

    Args:
        folder: Where it is.
        tree: The tree in which the tests ran.
        again: Whether the mutants have survived before: there may be new tests, and more time.
    """

    def __init__(self, folder: Path, tree: Path, *, again: bool = False) -> None:
        self.again = again
        self._folder = folder
        self._tree = tree
        self._data = CoverageData(str(folder / "coverage"))
        self._data.read()

    def tests(self, path: str, row: int) -> list[str]:
        """Return the tests that run the statement at a row of a file.

        Quick ones come first, and one test of each function before its next one. For a constant
        these are the tests that run a statement with its name. If no test is known, or if the
        statement also runs at import, all tests of the file; if it has none, those of its folder.
        """
        source = self._parsed(path)
        lines = lines_of_statement(source, row)
        found = self._tests_of(path, lines)
        for name in constants(source, row):
            for other in self._neighbours(path):
                found |= self._tests_of(other, lines_with(self._parsed(other), name))
        if not found or self._runs_at_import(path, lines):
            found |= self._tests_of(path, self._contexts(path))
        if not found:
            found = {test for test in self.known if test.startswith(related(path))}
        return self._ordered(found - self.failing)

    def _ordered(self, tests: set[str]) -> list[str]:
        turns: Counter[str] = Counter()
        costs: dict[str, float] = {}
        for test in sorted(tests, key=lambda test: (self._seconds.get(test, 1), test)):
            function = test.partition("[")[0]
            turns[function] += 1
            costs[test] = turns[function] * (self._seconds.get(test, 1) + 0.05)
        ordered = sorted(costs, key=lambda test: costs[test])
        limit = _SECONDS_AGAIN if self.again else _SECONDS
        totals = accumulate(self._seconds.get(test, 1) for test in ordered)
        return [test for test, total in zip(ordered, totals, strict=True) if total < limit]

    def _runs_at_import(self, path: str, lines: Iterable[int]) -> bool:
        contexts = self._contexts(path)
        return any("" in contexts.get(line, ()) for line in lines)

    def _tests_of(self, path: str, lines: Iterable[int]) -> set[str]:
        contexts = self._contexts(path)
        return {
            context.rpartition("|")[0] for line in lines for context in contexts.get(line, ())
        } - {""}

    def _contexts(self, path: str) -> dict[int, list[str]]:
        return self._data.contexts_by_lineno(str(self._tree / path))

    def _parsed(self, path: str) -> ast.Module:
        return ast.parse((self._tree / path).read_text("utf-8"))

    def _neighbours(self, path: str) -> list[str]:
        folder = next(folder for folder in _RELATED if path.startswith(folder))
        files = (self._tree / folder).rglob("*.py")
        return [file.relative_to(self._tree).as_posix() for file in files]

    @property
    def known(self) -> set[str]:
        """The recorded tests."""
        return set(self._seconds)

    @cached_property
    def failing(self) -> set[str]:
        """The tests that fail without a mutant; they say nothing about one."""
        return {_id(case) for case in self._cases if set(_tags(case)) & {"failure", "error"}}

    @cached_property
    def _seconds(self) -> dict[str, float]:
        return {_id(case): float(case.get("time", 1)) for case in self._cases}

    @cached_property
    def _cases(self) -> list[ET.Element]:
        return list(ET.parse(self._folder / "times.xml").iter("testcase"))


def _id(case: ET.Element) -> str:
    return f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"


def _tags(case: ET.Element) -> Iterable[str]:
    return (child.tag for child in case)


def lines_of_statement(module: ast.Module, row: int) -> Iterable[int]:
    """Return the lines of the innermost statement, or of the function whose head it is.

    Statements outside of functions run at import, so that no test has them to itself.
    """
    around = _around(module, row)
    if not any(isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) for each in around):
        return ()
    innermost = around[-1]
    body: list[ast.stmt] = getattr(innermost, "body", [])
    is_in_head = body and row < body[0].lineno and not isinstance(innermost, ast.FunctionDef)
    return range(_start(innermost), body[0].lineno if is_in_head else _end(innermost) + 1)


def constants(module: ast.Module, row: int) -> set[str]:
    """Return the names that a statement outside of functions assigns."""
    if lines_of_statement(module, row):
        return set()
    inside = (node for each in _around(module, row)[-1:] for node in ast.walk(each))
    return {n.id for n in inside if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def lines_with(module: ast.Module, name: str) -> set[int]:
    """Return the lines of the statements inside of functions that mention a name."""
    rows = {
        node.lineno
        for node in ast.walk(module)
        if (isinstance(node, ast.Name) and node.id == name)
        or (isinstance(node, ast.Attribute) and node.attr == name)
    }
    return {line for row in rows for line in lines_of_statement(module, row)}


def _around(module: ast.Module, row: int) -> list[ast.stmt]:
    """Return the statements that contain a row, the innermost last."""
    statements = (node for node in ast.walk(module) if isinstance(node, ast.stmt))
    return [statement for statement in statements if _spans(statement, row)]


def _spans(node: ast.stmt, row: int) -> bool:
    return _start(node) <= row <= _end(node)


def _start(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(each.lineno for each in decorators)])


def _end(statement: ast.stmt) -> int:
    return statement.end_lineno or statement.lineno
