"""What pyright says about programs of ``--witness``, and about code that uses all of an old package."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from diff.every_call import whole_program
from diff.random_changes import history
from diff.test_examples import SHOWN
from diff.test_single_changes import CASES
from diff.type_checking import Packages
from diff.versions import base, edited, version
from specquilt.comparison.compare import compare
from specquilt.comparison.difference import differences
from specquilt.comparison.version import ApiVersion
from specquilt.comparison.witness import Witnesses
from specquilt.openapi.dump import to_yaml
from specquilt.openapi.finding import InputError
from specquilt.openapi.load import yaml_loader
from specquilt.rules.changes.rule import MAJOR

ENOUGH = 0.95
RUN = frozenset(
    ["authentication-added", "credentials-refused", "enum-closed", "environment-variable-changed"]
)
"""Changes that only show when calls are made."""


class Checked(NamedTuple):
    """A program for a change that breaks callers, or one that uses all of a package that stays whole.

    Args:
        rule: The kind of change; empty for code that uses all of the old package.
        program: The program; empty if there is none.
        old, new: Names of the program that pyright checks with both packages.
    """

    rule: str
    program: str
    old: str = ""
    new: str = ""


@cache
def _version(text: str) -> ApiVersion:
    return version(yaml_loader.load(text))


def _pairs(documents: Iterator[tuple[Any, Any]]) -> Iterator[tuple[ApiVersion, ApiVersion]]:
    for pair in documents:
        try:
            yield _version(to_yaml(pair[0])), _version(to_yaml(pair[1]))
        except InputError:
            continue  # a hint of the document names what the change has removed


def _single() -> Iterator[tuple[Any, Any]]:
    for each in CASES:
        old = edited(each.at, each.before) if each.before != "=" else base()
        yield old, edited(each.at, each.after, old)
    for rule in SHOWN.values():
        yield edited(rule.at, rule.before), edited(rule.at, rule.after)


def _random(seeds: int, length: int) -> Iterator[tuple[Any, Any]]:
    for seed in range(seeds):
        documents = history(seed, length)
        yield from pairwise(documents)


def _programs(old: ApiVersion, new: ApiVersion) -> list[tuple[str, str]]:
    """Return kinds of changes that break callers with their programs; or code that still works."""
    changes = differences(compare(old, new), old, new)
    majors = [each for each in changes if each.verdicts.sdk is MAJOR]
    witnesses = Witnesses(old, new)
    return [(each.rule, witnesses.of(each)) for each in majors] or [("", whole_program(old))]


def _rate(documents: Iterator[tuple[Any, Any]], folder: Path) -> float:
    """Check all programs; return how many of the changes have one that the new package refuses."""
    packages, found = Packages(folder), list[Checked]()
    for versions in _pairs(documents):
        for rule, text in _programs(*versions):
            names = [packages.add(each, text) for each in versions] if text else []
            found.append(Checked(rule, text, *names))
    refused = packages.refused()
    assert not [(e.program, refused[e.old]) for e in found if e.old in refused]
    assert not [(e.program, refused[e.new]) for e in found if not e.rule and e.new in refused]
    changes = [each for each in found if each.rule and each.rule not in RUN]
    return sum(each.new in refused for each in changes) / len(changes)


@pytest.mark.long
def test_programs_of_single_changes_type_check_with_the_old_package_only(tmp_path: Path) -> None:
    assert _rate(_single(), tmp_path) >= ENOUGH


@pytest.mark.long
def test_programs_of_random_changes_type_check_with_the_old_package_only(tmp_path: Path) -> None:
    assert _rate(_random(60, 6), tmp_path) >= ENOUGH
