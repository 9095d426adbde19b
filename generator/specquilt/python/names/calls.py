"""Names of the Python calls of operations: ``client.embed_jobs.create``.

A call is named by the hint ``x-specquilt-call``, or derived from the tag and operationId.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from specquilt.api.published import WantedCall
from specquilt.api.report import BuildReport
from specquilt.api.types import ApiOperation
from specquilt.api.wanted_calls import wanted_call
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Severity
from specquilt.openapi.operations import operations
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.words import pascal, snake, stem, words
from specquilt.python.names.operation_ids import VERSION, spoken_names
from specquilt.python.names.package import CLIENT, METHODS
from specquilt.python.names.reserved import KEYWORDS
from specquilt.python.names.scope import Scope

_VERSION_PREFIX = re.compile(r"/(?:api/)?(v\d+)/")

_MOST_LEVELS = 8
"""Nested resources. A tag may have thousands of slashes."""


@dataclass(frozen=True)
class Call:
    """The call of an operation.

    Args:
        resources: Path of resources.
        method: Name of the method.
        group: Name of the tag in the document.
        hinted: Whether the document has a hint for the call.
    """

    resources: tuple[str, ...]
    method: str
    group: str = ""
    hinted: bool = False

    @property
    def dotted(self) -> str:
        """The call without ``client.``."""
        return ".".join((*self.resources, self.method))

    @property
    def type_name(self) -> str:
        """Prefix of the names of the operation's unnamed types."""
        return pascal("_".join((*self.resources, self.method)))


class Caller(NamedTuple):
    """An operation that needs a call."""

    method: str
    path: str
    pointer: Pointer
    wanted: WantedCall


# --- calls before collisions are resolved ----------------------------------------------------


def wanted_calls(callers: Iterable[Caller], report: BuildReport) -> dict[Pointer, Call]:
    """Return the wanted call of each operation, by pointer.

    A method does not repeat the name of its resource (``pet.update``, not ``pet.update_pet``).
    Methods of one resource that would then have the same name keep their longer names, in
    whatever order they come.
    """
    chosen = {each.pointer: _possible_calls(each, report) for each in callers}
    while True:
        rivals = Counter(calls[0].dotted for calls in chosen.values())
        longer = {
            pointer: calls[1:]
            for pointer, calls in chosen.items()
            if rivals[calls[0].dotted] > 1 and len(calls) > 1
        }
        if not longer:
            return {pointer: calls[0] for pointer, calls in chosen.items()}
        chosen |= longer


def calls_of(document: dict[str, Any]) -> dict[str, list[str]]:
    """Return the dotted calls of each operation, by ``get /path``."""
    root = Cursor((), document, Document(document))
    callers = [
        Caller(each.method, each.path, each.pointer, wanted_call(root.of(each.value)))
        for each in operations(document)
    ]
    calls = wanted_calls(callers, BuildReport(lambda _pointer: None))
    return {f"{each.method} {each.path}": [calls[each.pointer].dotted] for each in callers}


def _possible_calls(caller: Caller, report: BuildReport) -> list[Call]:
    """Return the call from the hint, or what the tag and the operationId allow, the best first."""
    wanted = caller.wanted
    if wanted.hint:
        return [_hinted(wanted.hint, wanted.tag)]
    names = _method_names(caller, report)
    resources = _nested(re.split(r"[/.]", wanted.tag)) or _from_path(caller.path)
    path = tuple(resources) if resources != names[:1] else ()
    calls = [Call(path, name, wanted.tag) for name in names]
    return [replace(calls[0], method=_shorter(calls[0])), *calls]


def _hinted(dotted: str, tag: str) -> Call:
    *resources, name = dotted.split(".")
    return Call(tuple(_nested(resources)), _part(name), tag, hinted=True)


def _nested(parts: list[str]) -> list[str]:
    """Return the names of nested resources; the innermost one is named after all that are left."""
    given = [part for part in parts if part]
    last = given[_MOST_LEVELS - 1 :]
    return [*map(_part, given[: _MOST_LEVELS - 1]), *([_part("_".join(last))] if last else [])]


def _part(text: str) -> str:
    return snake(text, "resource")


