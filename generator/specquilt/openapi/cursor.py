"""An object of a document together with its place: the one way to move through documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

from specquilt.openapi.document import Document
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.references import Target, follow, followed
from specquilt.openapi.values import listing, mapping, plain_text

T = TypeVar("T")


# A tuple and no frozen dataclass, which takes three times as long to make: a document has many.
class Cursor(NamedTuple):
    """A value of a document, where it is, and what surrounds it.

    Args:
        kind: what the value is, as far as a walk has told.
        operation: method and path, inside an operation.
        memory: facts about the whole document; shared by all cursors of a walk.
    """

    pointer: Pointer
    value: Any
    document: Document
    kind: Kind = Kind.VALUE
    operation: tuple[str, str] | None = None
    memory: dict[object, Any] | None = None

    @property
    def is_openapi_30(self) -> bool:
        """Whether schemas are those of OpenAPI 3.0 and not JSON Schema."""
        return str(self.document.data.get("openapi")).startswith("3.0")

    def pointer_to(self, *parts: str | int) -> Pointer:
        """Return the pointer of a part of this value, which need not exist."""
        return (*self.pointer, *parts)

    def at(self, *parts: str | int) -> Cursor:
        """Return a part of this value.

        Raises:
            LookupError: there is none.
        """
        return self.of(resolve(self.value, parts), *parts)

    def of(self, value: Any, *parts: str | int) -> Cursor:
        """Return another value at this place, or at a part of it."""
        return Cursor((*self.pointer, *parts), value, self.document)

    def part(self, *parts: str | int) -> Cursor | None:
        """Return a part of this value, or None if there is none."""
        try:
            return self.at(*parts)
        except LookupError:
            return None

    def parent(self) -> Cursor:
        """Return what this value is a part of."""
        pointer = self.pointer[:-1]
        return Cursor(pointer, resolve(self.document.data, pointer), self.document)

    def followed(self) -> Cursor:
        """Return what this value refers to in the end; of what cannot be resolved, the last step."""
        found = followed(self.document.data, Target(self.pointer, self.value))
        return Cursor(found.pointer, found.value, self.document)

    def has(self, key: str) -> bool:
        """Return whether the value is a mapping with this key."""
        return isinstance(self.value, dict) and key in self.value

    def get(self, key: str, default: Any = None) -> Any:
        """Return what the mapping has under a key."""
        return self.value.get(key, default) if isinstance(self.value, dict) else default

    def mapping(self, key: str) -> dict[str, Any]:
        """Return the mapping under a key; an empty one if there is none."""
        return mapping(self.get(key))

    def listing(self, key: str) -> list[Any]:
        """Return the list under a key; an empty one if there is none."""
        return listing(self.get(key))

    def text(self, key: str) -> str:
        """Return the text under a key, without control characters; or nothing."""
        return plain_text(self.get(key))

    def entries(self, key: str) -> list[tuple[str, Cursor]]:
        """Return the entries of the mapping under a key."""
        return [(name, self.of(value, key, name)) for name, value in self.mapping(key).items()]

    def elements(self, key: str) -> list[Cursor]:
        """Return the elements of the list under a key."""
        return [self.of(value, key, index) for index, value in enumerate(self.listing(key))]

    def resolve(self, value: Any) -> Any:
        """Follow a local ``$ref``, if the value is one that can be resolved."""
        return follow(self.document.data, value)

    def once(self, compute: Callable[[Document], T]) -> T:
        """Return a fact about the whole document, which is computed once in a walk."""
        if self.memory is None:
            return compute(self.document)
        if compute not in self.memory:
            self.memory[compute] = compute(self.document)
        return cast(T, self.memory[compute])
