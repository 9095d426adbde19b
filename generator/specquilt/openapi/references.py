"""Follows references: no other module reads what a ``$ref`` means.

A reference is a URI (RFC 3986); what comes after ``#`` is a JSON Pointer whose percent signs are
decoded once (RFC 6901, section 6; OpenAPI 3.1, section 4.8.23).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote

from specquilt.openapi.pointer import Pointer, locate, parse, show

LONGEST_CHAIN = 100
"""References that only lead to the next one: nobody means more of them."""


class Reference(NamedTuple):
    """The two parts of a reference.

    Args:
        file: relative path or URL of another document; empty for a place in the same one.
        pointer: the place in that document.
    """

    file: str
    pointer: Pointer


class Target(NamedTuple):
    """What a reference names, and where it is: indexes of lists are numbers."""

    pointer: Pointer
    value: Any


class UnresolvedReference(LookupError):
    """A reference does not lead to a value of the document."""


@lru_cache(maxsize=10_000)
def split(text: str) -> Reference:
    """Read a reference.

    Raises:
        UnresolvedReference: what comes after ``#`` is no JSON Pointer.
    """
    file, _, fragment = text.partition("#")
    try:
        return Reference(unquote(file), parse(unquote(fragment)))
    except ValueError as error:
        raise UnresolvedReference(text) from error


def local(reference: Any) -> Pointer | None:
    """Return the place that a reference names; None if it names another document, or no place."""
    if not isinstance(reference, str) or not reference.startswith("#"):
        return None
    try:
        return split(reference).pointer
    except UnresolvedReference:
        return None


def written(pointer: Pointer) -> str:
    """Write a reference to a place in the same document."""
    return f"#{show(pointer)}"


def target(root: Any, reference: Any) -> Target:
    """Return what a reference names: one step, which may be a reference again.

    Raises:
        UnresolvedReference: it names another document, or nothing.
    """
    pointer = local(reference)
    if pointer is None:
        raise UnresolvedReference(reference)
    try:
        return Target(*locate(root, pointer))
    except LookupError as error:
        raise UnresolvedReference(reference) from error


def chain(root: Any, value: Any) -> Iterator[Target]:
    """Yield what a value refers to, step by step, until something that is no reference.

    Raises:
        UnresolvedReference: a step names nothing, comes back, or is one of too many.
    """
    seen: set[Pointer] = set()
    while isinstance(value, dict) and "$ref" in value:
        step = target(root, value["$ref"])
        if step.pointer in seen or len(seen) > LONGEST_CHAIN:
            raise UnresolvedReference(value["$ref"])
        seen.add(step.pointer)
        yield step
        value = step.value


def follow(root: Any, value: Any) -> Any:
    """Return what a value refers to in the end; of references that cannot be resolved, the last."""
    return followed(root, Target((), value)).value


def followed(root: Any, start: Target) -> Target:
    """Return what a value refers to in the end, with its place."""
    last = start
    try:
        for last in chain(root, start.value):  # noqa: B007 - the last one is what is wanted
            pass
    except UnresolvedReference:
        pass
    return last
