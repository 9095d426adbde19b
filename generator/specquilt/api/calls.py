"""Which Python call reaches an operation: ``client.embed_jobs.create``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from specquilt.api.naming import CLIENT, METHODS, Scope
from specquilt.api.report import Report
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.naming import pascal, snake, words

_VERSION = re.compile(r"/(?:api/)?(v\d+)/")


@dataclass(frozen=True)
class Call:
    """Where a method is found.

    Args:
        resources: the path of resources.
        method: its name.
        group: the resource's name as published.
        hinted: whether the document says so itself.
    """

    resources: tuple[str, ...]
    method: str
    group: str = ""
    hinted: bool = False


class Calls:
    """Gives every operation its call; resources and methods of one place share one scope."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._resources: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}
        self._scopes: dict[tuple[str, ...], Scope] = {}

    def reserve(self, wanted: Call, operation: Cursor) -> None:
        """Name the resources of a call before any method is named: they keep their names."""
        for depth, name in enumerate(wanted.resources):
            path, parent = wanted.resources[: depth + 1], wanted.resources[:depth]
            if path not in self._resources:
                final = self._scope(parent).claim(name, operation.pointer)
                self._resources[path] = (*self._resources[parent], final)

    def assign(self, wanted: Call, operation: Cursor) -> Call:
        """Return the call with a method name that nothing else at its place has."""
        alternatives = [snake("_".join(words(operation.text("operationId"))) or wanted.method)]
        version = _VERSION.match(str(operation.pointer[1]))
        if version:
            alternatives.append(f"{wanted.method}_{version[1]}")
        scope = self._scope(wanted.resources)
        method = scope.claim(wanted.method, operation.pointer, *alternatives)
        return Call(self._resources[wanted.resources], method, wanted.group)

    def sibling(self, wanted: Call, method: str, operation: Cursor) -> str:
        """Name a method that stands beside the one of an operation."""
        return self._scope(wanted.resources).claim(method, operation.pointer)

    def _scope(self, path: tuple[str, ...]) -> Scope:
        if path not in self._scopes:
            where = f"methods of client.{'.'.join(path)}" if path else "methods of the client"
            self._scopes[path] = Scope(self._report, where, METHODS if path else CLIENT)
        return self._scopes[path]


def type_hint(call: Call) -> str:
    """Return the name that types made for an operation start with."""
    return pascal("_".join((*call.resources, call.method)))
