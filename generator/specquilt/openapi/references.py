"""Parses and follows references. No other module interprets a ``$ref``.

A reference is a URI (RFC 3986). Its fragment, the text after ``#``, is a JSON Pointer that is
percent-decoded once (RFC 6901, section 6; OpenAPI 3.1, section 4.8.23).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote

from specquilt.openapi.pointer import Pointer, locate, parse, show

LONGEST_CHAIN = 100
"""Maximum number of references in a row. A longer chain is unresolved."""


class Reference(NamedTuple):
    """The two parts of a reference.

    Args:
        file: relative path or URL of another document. Empty for the same document.
        pointer: location in that document.
    """

    file: str
    pointer: Pointer


class Target(NamedTuple):
    """The target of a reference: its value and its pointer, with list indexes as numbers."""

    pointer: Pointer
    value: Any


class UnresolvedReference(LookupError):
    """The target of a reference does not exist in the document."""


@lru_cache(maxsize=10_000)
def split_reference(text: str) -> Reference:
    """Parse a reference.

    Raises:
        UnresolvedReference: the fragment is not a JSON Pointer.
    """
    file, _, fragment = text.partition("#")
    try:
        return Reference(unquote(file), parse(unquote(fragment)))
    except ValueError as error:
        raise UnresolvedReference(text) from error


def local_pointer(reference: Any) -> Pointer | None:
    """Return the pointer of a reference into the same document, or None for any other value."""
    return _local_pointer(reference) if isinstance(reference, str) else None


@lru_cache(maxsize=10_000)
def _local_pointer(reference: str) -> Pointer | None:
    if not reference.startswith("#"):
        return None
    try:
        return split_reference(reference).pointer
    except UnresolvedReference:
        return None


def reference_to(pointer: Pointer) -> str:
    """Return a reference to a pointer in the same document (RFC 6901, section 6)."""
    return f"#{show(pointer).replace('%', '%25')}"


def target(root: Any, reference: Any) -> Target:
    """Return the direct target of a reference. The target may be another reference.

    Raises:
        UnresolvedReference: the target is in another document or does not exist.
    """
    pointer = local_pointer(reference)
    if pointer is None:
        raise UnresolvedReference(reference)
    try:
        return Target(*locate(root, pointer))
    except LookupError as error:
        raise UnresolvedReference(reference) from error


def chain(root: Any, value: Any) -> Iterator[Target]:
    """Yield the targets of a chain of references, up to the first value that is no reference.

    Raises:
        UnresolvedReference: a target does not exist, or the chain is circular or too long.
    """
    seen: tuple[Pointer, ...] = ()
    while isinstance(value, dict) and "$ref" in value:
        step = target(root, value["$ref"])
        if step.pointer in seen or len(seen) > LONGEST_CHAIN:
            raise UnresolvedReference(value["$ref"])
        seen = (*seen, step.pointer)  # most chains have one step: a set would take longer
        yield step
        value = step.value


def follow(root: Any, value: Any) -> Any:
    """Return the final target of a value's ``$ref``, or the value itself without one.

    If a reference cannot be resolved, return the last value that was reached.
    """
    # Most values are no references: asking `chain` about each takes three times as long.
    if not isinstance(value, dict) or "$ref" not in value:
        return value
    found = _component(root, value["$ref"])
    is_last = found is not None and "$ref" not in found
    return found if is_last else follow_target(root, Target((), value)).value


def _component(root: Any, reference: Any) -> dict[str, Any] | None:
    """Return the object that a local reference means if all keys on the way to it are mappings'.

    Most references are such: following them by `chain` takes four times as long.
    """
    value = root
    for part in local_pointer(reference) or (None,):
        value = value.get(part) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else None


def follow_target(root: Any, start: Target) -> Target:
    """Return the same as `follow`, with the pointer of the value."""
    last = start
    try:
        for last in chain(root, start.value):  # noqa: B007 - only the last one is needed
            pass
    except UnresolvedReference:
        pass
    return last
