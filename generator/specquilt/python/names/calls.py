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
from specquilt.openapi.words import pascal, snake, words
from specquilt.python.names.package import CLIENT, METHODS
from specquilt.python.names.reserved import KEYWORDS
from specquilt.python.names.scope import Scope

_VERSION_PREFIX = re.compile(r"/(?:api/)?(v\d+)/")
_VERSION = re.compile(r"v\d\w*+|api", re.IGNORECASE)

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
    Methods of one resource that would then have the same name keep their longer names.
    """
    found = {each.pointer: _wanted_call(each, report) for each in callers}
    shorter = {pointer: _shorter(call) for pointer, call in found.items()}
    rivals = Counter(
        (call.resources, name)
        for pointer, call in found.items()
        for name in {call.method, shorter[pointer]}
    )
    return {
        pointer: (
            replace(call, method=shorter[pointer])
            if rivals[call.resources, shorter[pointer]] == 1
            else call
        )
        for pointer, call in found.items()
    }


def calls_of(document: dict[str, Any]) -> dict[str, list[str]]:
    """Return the dotted calls of each operation, by ``get /path``."""
    root = Cursor((), document, Document(document))
    callers = [
        Caller(each.method, each.path, each.pointer, wanted_call(root.of(each.value)))
        for each in operations(document)
    ]
    calls = wanted_calls(callers, BuildReport(lambda _pointer: None))
    return {f"{each.method} {each.path}": [calls[each.pointer].dotted] for each in callers}


def _wanted_call(caller: Caller, report: BuildReport) -> Call:
    """Return the call from the hint, or derive it from the tag and operationId."""
    wanted = caller.wanted
    if wanted.hint:
        return _hinted(wanted.hint, wanted.tag)
    name = _method_name(caller, report)
    resources = _nested(re.split(r"[/.]", wanted.tag))
    resources = resources or _from_path(caller.path)
    return Call(tuple(resources) if resources != [name] else (), name, wanted.tag)


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


def _method_name(caller: Caller, report: BuildReport) -> str:
    """Return the operationId without the tag as prefix. Defaults to the method and path."""
    given = words(caller.wanted.operation_id)
    if not given:
        report.add(
            "operation-id-missing",
            Severity.WARNING,
            f"{caller.method.upper()} {caller.path} has no operationId; "
            "its method is named after its path",
            caller.pointer,
        )
        return snake(" ".join([caller.method.lower(), *words(caller.path)]), "call")
    prefix = [word.lower() for word in words(caller.wanted.tag)]
    lower = [word.lower() for word in given]
    if prefix and lower[: len(prefix)] == prefix and len(lower) > len(prefix):
        lower = lower[len(prefix) :]
    return snake("_".join(lower), "call")


def _from_path(path: str) -> list[str]:
    """Return the first fixed path segment that is not a version: ``accounts``."""
    parts = [part for part in path.split("/") if part and "{" not in part]
    named = [part for part in parts if not _VERSION.fullmatch(part) and words(part)]
    return [_part(named[0])] if named else []


def _shorter(call: Call) -> str:
    """Return the method's name without the resource's name after the verb, if it stays valid.

    Later occurrences are kept, because they name the object: ``create_booking_payment``.
    """
    verb, *rest = call.method.split("_")
    own = [_stem(word) for word in call.resources[-1].split("_")] if call.resources else []
    if call.hinted or not own or [_stem(word) for word in rest[: len(own)]] != own:
        return call.method
    name = "_".join([verb, *rest[len(own) :]])
    return call.method if name in KEYWORDS | METHODS or not name.isidentifier() else name


def _stem(word: str) -> str:
    """Return the stem of an English noun. Singular and plural have the same stem."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ses", "xes", "ches", "shes")):
        return word[:-2].removesuffix("e")
    return word.removesuffix("s") if not word.endswith("ss") else word


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
        callers = [Caller(e.method, e.path, e.origin, e.wanted) for e in operations]
        wanted = wanted_calls(callers, report)
        self._wanted = {each.id: _of_variant(each, wanted[each.origin]) for each in operations}
        for each in operations:
            self._reserve(self._wanted[each.id], each)
        self.by_id = {each.id: self._assign(self._wanted[each.id], each) for each in operations}

    def _reserve(self, wanted: Call, operation: ApiOperation) -> None:
        """Claim the names of a call's resources, so that they take precedence over methods."""
        for depth, name in enumerate(wanted.resources):
            path, parent = wanted.resources[: depth + 1], wanted.resources[:depth]
            if path not in self._resources:
                final = self._scope(parent).claim(name, operation.origin)
                self._resources[path] = (*self._resources[parent], final)

    def _assign(self, wanted: Call, operation: ApiOperation) -> Call:
        """Return the call with a method name that is unique in its resource."""
        own_words = "_".join(words(operation.wanted.operation_id))
        alternatives = [snake(own_words or wanted.method)]
        version = _VERSION_PREFIX.match(str(operation.origin[1]))
        if version:
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
