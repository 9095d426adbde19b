"""Values that must not be shown: crash reporters and debuggers record whatever a variable holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NoReturn, Self, TypeVar

T = TypeVar("T")


class Secret(Generic[T]):
    """A value that only `reveal()` returns.

    It is held by a function, so neither text, attributes, items nor pickle contain it.

    Args:
        value: The value.
    """

    __slots__ = ("reveal",)

    def __init__(self, value: T) -> None:
        self.reveal: Callable[[], T] = lambda: value

    def __repr__(self) -> str:
        return "Secret(***)"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _: object) -> Self:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("secrets cannot be pickled")
