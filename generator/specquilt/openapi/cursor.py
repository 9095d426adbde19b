"""A value of a document with its pointer. All code that moves through documents uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

from specquilt.openapi.document import Document
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.prose import readable
from specquilt.openapi.references import Target, follow_target
from specquilt.openapi.values import listing, mapping, plain_text

T = TypeVar("T")


# A NamedTuple because a frozen dataclass takes three times as long to create.
class Cursor(NamedTuple):
    """A value of a document with its location and context.

    Args:
        pointer: location of the value in the document.
        value: the value.
        document: the document that contains the value.
        kind: type of the object. ``Kind.VALUE`` unless a walk has set it.
        operation: method and path of the enclosing operation, if any.
        memory: cached facts about the whole document. All cursors of a walk share it.
    """

    pointer: Pointer
    value: Any
    document: Document
    kind: Kind = Kind.VALUE
    operation: tuple[str, str] | None = None
    memory: dict[object, Any] | None = None

    @property
    def is_openapi_30(self) -> bool:
        """Whether the document uses the schemas of OpenAPI 3.0 instead of JSON Schema."""
        return self.document.version.startswith("3.0")

    def pointer_to(self, *parts: str | int) -> Pointer:
        """Return the pointer of a part of this value. The part does not have to exist."""
        return (*self.pointer, *parts)

    def at(self, *parts: str | int) -> Cursor:
        """Return a part of this value.

        Raises:
            LookupError: the part does not exist.
        """
        return self.of(resolve(self.value, parts), *parts)

    def of(self, value: Any, *parts: str | int) -> Cursor:
        """Return a cursor for another value at this pointer, or at a pointer below it."""
        return Cursor((*self.pointer, *parts), value, self.document)

    def part(self, *parts: str | int) -> Cursor | None:
        """Return a part of this value, or None if it does not exist."""
        try:
            return self.at(*parts)
        except LookupError:
            return None

    def parent(self) -> Cursor:
        """Return the value that contains this one."""
        pointer = self.pointer[:-1]
        return Cursor(pointer, resolve(self.document.data, pointer), self.document)

    def followed(self) -> Cursor:
        """Return the final target of this value's ``$ref``, or the value itself without one.

        If a reference cannot be resolved, return the last value that was reached.
        """
        if not self.has("$ref"):  # most values
            return self
        found = follow_target(self.document.data, Target(self.pointer, self.value))
        return Cursor(found.pointer, found.value, self.document)

    def has(self, key: str) -> bool:
        """Return whether the value is a mapping with this key."""
        return isinstance(self.value, dict) and key in self.value

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of a key, or the default."""
        return self.value.get(key, default) if isinstance(self.value, dict) else default

    def mapping(self, key: str) -> dict[str, Any]:
        """Return the mapping at a key, or an empty mapping."""
        return mapping(self.get(key))

    def listing(self, key: str) -> list[Any]:
        """Return the list at a key, or an empty list."""
        return listing(self.get(key))

    def text(self, key: str) -> str:
        """Return the text at a key without control characters, or an empty string."""
        return plain_text(self.get(key))

    def prose(self, key: str) -> str:
        """Return the text at a key without the tags of documentation sites."""
        return readable(self.text(key))

    def entries(self, key: str) -> list[tuple[str, Cursor]]:
        """Return the entries of the mapping at a key."""
        found = self.get(key)
        if not isinstance(found, dict):  # most values have no such key
            return []
        pointer, document = (*self.pointer, key), self.document
        return [(name, Cursor((*pointer, name), value, document)) for name, value in found.items()]

    def elements(self, key: str) -> list[Cursor]:
        """Return the elements of the list at a key."""
        found = self.get(key)
        if not isinstance(found, list):  # most values have no such key
            return []
        pointer, document = (*self.pointer, key), self.document
        return [Cursor((*pointer, index), value, document) for index, value in enumerate(found)]

    def resolve(self, value: Any) -> Any:
        """Return the target of a local ``$ref``, or the value if it is no reference."""
        is_reference = isinstance(value, dict) and "$ref" in value
        return self.document.followed(value) if is_reference else value

    def once(self, compute: Callable[[Document], T]) -> T:
        """Return a fact about the whole document. Compute it only once per walk."""
        if self.memory is None:
            return compute(self.document)
        if compute not in self.memory:
            self.memory[compute] = compute(self.document)
        return cast(T, self.memory[compute])
