"""Which Python call reaches an operation: ``client.embed_jobs.create``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from specquilt.finding import Severity
from specquilt.ir.naming import CLIENT, METHODS, Scope, pascal, snake, words
from specquilt.ir.references import Place
from specquilt.ir.report import Report

_VERSION = re.compile(r"v\d+\w*|api", re.IGNORECASE)


@dataclass(frozen=True)
class Call:
    """The path of resources, the method, and the group's name as published."""

    resources: tuple[str, ...]
    method: str
    group: str = ""


class Calls:
    """Gives every operation its call; resources and methods of one place share one scope."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._resources: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}
        self._scopes: dict[tuple[str, ...], Scope] = {}

    def reserve(self, wanted: Call, operation: Place) -> None:
        """Name the resources of a call before any method is named: they keep their names."""
        for depth, name in enumerate(wanted.resources):
            path, parent = wanted.resources[: depth + 1], wanted.resources[:depth]
            if path not in self._resources:
                final = self._scope(parent).claim(name, operation.pointer)
                self._resources[path] = (*self._resources[parent], final)

    def assign(self, wanted: Call, operation: Place) -> Call:
        """Return the call with a method name that nothing else at its place has."""
        alternative = snake("_".join(words(operation.text("operationId"))) or wanted.method)
        method = self._scope(wanted.resources).claim(wanted.method, operation.pointer, alternative)
        return Call(self._resources[wanted.resources], method, wanted.group)

    def sibling(self, wanted: Call, method: str, operation: Place) -> str:
        """Name a method that stands beside the one of an operation."""
        return self._scope(wanted.resources).claim(method, operation.pointer)

    def _scope(self, path: tuple[str, ...]) -> Scope:
        if path not in self._scopes:
            where = f"methods of client.{'.'.join(path)}" if path else "methods of the client"
            self._scopes[path] = Scope(self._report, where, METHODS if path else CLIENT)
        return self._scopes[path]


def wanted_call(operation: Place, method: str, path: str, report: Report) -> Call:
    """Return the call that an operation asks for, or the one its tag and operationId suggest."""
    given = operation.text("x-specquilt-call")
    if given:
        *resources, name = (_part(part) for part in given.split("."))
        return Call(tuple(resources), name, _first_tag(operation))
    tag = _first_tag(operation)
    name = _method_name(operation, tag, method, path, report)
    resources = [_part(part) for part in re.split(r"[/.]", tag) if part]
    resources = resources or _from_path(path)
    return Call(tuple(resources) if resources != [name] else (), name, tag)


def _part(text: str) -> str:
    return snake(text, "resource")


def _first_tag(operation: Place) -> str:
    tags = operation.get("tags")
    return next((tag for tag in tags if isinstance(tag, str) and words(tag)), "") if tags else ""


def _method_name(operation: Place, tag: str, method: str, path: str, report: Report) -> str:
    """Return the operationId without the tag in front, or the method and path if there is none."""
    given = words(operation.text("operationId"))
    if not given:
        report.add(
            "operation-id-missing",
            Severity.WARNING,
            f"{method.upper()} {path} has no operationId; its method is named after its path",
            operation.pointer,
        )
        return snake(" ".join([method, *words(path)]), "call")
    prefix = [word.lower() for word in words(tag)]
    lower = [word.lower() for word in given]
    if prefix and lower[: len(prefix)] == prefix and len(lower) > len(prefix):
        lower = lower[len(prefix) :]
    return snake("_".join(lower), "call")


def _from_path(path: str) -> list[str]:
    """Return the first fixed part of a path that is no version: ``/v1/accounts/{id}``."""
    parts = [part for part in path.split("/") if part and "{" not in part]
    named = [part for part in parts if not _VERSION.fullmatch(part) and words(part)]
    return [_part(named[0])] if named else []


def type_hint(call: Call) -> str:
    """Return the name that types made for an operation start with."""
    return pascal("_".join((*call.resources, call.method)))
