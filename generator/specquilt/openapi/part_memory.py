"""What is known of the parts of documents: most are as they were in another document, or run."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from specquilt.openapi.lasting import Lasting, Store, groups
from specquilt.openapi.parts import exact
from specquilt.openapi.pointer import Pointer

T = TypeVar("T")


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
        self._facts: defaultdict[object, dict[bytes, Any]] = defaultdict(dict)

    def content(self, pointer: Pointer, value: Any) -> bytes | None:
        """Return what is exactly in a part."""
        seen = self._contents.get(pointer)
        if seen is None or seen[0] is not value:
            seen = self._contents[pointer] = value, exact(value)
        return seen[1]

    def about(self, compute: Callable[[Any], T], pointer: Pointer, value: Any) -> T:
        """Return what a function says about the value of a part, which is all that it looks at."""
        return self._about(compute, self.content(pointer, value), value)

    def about_all(
        self, compute: Callable[[Any], T], values: Mapping[Pointer, Any]
    ) -> dict[Pointer, T]:
        """Return what a function says about many parts."""
        contents = {pointer: self.content(pointer, value) for pointer, value in values.items()}
        if self._store is not None and isinstance(compute, Lasting):
            self._complete(compute, values, contents, self._store)
        known = self._facts[compute]  # mostly all: to ask `_about` would take twice as long
        return {
            pointer: (
                known[content]
                if content in known
                else self._about(compute, content, values[pointer])
            )
            for pointer, content in contents.items()
        }

    def _about(self, compute: Callable[[Any], T], content: bytes | None, value: Any) -> T:
        if content is None:
            return compute(value)
        known = self._facts[compute]
        if content not in known:
            known[content] = compute(value)
        found: T = known[content]
        return found

    def _complete(
        self,
        fact: Lasting[Any],
        values: Mapping[Pointer, Any],
        contents: Mapping[Pointer, bytes | None],
        store: Store,
    ) -> None:
        """Take from the store what is not known yet, and keep there what is not in it."""
        known = self._facts[fact]
        parts = contents.items()
        unknown = [(at, content) for at, content in parts if content and content not in known]
        for group in groups(unknown):
            made_from = [fact.name.encode(), *(content for _, content in group)]
            kept = store.get(made_from)
            if kept is None:
                made = [fact.plain(self._about(fact, each, values[at])) for at, each in group]
                store.put(json.dumps(made), made_from)
                continue
            for (_, content), plain in zip(group, json.loads(kept), strict=True):
                known[content] = fact.revived(plain)
