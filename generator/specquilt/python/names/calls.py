"""Names of the Python calls of operations: ``client.embed_jobs.create``.

A call is named by the hint ``x-specquilt-call``, or derived from the tag and operationId.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from specquilt.api.published import WantedCall
from specquilt.api.wanted_calls import wanted_call
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.operations import operations
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.words import pascal, snake, stem, words
from specquilt.python.names.operation_ids import spoken_names
from specquilt.python.names.package import METHODS
from specquilt.python.names.paths import is_item, names_of_path, resources_in
from specquilt.python.names.reserved import KEYWORDS

_NO_METHODS = KEYWORDS | METHODS

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
    """An operation that needs a call; `lists` tells whether its response is a list."""

    method: str
    path: str
    pointer: Pointer
    wanted: WantedCall
    lists: bool = False


def wanted_calls(callers: Iterable[Caller], published: Mapping[str, str]) -> dict[Pointer, Call]:
    """Return the wanted call of each operation, by pointer.

    A method does not repeat the name of its resource (``pet.update``, not ``pet.update_pet``).
    Methods of one resource that would then have the same name keep their longer names, in
    whatever order they come.

    Args:
        callers: The operations.
        published: Calls that stay, by ``GET /path``.
    """
    chosen = {each.pointer: _possible_calls(each, published) for each in callers}
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


def calls_of(
    document: dict[str, Any], published: Mapping[str, str] = MappingProxyType({})
) -> dict[str, list[str]]:
    """Return the dotted calls of each operation, by ``get /path``.

    Args:
        document: The document.
        published: Calls that stay, by ``GET /path``.
    """
    root = Cursor((), document, Document(document))
    callers = [
        Caller(each.method, each.path, each.pointer, wanted_call(root.of(each.value)))
        for each in operations(document)
    ]
    calls = wanted_calls(callers, published)
    return {f"{each.method} {each.path}": _spellings(calls[each.pointer]) for each in callers}


def _spellings(call: Call) -> list[str]:
    """Return the call; what is read of a response later decides between `get` and `list`."""
    other = {"get": "list"}.get(call.method)
    return [call.dotted, replace(call, method=other).dotted] if other else [call.dotted]


def _possible_calls(caller: Caller, published: Mapping[str, str]) -> list[Call]:
    """Return the call from the hint, or what the tag and the operationId allow, the best first."""
    wanted = caller.wanted
    if call := published.get(f"{caller.method.upper()} {caller.path}"):
        return [published_call(call, wanted.tag)]
    if wanted.hint:
        return [hinted_call(wanted.hint, wanted.tag)]
    names = _method_names(caller)
    if nested := _dotted(wanted):
        return [nested, *(Call(nested.resources[:1], name, wanted.tag) for name in names)]
    resources = _nested(re.split(r"[/.]", wanted.tag)) or _from_path(caller.path)
    path = tuple(resources) if resources != names[:1] else ()
    calls = [Call(path, name, wanted.tag) for name in names]
    shortest = replace(calls[0], method=_shorter(calls[0]))
    if shortest.method == "get" and caller.lists and not is_item(caller.path):
        shortest = replace(shortest, method="list")
    return [shortest, *calls]


def published_call(dotted: str, tag: str) -> Call:
    """Return a call that has been published, as it is."""
    *resources, name = dotted.split(".")
    return Call(tuple(resources), name, tag, hinted=True)


def hinted_call(dotted: str, tag: str) -> Call:
    """Return the call that a hint asks for."""
    *resources, name = dotted.split(".")
    return Call(tuple(_nested(resources)), _part(name), tag, hinted=True)


def _dotted(wanted: WantedCall) -> Call | None:
    """Return the call that an operationId such as ``cloud.projects.jobs.list`` has by itself.

    It goes on from the tag, and names at least one resource below it.
    """
    parts = [snake(part, "") for part in wanted.operation_id.split(".")]
    start = parts.index(_part(wanted.tag)) if _part(wanted.tag) in parts else len(parts)
    resources, name = parts[start:-1], parts[-1]
    return (
        Call(tuple(_nested(resources)), name, wanted.tag) if len(resources) > 1 and name else None
    )


def _nested(parts: list[str]) -> list[str]:
    """Return the names of nested resources; the innermost one is named after all that are left."""
    given = [part for part in parts if part]
    last = given[_MOST_LEVELS - 1 :]
    return [*map(_part, given[: _MOST_LEVELS - 1]), *([_part("_".join(last))] if last else [])]


def _part(text: str) -> str:
    return snake(text, "resource")


def _method_names(caller: Caller) -> list[str]:
    """Return names from the operationId, without the tag as prefix, or from method and path."""
    wanted, method, path = caller.wanted, caller.method.upper(), caller.path
    names = spoken_names(wanted.operation_id, method, path, wanted.tag, lists=caller.lists)
    names = names or [*names_of_path(method, path, lists=caller.lists)]
    tag = [word.lower() for word in words(wanted.tag)]
    spoken = [[word.lower() for word in name] for name in names]
    longer = [_without_tag(name, tag) for name in spoken]
    tag_or_path = wanted.tag or next(iter(_from_path(path)), "")
    shortest = _without_resources(_after_version(spoken[0], path), tag_or_path)
    return longer if shortest in ("", longer[0]) else [shortest, *longer]


def _without_tag(name: list[str], tag: list[str]) -> str:
    is_prefix = tag and name[: len(tag)] == tag and len(name) > len(tag)
    return snake("_".join(name[len(tag) :] if is_prefix else name), "call")


def _after_version(name: list[str], path: str) -> list[str]:
    """Return the words of a name without the version of its path, and what is before that."""
    for at, word in enumerate(name):
        if word[0] == "v" and word[1:].isdecimal() and word in path.lower().split("/"):
            return name[at + 1 :] or name[:at] or name
    return name


def _without_resources(name: list[str], tag: str) -> str:
    """Return a name that does not begin with the resources of the tag, in singular or plural.

    Empty if that is no name of a method.
    """
    for resource in _resources(tag):
        if len(name) > len(resource) and [*map(stem, name[: len(resource)])] == resource:
            name = name[len(resource) :]
    method = snake("_".join(name), "call")
    return "" if method in _NO_METHODS else method


@lru_cache(maxsize=1_000)
def _resources(tag: str) -> list[list[str]]:
    """Return the stems of the words of each resource that a tag names."""
    parts = (words(part) for part in re.split(r"[/.]", tag))
    return [[stem(word.lower()) for word in part] for part in parts if part]


def _from_path(path: str) -> list[str]:
    """Return the first fixed path segment that is not a version: ``accounts``."""
    named = resources_in(path)
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
    return call.method if name in _NO_METHODS or not name.isidentifier() else name
