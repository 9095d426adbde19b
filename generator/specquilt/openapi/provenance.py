"""Which page, line, rule and overlay action made each part of a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from specquilt.openapi.finding import Location
from specquilt.openapi.load.block import Block
from specquilt.openapi.pointer import Pointer


@dataclass(frozen=True)
class Origin:
    """A place in a block of a page, and what was done to it since."""

    block: Block
    pointer: Pointer = ()
    steps: tuple[str, ...] = ()

    @property
    def location(self) -> Location:
        """The place in the file; computed only when somebody looks."""
        return self.block.locate(self.pointer)

    def below(self, suffix: Pointer) -> Origin:
        """Return the origin of a part of this part."""
        return replace(self, pointer=self.pointer + suffix)

    def after(self, step: str) -> Origin:
        """Return the origin with one more step in its history."""
        return self if step in self.steps else replace(self, steps=(*self.steps, step))


Trace: TypeAlias = tuple[Origin, ...]


@dataclass
class Provenance:
    """A prefix map: a part without an entry of its own has its parent's origins, extended."""

    entries: dict[Pointer, Trace] = field(default_factory=dict)
    _above: set[Pointer] = field(default_factory=set, init=False, repr=False, compare=False)
    """Places that have, or had, an entry below them: nothing is below the others."""

    def __post_init__(self) -> None:
        for pointer in self.entries:
            self._note(pointer)

    def copy(self) -> Provenance:
        """Return an independent copy."""
        return Provenance(dict(self.entries))

    def trace(self, pointer: Pointer) -> Trace:
        """Return all origins of a part, the main one first."""
        for length in range(len(pointer), -1, -1):
            found = self.entries.get(pointer[:length])
            if found:
                return tuple(origin.below(pointer[length:]) for origin in found)
        return ()

    def history(self, pointer: Pointer) -> tuple[str, ...]:
        """Return every step that has touched a part or something inside of it, in no order."""
        inside = (origin for key in self.within(pointer) for origin in self.entries[key])
        steps = (step for origin in (*self.trace(pointer), *inside) for step in origin.steps)
        return tuple(dict.fromkeys(steps))

    def place(self, pointer: Pointer) -> Origin | None:
        """Return the main origin of a part."""
        trace = self.trace(pointer)
        return trace[0] if trace else None

    def set(self, pointer: Pointer, trace: Trace) -> None:
        """Give a part its own origins, in place of those of all its parts."""
        for key in list(self.within(pointer)):
            del self.entries[key]
        self._put(pointer, trace)

    def touch(self, pointer: Pointer, step: str) -> None:
        """Note that a step changed a part."""
        self._put(pointer, tuple(origin.after(step) for origin in self.trace(pointer)))

    def move(self, old: Pointer, new: Pointer) -> None:
        """Let the origins of a part follow it to another place."""
        trace = self.trace(old)
        inner = {key[len(old) :]: self.entries.pop(key) for key in list(self.within(old))}
        self.set(new, trace)
        for suffix, origins in inner.items():
            self._put(new + suffix, origins)

    def adopt(self, other: Provenance, old: Pointer, new: Pointer) -> None:
        """Take over the origins of a part of another document."""
        self.set(new, other.trace(old))
        for key in other.within(old):
            if key != old:
                self._put(new + key[len(old) :], other.entries[key])

    def add(self, pointer: Pointer, trace: Trace) -> None:
        """Note that other pages say the same of a part."""
        known = self.trace(pointer)
        self._put(pointer, known + tuple(origin for origin in trace if origin not in known))

    def within(self, pointer: Pointer) -> Iterator[Pointer]:
        """Yield the entries at and below a place."""
        if pointer not in self._above:
            return iter([pointer] if pointer in self.entries else [])
        length = len(pointer)
        return (key for key in self.entries if key[:length] == pointer)

    def _put(self, pointer: Pointer, trace: Trace) -> None:
        self.entries[pointer] = trace
        self._note(pointer)

    def _note(self, pointer: Pointer) -> None:
        """Note what is above a place, up to where that has been done before."""
        above = pointer[:-1]
        while pointer and above not in self._above:
            self._above.add(above)
            pointer, above = above, above[:-1]
