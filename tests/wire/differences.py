"""Compares a decoded response with its JSON."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def differences(decoded: Any, answered: Any, pointer: str = "") -> Iterator[str]:
    """Yield a line for every difference between a dumped model and its JSON.

    Times are compared as instants. A bool is not a number. 1 and 1.0 are the same JSON number.
    """
    if isinstance(decoded, dict) and isinstance(answered, dict):
        yield from _object_differences(decoded, answered, pointer)
    elif isinstance(decoded, list | tuple) and isinstance(answered, list):
        yield from _array_differences(decoded, answered, pointer)
    elif not _same_value(decoded, answered):
        yield f"{pointer}: {answered!r} became {decoded!r}"


def _object_differences(
    decoded: dict[str, Any], answered: dict[str, Any], pointer: str
) -> Iterator[str]:
    for name in answered.keys() - decoded.keys():
        yield f"{pointer}/{name}: was lost"
    for name in decoded.keys() - answered.keys():
        yield f"{pointer}/{name}: was invented"
    for name in decoded.keys() & answered.keys():
        yield from differences(decoded[name], answered[name], f"{pointer}/{name}")


def _array_differences(decoded: Any, answered: list[Any], pointer: str) -> Iterator[str]:
    if len(decoded) != len(answered):
        yield f"{pointer}: {len(answered)} items became {len(decoded)}"
    for index, pair in enumerate(zip(decoded, answered, strict=False)):
        yield from differences(*pair, f"{pointer}/{index}")


def _same_value(decoded: Any, answered: Any) -> bool:
    if isinstance(decoded, datetime) and isinstance(answered, str):
        return decoded == datetime.fromisoformat(answered)
    if isinstance(decoded, bool) or isinstance(answered, bool):
        return decoded is answered
    return bool(decoded == answered)
