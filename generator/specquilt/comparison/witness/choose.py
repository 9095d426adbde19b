"""Chooses a program for a change: the first that the new package refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specquilt.comparison.difference import ChangeFinding
from specquilt.comparison.version import ApiVersion
from specquilt.comparison.witness.calls import CallPrograms
from specquilt.comparison.witness.checker import TypeChecker
from specquilt.comparison.witness.classes import ClassPrograms
from specquilt.comparison.witness.package import PackagePrograms
from specquilt.comparison.witness.program import Program
from specquilt.rules.changes.rule import MAJOR

_CLIENT = re.compile(r"client\.(?P<call>[\w.]+)\((?P<argument>\w*)=?\)")
_WAIT = re.compile(r"client\.wait\(types\.(?P<name>\w+)\)")
_MADE_CLIENT = re.compile(r"Client\((?P<argument>\w*)=?\)")
_ERROR = re.compile(r"errors\.(?P<name>\w+)(?P<body>\.body)?")
_TYPE = re.compile(r"types\.(?P<name>\w+)(?:\.(?P<attribute>\w+))?(?P<end>\(\)|=)?")


class Witnesses:
    """Writes programs for changes.

    Args:
        old: The version that they type-check with.
        new: The version that they do not type-check with.
    """

    def __init__(self, old: ApiVersion, new: ApiVersion) -> None:
        before, after = TypeChecker(old.surface), TypeChecker(new.surface)
        self._surface = old.surface
        self._calls = CallPrograms(old, new, after)
        self._classes = ClassPrograms(old, before, after)
        self._package = PackagePrograms(old, new, after)

    def of(self, change: ChangeFinding) -> str:
        """Return the program for a change; empty if type checkers cannot see it."""
        if change.verdicts.sdk is not MAJOR:
            return ""
        found = next((each for each in self._programs(change) if each.is_refused), None)
        client = self._surface.client_names[0][0]
        return found.whole(self._surface.package, client) if found else ""

    def _programs(self, change: ChangeFinding) -> Iterator[Program]:
        """Yield programs that may show the change, the closest first."""
        for key in change.known:
            yield from self._direct(key)
        for key in change.known:
            yield from self._indirect(key)

    def _direct(self, key: str) -> Iterator[Program]:
        if found := _WAIT.fullmatch(key):
            yield from self._calls.waiting(found["name"])
        elif found := _CLIENT.fullmatch(key):
            yield from self._calls.of(found["call"], found["argument"])
        elif found := _MADE_CLIENT.fullmatch(key):
            yield from self._package.client(found["argument"])
        elif found := _ERROR.fullmatch(key):
            yield from self._package.error(found["name"], has_body=bool(found["body"]))
        elif found := _TYPE.fullmatch(key):
            yield from self._of_class(found["name"], found["attribute"] or "", found["end"] or "")
        else:
            yield from self._package.name(key)

    def _of_class(self, name: str, attribute: str, end: str) -> Iterator[Program]:
        if attribute:
            yield from self._classes.attribute(name, attribute)
        elif end == "()":
            yield from self._classes.made(name)
        elif end == "=":
            yield from self._classes.alias(name)
        else:
            yield from self._classes.named(name)

    def _indirect(self, key: str) -> Iterator[Program]:
        """Yield programs that do not use what has changed, but what depends on it."""
        if (found := _CLIENT.fullmatch(key)) and not found["argument"]:
            yield from self._calls.with_all(found["call"])
        elif found := _TYPE.fullmatch(key):
            yield from self._classes.alias(found["name"])
            yield from self._classes.members(found["name"])
            yield from self._classes.made(found["name"])
            yield from self._classes.about(found["name"])
            yield from self._calls.about(found["name"])
