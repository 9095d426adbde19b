"""The call that each operation asks for: by its hint, or by its tag and operationId."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from specquilt.api.calls import Call
from specquilt.api.naming import METHODS
from specquilt.api.report import Report
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Severity
from specquilt.openapi.naming import KEYWORDS, snake, words
from specquilt.openapi.operations import Endpoint, operations
from specquilt.openapi.pointer import Pointer

_VERSION = re.compile(r"v\d\w*+|api", re.IGNORECASE)


def wanted_calls(document: Cursor, report: Report) -> dict[Pointer, Call]:
    """Return the call that each operation asks for, by the operation's pointer.

    A method does not repeat its resource (``pet.update``, not ``pet.update_pet``), unless two
    methods of one resource would then have the same name: those keep their longer names.
    """
    found = {
        each.pointer: wanted_call(document.of(each.value, *each.pointer), each, report)
        for each in operations(document.value)
    }
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
    report = Report(lambda _pointer: None)
    calls = wanted_calls(Cursor((), document, Document(document)), report)
    return {
        f"{each.method} {each.path}": [".".join((*call.resources, call.method))]
        for each in operations(document)
        for call in [calls[each.pointer]]
    }


def wanted_call(operation: Cursor, endpoint: Endpoint, report: Report) -> Call:
    """Return the call that an operation asks for, or the one its tag and operationId suggest."""
    hinted = hinted_call(operation)
    if hinted:
        return hinted
    tag = _first_tag(operation)
    name = _method_name(operation, tag, endpoint, report)
    resources = [_part(part) for part in re.split(r"[/.]", tag) if part]
    resources = resources or _from_path(endpoint.path)
    return Call(tuple(resources) if resources != [name] else (), name, tag)


def hinted_call(operation: Cursor) -> Call | None:
    """Return the call that the document gives an operation by ``x-specquilt-call``."""
    given = operation.text("x-specquilt-call")
    *resources, name = (_part(part) for part in given.split("."))
    return Call(tuple(resources), name, _first_tag(operation), hinted=True) if given else None


def _part(text: str) -> str:
    return snake(text, "resource")


def _first_tag(operation: Cursor) -> str:
    tags = operation.get("tags")
    return next((tag for tag in tags if isinstance(tag, str) and words(tag)), "") if tags else ""


def _method_name(operation: Cursor, tag: str, endpoint: Endpoint, report: Report) -> str:
    """Return the operationId without the tag in front, or the method and path if there is none."""
    given = words(operation.text("operationId"))
    if not given:
        report.add(
            "operation-id-missing",
            Severity.WARNING,
            f"{endpoint.name} has no operationId; its method is named after its path",
            operation.pointer,
        )
        return snake(" ".join([endpoint.method, *words(endpoint.path)]), "call")
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


def _shorter(call: Call) -> str:
    """Return the method without the words of its resource after the verb, if a name is left.

    Further back they tell what is acted on: ``payments.create_booking_payment``.
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
