"""Splits resources with many methods into base classes in separate modules.

Methods stay together by what their paths are about: ``_repos_branches`` has the methods below
``/repos/{owner}/{repo}/branches``. So a part keeps its name and methods when others are added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, count, takewhile
from typing import NamedTuple

from specquilt.openapi.words import pascal, snake
from specquilt.python.render.facts import Module
from specquilt.python.surface.types import Method

LONG = 1_300
"""Maximum length of a module's methods in lines (estimated)."""

_SHORT = LONG // 8
"""Length from which methods have a part of their own; paths such as ``/getJob`` share nothing."""

_LONGEST = 60
"""Characters of the name of a part: it is a part of the name of a file."""

_OTHERS = "other"
"""Name of the part with the methods about which there are few, or about the resource itself."""


class _Measured(NamedTuple):
    """A method and its estimated number of lines."""

    method: Method
    lines: int


class _Part(NamedTuple):
    """Methods that stay together.

    Args:
        topic: what they are about: words for the names of the module and the class.
        members: the methods, in their order.
    """

    topic: tuple[str, ...]
    members: list[_Measured]

    @property
    def length(self) -> int:
        """Lines of all methods."""
        return sum(each.lines for each in self.members)


def in_parts(module: Module) -> list[Module]:
    """Return the modules of a resource: one, or its parts and the module that combines them."""
    whole = _Part((), [_Measured(each, _lines(each)) for each in module.resource.methods])
    if whole.length <= LONG:
        return [module]
    topics = _topics(module.resource.methods, module.path)
    parts = tuple(_module(module, part) for part in _told_apart(_cut(whole, topics)))
    rest = replace(module.resource, methods=())
    return [*parts, replace(module, resource=rest, parts=parts)]


def _module(module: Module, part: _Part) -> Module:
    """Return the module of a part. Its name starts with an underscore, so that it is unique."""
    (name,) = part.topic
    resource = replace(
        module.resource,
        module=f"_{module.resource.module or 'client'}_{name}",
        class_name=f"{module.owner}{pascal(name)}Part",
        methods=tuple(each.method for each in part.members),
        children=(),
    )
    return replace(module, resource=resource, whole=module.owner)


def _topics(methods: Iterable[Method], resource: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return what paths are about: their words behind the name of the resource.

    Without it there, what all paths begin with says nothing.
    """
    words = {method.path: _words(method.path) for method in methods}
    columns = zip(*words.values(), strict=False)
    shared = len(list(takewhile(lambda column: len(set(column)) == 1, columns)))
    return {path: each[_start(each, resource, shared) :] for path, each in words.items()}


def _start(words: tuple[str, ...], resource: Sequence[str], shared: int) -> int:
    name = resource[-1] if resource else ""
    return words.index(name) + 1 if name in words else shared


def _words(path: str) -> tuple[str, ...]:
    return tuple(snake(each) for each in path.split("/") if each and "{" not in each)


def _cut(whole: _Part, topics: dict[str, tuple[str, ...]]) -> Iterator[_Part]:
    """Take the longest topic off until the rest is short; cut a topic that is too long again."""
    rest, at = whole, len(whole.topic)
    while rest.length > LONG:
        longest = max(_by_topic(rest, topics, at), key=lambda part: part.length, default=rest)
        if longest is rest or longest.length < _SHORT:
            yield from _numbered(rest)
            return
        yield from _cut(longest, topics)
        taken = {id(each) for each in longest.members}
        rest = rest._replace(members=[each for each in rest.members if id(each) not in taken])
    if rest.members:
        yield rest if rest is whole else rest._replace(topic=(*rest.topic, _OTHERS))


def _by_topic(part: _Part, topics: dict[str, tuple[str, ...]], at: int) -> list[_Part]:
    """Return the parts that a part has, by the next word of its paths; without one there is none."""
    found: defaultdict[str, list[_Measured]] = defaultdict(list)
    for each in part.members:
        for word in topics[each.method.path][at : at + 1]:
            found[word].append(each)
    return [_Part((*part.topic, word), members) for word, members in sorted(found.items())]


def _numbered(whole: _Part) -> Iterator[_Part]:
    """Cut methods that are all about the same, in their order."""
    part, number = _Part((*whole.topic, "1"), []), 1
    for each in whole.members:
        if part.members and part.length + each.lines > LONG:
            yield part
            number += 1
            part = _Part((*whole.topic, str(number)), [])
        part.members.append(each)
    yield part


def _told_apart(parts: Iterable[_Part]) -> Iterator[_Part]:
    """Number the parts whose names would be the same: of ``a/b``, ``a-b`` and ``a_b``."""
    known: set[str] = set()
    for part in parts:
        name = snake(" ".join(part.topic), "part")[:_LONGEST].rstrip("_")
        names = chain([name], (f"{name}_{number}" for number in count(2)))
        name = next(each for each in names if each not in known)
        known.add(name)
        yield part._replace(topic=(name,))


def _lines(method: Method) -> int:
    """Return the estimated number of lines of a method, sync and async."""
    arguments = (5 + len(each.description) // 70 for each in method.arguments)
    paging = 20 if method.pagination else 0
    return 30 + len(method.docs.description) // 70 + paging + sum(arguments)
