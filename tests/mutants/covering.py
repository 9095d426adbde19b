"""The tests that can notice a mutant, the quickest first."""

from __future__ import annotations

import ast
import configparser
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from typing import TypeAlias

import pytest
from coverage import CoverageData

from mutants.files import replaced
from mutants.sample import MUTATED, modules
from mutants.statements import lines_of_statement, mentions, methods_at, names_at
from mutants.trees import CHECKOUT, RUNTIME

Place: TypeAlias = tuple[str, int]
"""A file, and a row of it."""

_RULES = ("tests/cases", "tests/rules", "tests/openapi", "tests/validate", "tests/hostile")

# Most faults are found by the first few tests. What only a later one finds counts as a survivor,
# until the survivors are run again.
_SECONDS, _SECONDS_AGAIN = 90.0, 400.0

# New tests in these folders run before a mutant counts as a survivor.
_RELATED = {
    RUNTIME: ("tests/runtime", "tests/wire", "tests/client"),
    "generator/specquilt/merging": (
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
        command = [sys.executable, "-m", "pytest", *_options(times, _settings(folder)), *_RECORDED]
        status = subprocess.run(command, cwd=tree, env=environment, check=False).returncode
        if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            raise SystemExit(f"the tests did not run to their end: pytest's status is {status}")


def _settings(folder: Path) -> Path:
    """Write coverage's settings, and return their path.

    Packages that tests generate carry a copy of the runtime: its lines count as the runtime's.
    """
    copies = "*/_runtime"
    include = [f"{each}/*" for each in (*MUTATED, copies)]
    settings = configparser.ConfigParser(interpolation=None)
    settings["run"] = {"include": "\n".join(include)}
    settings["paths"] = {"runtime": "\n".join((RUNTIME, copies))}
    # Not named `coverage.*`: these are the data of the workers, which coverage removes.
    file = folder / "recorded.ini"
    with file.open("w", encoding="utf-8") as text:
        settings.write(text)
    return file


def _options(times: Path, settings: Path) -> list[str]:
    options = ["-q", "-n", "auto", "-m", "not long", "-p", "no:cacheprovider", "--tb=no"]
    coverage = ["--cov", f"--cov-config={settings}", "--cov-context=test", "--cov-report="]
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
        """Return the tests that run the statement at a row of a file, for a limited time.

        Quick ones come first, and one test of each function before its next one. A statement that
        runs at import is also run by all tests of the file. Then those come first that run a
        statement with one of its names, and the others last; a file that only runs at import has
        those of its folder.
        """
        source = self._parsed(path)
        lines = lines_of_statement(source, row)
        groups = [self._tests_of(path, lines)]
        if not lines or self._runs_at_import(path, lines):
            groups += [
                *self._tests_of_users(path, row),
                self._tests_of(path, methods_at(source, row)),
            ]
        if len(groups) > 1 or not groups[0]:
            groups.append(self._tests_of(path, self._contexts(path)))
        if not any(groups):
            groups.append({test for test in self.known if test.startswith(related(path))})
        return self._limited(self._ordered(groups))

    def _tests_of_users(self, path: str, row: int) -> Iterator[set[str]]:
        """Yield the tests of statements that mention a name, then of those that do indirectly."""
        seen = set[Place]()
        users = self._users(path, names_at(self._parsed(path), row))
        while users := users - seen:
            seen |= users
            yield {test for place in users for test in self._tests_at(*place)}
            farther = set[Place]()
            for file, at in users:
                module = self._parsed(file)
                if not lines_of_statement(module, at):
                    farther |= self._users(file, names_at(module, at))
            users = farther

    def _users(self, path: str, names: set[str]) -> set[Place]:
        """Return where names of a file are mentioned: private ones in this file only."""
        places = ((name, place) for name in names for place in self._mentions.get(name, ()))
        return {place for name, place in places if place[0] == path or not name.startswith("_")}

    @cached_property
    def _mentions(self) -> dict[str, set[Place]]:
        found: dict[str, set[Place]] = {}
        for file in modules(self._tree):
            path = file.relative_to(self._tree).as_posix()
            for name, row in mentions(self._parsed(path)):
                found.setdefault(name, set()).add((path, row))
        return found

    def _ordered(self, groups: Iterable[set[str]]) -> list[str]:
        tests: dict[str, None] = {}
        for group in groups:
            tests |= dict.fromkeys(self._by_cost(group - self.failing))
        return list(tests)

    def _by_cost(self, tests: set[str]) -> list[str]:
        turns: Counter[str] = Counter()
        costs: dict[str, float] = {}
        for test in sorted(tests, key=lambda test: (self._seconds.get(test, 1), test)):
            function = test.partition("[")[0]
            turns[function] += 1
            costs[test] = turns[function] * (self._seconds.get(test, 1) + 0.05)
        return sorted(costs, key=lambda test: costs[test])

    def _limited(self, tests: list[str]) -> list[str]:
        limit = _SECONDS_AGAIN if self.again else _SECONDS
        totals = accumulate(self._seconds.get(test, 1) for test in tests)
        return [test for test, total in zip(tests, totals, strict=True) if total < limit]

    def _runs_at_import(self, path: str, lines: Iterable[int]) -> bool:
        contexts = self._contexts(path)
        return any("" in contexts.get(line, ()) for line in lines)

    def _tests_at(self, path: str, row: int) -> set[str]:
        return self._tests_of(path, lines_of_statement(self._parsed(path), row))

    def _tests_of(self, path: str, lines: Iterable[int]) -> set[str]:
        contexts = self._contexts(path)
        return {
            context.rpartition("|")[0] for line in lines for context in contexts.get(line, ())
        } - {""}

    @cache  # noqa: B019 - there is one instance
    def _contexts(self, path: str) -> dict[int, list[str]]:
        return self._data.contexts_by_lineno(str(self._tree / path))

    @cache  # noqa: B019 - there is one instance
    def _parsed(self, path: str) -> ast.Module:
        return ast.parse((self._tree / path).read_text("utf-8"))

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
