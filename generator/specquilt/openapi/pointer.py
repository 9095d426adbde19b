"""JSON Pointers as tuples of keys and indexes (RFC 6901)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeAlias

Pointer: TypeAlias = tuple[str | int, ...]


def show(pointer: Pointer) -> str:
    """Return a pointer as text (RFC 6901): ``/paths/~1v1~1jobs/get``."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in pointer)


@lru_cache(maxsize=10_000)
def parse(text: str) -> Pointer:
    """Parse ``/paths/~1v1~1jobs/get`` or ``#/paths/~1v1~1jobs/get``. All parts are strings.

    Raises:
        ValueError: the text is not empty and does not start with a slash.
    """
    text = text.removeprefix("#")
    if text and not text.startswith("/"):
        raise ValueError(f"a JSON Pointer must start with '/': {text!r}")
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in text.split("/")[1:])


def resolve(root: Any, pointer: Pointer) -> Any:
    """Return the value at a pointer.

    Raises:
        LookupError: there is no value at the pointer.
    """
    value = root
    for part in pointer:
        value = value[part] if isinstance(value, dict) else _step(value, part)
    return value


def locate(root: Any, pointer: Pointer) -> tuple[Pointer, Any]:
    """Return the value at a pointer, and the pointer with list indexes as numbers.

    Raises:
        LookupError: there is no value at the pointer.
    """
    value, place = root, pointer
    for at, part in enumerate(pointer):
        if isinstance(value, list):
            place = (*place[:at], _index(part), *place[at + 1 :])
        value = value[part] if isinstance(value, dict) else _step(value, part)
    return place, value


def exists(root: Any, pointer: Pointer) -> bool:
    """Return whether there is a value at a pointer."""
    try:
        resolve(root, pointer)
    except LookupError:
        return False
    return True


def _step(value: Any, part: str | int) -> Any:
    if isinstance(value, list):
        return value[_index(part)]
    raise LookupError(part)


def _index(part: str | int) -> int:
    if isinstance(part, str) and not part.isdecimal():
        raise LookupError(part)
    return int(part)
