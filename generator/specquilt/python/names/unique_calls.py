"""Unique calls: names that several operations would have, or that are reserved, are changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from specquilt.api.report import BuildReport
from specquilt.api.types import ApiOperation
from specquilt.api.value_types import ListOf
from specquilt.openapi.finding import Severity
from specquilt.openapi.words import snake
from specquilt.python.names.calls import Call, Caller, hinted_call, published_call, wanted_calls
from specquilt.python.names.operation_ids import spoken_names
from specquilt.python.names.package import CLIENT, METHODS
from specquilt.python.names.paths import names_of_path
from specquilt.python.names.published import PAGES
from specquilt.python.names.scope import Scope

LONGEST = 40
"""Characters of the name of a method; a longer one is reported."""

_VERSION_PREFIX = re.compile(r"/(?:api/)?(v\d+)/")


class Calls:
    """Assigns a unique call to every operation.

    A resource's methods and nested resources share a scope.

    Args:
        listed: The operations.
        report: Collects findings about names.
        published: Calls that stay, by operation id.

    Attributes:
        by_id: The calls by operation id.
    """

    def __init__(
        self,
        listed: Iterable[ApiOperation],
        report: BuildReport,
        published: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._report, self._published = report, published
        self._resources: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}
        self._scopes: dict[tuple[str, ...], Scope] = {}
        self._paged: dict[str, str] = {}
        operations = list(listed)
        callers = [Caller(e.method, e.path, e.origin, e.wanted, _lists(e)) for e in operations]
        wanted = wanted_calls(callers, published)
        self._wanted = {each.id: self._variant(each, wanted[each.origin]) for each in operations}
        # The first one keeps its name, which must not depend on the order of the document.
        in_order_of_paths = sorted(operations, key=lambda each: (each.path, each.method))
        old = [each for each in in_order_of_paths if each.id in published]
        new = [each for each in in_order_of_paths if each.id not in published]
        assigned = self._assign_all(old) | self._assign_all(new)
        self.by_id = {each.id: assigned[each.id] for each in operations}

    def _variant(self, operation: ApiOperation, call: Call) -> Call:
        """Return the call of an operation's variant: plain or streaming."""
        if not operation.streams:
            return call
        if published := self._published.get(operation.id):
            return published_call(published, operation.wanted.tag)
        dotted = operation.wanted.stream or f"{call.dotted}_stream"
        return hinted_call(dotted, operation.wanted.tag)

    def _assign_all(self, operations: list[ApiOperation]) -> dict[str, Call]:
        for each in operations:
            self._reserve(self._wanted[each.id], each)
        assigned = {each.id: self._assign(self._wanted[each.id], each) for each in operations}
        for each in operations:
            if published := self._published.get(f"{each.id}{PAGES}"):
                name = published.rpartition(".")[2]
                self._paged[each.id] = self._scope_of(each).claim(name, each.origin)
        return assigned

    def _reserve(self, wanted: Call, operation: ApiOperation) -> None:
        """Claim the names of a call's resources, so that they take precedence over methods."""
        for depth, name in enumerate(wanted.resources):
            path, parent = wanted.resources[: depth + 1], wanted.resources[:depth]
            if path not in self._resources:
                self._resources[path] = self._resource(name, self._resources[parent], operation)

    def _resource(
        self, name: str, parent: tuple[str, ...], operation: ApiOperation
    ) -> tuple[str, ...]:
        """Return the path of a resource: a published one, or a new one."""
        scope = self._scope(parent)
        published = (*parent, scope.unreserved(name))
        if self._resources.get(published) == published:
            return published
        return (*parent, scope.claim(name, operation.origin))

    def _assign(self, wanted: Call, operation: ApiOperation) -> Call:
        """Return the call with a method name that is unique in its resource."""
        scope = self._scope_of(operation)
        others = () if scope.is_free(wanted.method) else _alternatives(wanted, operation)
        method = scope.claim(wanted.method, operation.origin, *others)
        if len(method) > LONGEST:
            self._report_long(method, operation)
        return replace(wanted, resources=self._resources[wanted.resources], method=method)

    def _report_long(self, method: str, operation: ApiOperation) -> None:
        resources = self._resources[self._wanted[operation.id].resources]
        verb, path = operation.method, operation.path
        short = snake("_".join(next(names_of_path(verb, path, lists=_lists(operation)))))
        proposal = ".".join((*resources, short))
        self._report.add(
            "long-name",
            Severity.INFO,
            f"the method {method!r} has a name of {len(method)} characters",
            operation.origin,
            advice=f'for example, in [client.names]: "{verb} {path}" = "{proposal}"',
        )

    def for_all_pages(self, operation: ApiOperation) -> str:
        """Return the name of the method that iterates over all pages of an operation."""
        if operation.id in self._paged:
            return self._paged[operation.id]
        wanted = f"{self.by_id[operation.id].method}_all"
        return self._scope_of(operation).claim(wanted, operation.origin)

    def _scope_of(self, operation: ApiOperation) -> Scope:
        return self._scope(self._resources[self._wanted[operation.id].resources])

    def _scope(self, path: tuple[str, ...]) -> Scope:
        if path not in self._scopes:
            where = f"methods of client.{'.'.join(path)}" if path else "methods of the client"
            self._scopes[path] = Scope(self._report, where, METHODS if path else CLIENT)
        return self._scopes[path]


def _alternatives(wanted: Call, operation: ApiOperation) -> Iterator[str]:
    """Yield names for a method whose name is taken."""
    given, tag = operation.wanted.operation_id, operation.wanted.tag
    for longest in spoken_names(given, operation.method, operation.path, tag)[-1:]:
        yield snake("_".join(longest))
    if version := _VERSION_PREFIX.match(str(operation.origin[1])):
        yield f"{wanted.method}_{version[1]}"


def _lists(operation: ApiOperation) -> bool:
    return operation.pagination is not None or isinstance(operation.response.type, ListOf)
