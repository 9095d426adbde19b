"""What is known of the parts of documents: most are as they were in another document, or run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from specquilt.openapi.lasting import Lasting, Store, groups
from specquilt.openapi.parts import exact
from specquilt.openapi.pointer import Pointer

T = TypeVar("T")
_Part = tuple[Pointer, bytes]


class PartMemory:
    """What is known of parts by what is in them. The documents of a run share it.

    A part of which anything is known is never changed in place, except that its keys are sorted:
    nothing that is said about a part depends on their order.

    Args:
        store: where facts that last are kept between runs, if anywhere.
    """

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self._contents: dict[Pointer, tuple[Any, bytes | None]] = {}
        self._facts: dict[tuple[object, bytes], Any] = {}

    def content(self, pointer: Pointer, value: Any) -> bytes | None:
        """Return what is exactly in a part."""
        seen = self._contents.get(pointer)
        if seen is None or seen[0] is not value:
            seen = self._contents[pointer] = value, exact(value)
        return seen[1]

    def about(self, compute: Callable[[Any], T], pointer: Pointer, value: Any) -> T:
        """Return what a function says about the value of a part, which is all that it looks at."""
        content = self.content(pointer, value)
        if content is None:
            return compute(value)
        if (compute, content) not in self._facts:
            self._facts[compute, content] = compute(value)
        found: T = self._facts[compute, content]
        return found

    def about_all(
        self, compute: Callable[[Any], T], values: Mapping[Pointer, Any]
    ) -> dict[Pointer, T]:
        """Return what a function says about many parts."""
        if self._store is not None and isinstance(compute, Lasting):
            self._complete(compute, values, self._store)
        return {pointer: self.about(compute, pointer, value) for pointer, value in values.items()}

    def _complete(self, fact: Lasting[Any], values: Mapping[Pointer, Any], store: Store) -> None:
        """Take from the store what is not known yet, and keep there what is not in it."""
        for group in groups([*self._unknown(fact, values)]):
            made_from = [fact.name.encode(), *(content for _, content in group)]
            kept = store.get(made_from)
            if kept is None:
                made = [fact.plain(self.about(fact, at, values[at])) for at, _ in group]
                store.put(json.dumps(made), made_from)
                continue
            for (_, content), plain in zip(group, json.loads(kept), strict=True):
                self._facts[fact, content] = fact.revived(plain)

    def _unknown(self, fact: object, values: Mapping[Pointer, Any]) -> Iterator[_Part]:
        facts = self._facts
        for pointer, value in values.items():
            content = self.content(pointer, value)
            if content is not None and (fact, content) not in facts:
                yield pointer, content
