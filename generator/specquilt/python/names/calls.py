"""Which Python call reaches an operation: ``client.embed_jobs.create``.

A call comes from the document's own hint, or from a tag and an operationId; here is all of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from specquilt.api.published import WantedCall
from specquilt.api.report import BuildReport
from specquilt.api.types import ApiOperation
from specquilt.api.wanted_calls import wanted_call
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Severity
from specquilt.openapi.operations import operations
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.words import pascal, snake, words
from specquilt.python.names.package import CLIENT, METHODS
from specquilt.python.names.reserved import KEYWORDS
from specquilt.python.names.scope import Scope

_VERSION_IN_FRONT = re.compile(r"/(?:api/)?(v\d+)/")
_VERSION = re.compile(r"v\d\w*+|api", re.IGNORECASE)


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

    @property
    def dotted(self) -> str:
        """The call as it is written after ``client.``."""
        return ".".join((*self.resources, self.method))

    @property
    def type_name(self) -> str:
        """What the names of types that are made for the operation start with."""
        return pascal("_".join((*self.resources, self.method)))


class Caller(NamedTuple):
    """What calls are made of: an operation, and what it says about its call."""

    method: str
    path: str
    pointer: Pointer
    wanted: WantedCall


# --- what an operation wants to be called ----------------------------------------------------


def wanted_calls(callers: Iterable[Caller], report: BuildReport) -> dict[Pointer, Call]:
    """Return the call that each operation asks for, by the operation's pointer.

    A method does not repeat its resource (``pet.update``, not ``pet.update_pet``), unless two
    methods of one resource would then have the same name: those keep their longer names.
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
    """Return the calls of each operation as people write them, by ``get /path``."""
    root = Cursor((), document, Document(document))
    callers = [
        Caller(each.method, each.path, each.pointer, wanted_call(root.of(each.value)))
        for each in operations(document)
    ]
    calls = wanted_calls(callers, BuildReport(lambda _pointer: None))
    return {f"{each.method} {each.path}": [calls[each.pointer].dotted] for each in callers}


def _wanted_call(caller: Caller, report: BuildReport) -> Call:
    """Return the call of the hint, or the one that tag and operationId suggest."""
    wanted = caller.wanted
    if wanted.hint:
        return _hinted(wanted.hint, wanted.tag)
    name = _method_name(caller, report)
    resources = [_part(part) for part in re.split(r"[/.]", wanted.tag) if part]
    resources = resources or _from_path(caller.path)
    return Call(tuple(resources) if resources != [name] else (), name, wanted.tag)


def _hinted(dotted: str, tag: str) -> Call:
    *resources, name = (_part(part) for part in dotted.split("."))
    return Call(tuple(resources), name, tag, hinted=True)


def _part(text: str) -> str:
    return snake(text, "resource")


def _method_name(caller: Caller, report: BuildReport) -> str:
    """Return the operationId without the tag in front, or the method and path if there is none."""
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
    """Return the first fixed part of a path that is no version: ``/v1/accounts/{id}``."""
    parts = [part for part in path.split("/") if part and "{" not in part]
    named = [part for part in parts if not _VERSION.fullmatch(part) and words(part)]
    return [_part(named[0])] if named else []


def _shorter(call: Call) -> str:
    """Return the method without the words of its resource after the verb, if a name is left.

    Further back they say what is acted on: ``payments.create_booking_payment``.
    """
    verb, *rest = call.method.split("_")
    own = [_stem(word) for word in call.resources[-1].split("_")] if call.resources else []
    if call.hinted or not own or [_stem(word) for word in rest[: len(own)]] != own:
        return call.method
    name = "_".join([verb, *rest[len(own) :]])
    return call.method if name in KEYWORDS | METHODS or not name.isidentifier() else name


def _stem(word: str) -> str:
    """Return a word so that its singular and its plural are equal, in English."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ses", "xes", "ches", "shes")):
        return word[:-2].removesuffix("e")
    return word.removesuffix("s") if not word.endswith("ss") else word


# --- what it is called -----------------------------------------------------------------------


class Calls:
    """Gives every operation its call; resources and methods of one place share one scope."""

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
        """Name the resources of a call before any method is named: they keep their names."""
        for depth, name in enumerate(wanted.resources):
            path, parent = wanted.resources[: depth + 1], wanted.resources[:depth]
            if path not in self._resources:
                final = self._scope(parent).claim(name, operation.origin)
                self._resources[path] = (*self._resources[parent], final)

    def _assign(self, wanted: Call, operation: ApiOperation) -> Call:
        """Return the call with a method name that nothing else at its place has."""
        own_words = "_".join(words(operation.wanted.operation_id))
        alternatives = [snake(own_words or wanted.method)]
        version = _VERSION_IN_FRONT.match(str(operation.origin[1]))
        if version:
            alternatives.append(f"{wanted.method}_{version[1]}")
        scope = self._scope(wanted.resources)
        method = scope.claim(wanted.method, operation.origin, *alternatives)
        return replace(wanted, resources=self._resources[wanted.resources], method=method)

    def for_all_pages(self, operation: ApiOperation) -> str:
        """Name the method that goes through all pages; it stands beside the operation's own."""
        wanted = f"{self.by_id[operation.id].method}_all"
        scope = self._scope(self._wanted[operation.id].resources)
        return scope.claim(wanted, operation.origin)

    def _scope(self, path: tuple[str, ...]) -> Scope:
        if path not in self._scopes:
            where = f"methods of client.{'.'.join(path)}" if path else "methods of the client"
            self._scopes[path] = Scope(self._report, where, METHODS if path else CLIENT)
        return self._scopes[path]


def _of_variant(operation: ApiOperation, call: Call) -> Call:
    """Return the call of the streaming variant, if an operation is one."""
    if not operation.streams:
        return call
    dotted = operation.wanted.stream or f"{call.dotted}_stream"
    return _hinted(dotted, operation.wanted.tag)