def _method_names(caller: Caller, report: BuildReport) -> list[str]:
    """Return names from the operationId, without the tag as prefix, or from method and path."""
    wanted = caller.wanted
    names = spoken_names(wanted.operation_id, caller.method, caller.path, wanted.tag)
    if not names:
        report.add(
            "operation-id-missing",
            Severity.WARNING,
            f"{caller.method.upper()} {caller.path} has no operationId; "
            "its method is named after its path",
            caller.pointer,
        )
        return [snake(" ".join([caller.method.lower(), *words(caller.path)]), "call")]
    tag = [word.lower() for word in words(wanted.tag)]
    return [_without_tag([word.lower() for word in name], tag) for name in names]


def _without_tag(name: list[str], tag: list[str]) -> str:
    is_prefix = tag and name[: len(tag)] == tag and len(name) > len(tag)
    return snake("_".join(name[len(tag) :] if is_prefix else name), "call")


def _from_path(path: str) -> list[str]:
    """Return the first fixed path segment that is not a version: ``accounts``."""
    parts = [part for part in path.split("/") if part and "{" not in part]
    named = [part for part in parts if not VERSION.fullmatch(part) and words(part)]
    return [_part(named[0])] if named else []


def _shorter(call: Call) -> str:
    """Return the method's name without the resource's name after the verb, if it stays valid.

    Later occurrences are kept, because they name the object: ``create_booking_payment``.
    """
    verb, *rest = call.method.split("_")
    own = [stem(word) for word in call.resources[-1].split("_")] if call.resources else []
    if call.hinted or not own or [stem(word) for word in rest[: len(own)]] != own:
        return call.method
    name = "_".join([verb, *rest[len(own) :]])
    return call.method if name in KEYWORDS | METHODS or not name.isidentifier() else name


# --- final calls -----------------------------------------------------------------------------


class Calls:
    """Assigns a unique call to every operation.

    A resource's methods and nested resources share a scope.

    Attributes:
        by_id: The calls by operation id.
    """

    def __init__(self, listed: Iterable[ApiOperation], report: BuildReport) -> None:
        self._report = report
        self._resources: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}
        self._scopes: dict[tuple[str, ...], Scope] = {}
        operations = list(listed)
        in_order_of_paths = sorted(operations, key=lambda each: (each.path, each.method))
        callers = [Caller(e.method, e.path, e.origin, e.wanted) for e in operations]
        wanted = wanted_calls(callers, report)
        self._wanted = {each.id: _of_variant(each, wanted[each.origin]) for each in operations}
        for each in in_order_of_paths:
            self._reserve(self._wanted[each.id], each)
        # Whoever comes first keeps his name, which must not depend on the order of the document.
        assigned = {
            each.id: self._assign(self._wanted[each.id], each) for each in in_order_of_paths
        }
        self.by_id = {each.id: assigned[each.id] for each in operations}

    def _reserve(self, wanted: Call, operation: ApiOperation) -> None:
        """Claim the names of a call's resources, so that they take precedence over methods."""
        for depth, name in enumerate(wanted.resources):
            path, parent = wanted.resources[: depth + 1], wanted.resources[:depth]
            if path not in self._resources:
                final = self._scope(parent).claim(name, operation.origin)
                self._resources[path] = (*self._resources[parent], final)

    def _assign(self, wanted: Call, operation: ApiOperation) -> Call:
        """Return the call with a method name that is unique in its resource."""
        given, tag = operation.wanted.operation_id, operation.wanted.tag
        longest = spoken_names(given, operation.method, operation.path, tag)[-1:]
        alternatives = [snake("_".join(each)) for each in longest]
        if version := _VERSION_PREFIX.match(str(operation.origin[1])):
            alternatives.append(f"{wanted.method}_{version[1]}")
        scope = self._scope(wanted.resources)
        method = scope.claim(wanted.method, operation.origin, *alternatives)
        return replace(wanted, resources=self._resources[wanted.resources], method=method)

    def for_all_pages(self, operation: ApiOperation) -> str:
        """Return the name of the method that iterates over all pages of an operation."""
        wanted = f"{self.by_id[operation.id].method}_all"
        scope = self._scope(self._wanted[operation.id].resources)
        return scope.claim(wanted, operation.origin)

    def _scope(self, path: tuple[str, ...]) -> Scope:
        if path not in self._scopes:
            where = f"methods of client.{'.'.join(path)}" if path else "methods of the client"
            self._scopes[path] = Scope(self._report, where, METHODS if path else CLIENT)
        return self._scopes[path]


def _of_variant(operation: ApiOperation, call: Call) -> Call:
    """Return the call of an operation's variant: plain or streaming."""
    if not operation.streams:
        return call
    dotted = operation.wanted.stream or f"{call.dotted}_stream"
    return _hinted(dotted, operation.wanted.tag)
