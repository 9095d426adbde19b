"""Where each part of a document came from: page, line, rules and overlay actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from typing import TypeAlias

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Location
from specquilt.openapi.load.block import Block
from specquilt.openapi.pointer import Pointer


@dataclass(frozen=True)
class Origin:
    """The origin of a part: a location in a block of a page, and the steps that changed it."""

    block: Block
    pointer: Pointer = ()
    steps: tuple[str, ...] = ()

    @property
    def location(self) -> Location:
        """The location in the file. Computed on access."""
        return self.block.locate(self.pointer)

    def below(self, suffix: Pointer) -> Origin:
        """Return the origin of a value inside this part."""
        return replace(self, pointer=self.pointer + suffix)

    def after(self, step: str) -> Origin:
        """Return the origin with a step added to its history."""
        return self if step in self.steps else replace(self, steps=(*self.steps, step))


Trace: TypeAlias = tuple[Origin, ...]


@dataclass
class Provenance:
    """Origins by pointer. A part without an entry inherits the origins of its parent."""

    entries: dict[Pointer, Trace] = field(default_factory=dict)
    _below: dict[Pointer, dict[Pointer, None]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Pointers one level below others that have or had an entry, or one below them.

    They are in a dictionary, because the order of a set differs from run to run.
    """

    def __post_init__(self) -> None:
        for pointer in self.entries:
            self._note(pointer)

    def copy(self) -> Provenance:
        """Return an independent copy."""
        return Provenance(dict(self.entries))

    def trace(self, pointer: Pointer) -> Trace:
        """Return all origins of a part. The main origin comes first."""
        for length in range(len(pointer), -1, -1):
            found = self.entries.get(pointer[:length])
            if found:
                return tuple(origin.below(pointer[length:]) for origin in found)
        return ()

    def history(self, pointer: Pointer) -> tuple[str, ...]:
        """Return all steps that changed a part or a value inside it, in no particular order."""
        inside = (origin for key in self.within(pointer) for origin in self.entries[key])
        steps = (step for origin in (*self.trace(pointer), *inside) for step in origin.steps)
        return tuple(dict.fromkeys(steps))

    def place(self, pointer: Pointer) -> Origin | None:
        """Return the main origin of a part."""
        trace = self.trace(pointer)
        return trace[0] if trace else None

    def set(self, pointer: Pointer, trace: Trace) -> None:
        """Set the origins of a part. Entries inside the part are removed."""
        for key in list(self.within(pointer)):
            del self.entries[key]
        self._put(pointer, trace)

    def touch(self, pointer: Pointer, step: str) -> None:
        """Record that a step changed a part."""
        self._put(pointer, tuple(origin.after(step) for origin in self.trace(pointer)))

    def move(self, old: Pointer, new: Pointer) -> None:
        """Move the origins of a part to another pointer."""
        trace = self.trace(old)
        inner = {key[len(old) :]: self.entries.pop(key) for key in list(self.within(old))}
        self.set(new, trace)
        for suffix, origins in inner.items():
            self._put(new + suffix, origins)

    def adopt(self, other: Provenance, old: Pointer, new: Pointer) -> None:
        """Copy the origins of a part from the provenance of another document."""
        self.set(new, other.trace(old))
        for key in other.within(old):
            if key != old:
                self._put(new + key[len(old) :], other.entries[key])

    def add(self, pointer: Pointer, trace: Trace) -> None:
        """Add origins to a part that several pages describe equally."""
        known = self.trace(pointer)
        self._put(pointer, known + tuple(origin for origin in trace if origin not in known))

    def within(self, pointer: Pointer) -> Iterator[Pointer]:
        """Yield the pointers of all entries at or below a pointer, those above before those below."""
        waiting = [pointer]
        while waiting:
            found = waiting.pop()
            if found in self.entries:
                yield found
            waiting.extend(reversed(self._below.get(found, ())))

    def _put(self, pointer: Pointer, trace: Trace) -> None:
        self.entries[pointer] = trace
        self._note(pointer)

    def _note(self, pointer: Pointer) -> None:
        """Add a pointer and all its parents to `_below`. Stop at the first known one."""
        while pointer:
            above = pointer[:-1]
            known = self._below.setdefault(above, {})
            if pointer in known:
                return
            known[pointer] = None
            pointer = above
