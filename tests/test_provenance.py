"""Provenance finds all entries below a pointer, also where it skips the search."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from specquilt.openapi.load.block import Block
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.provenance import Origin, Provenance

ORIGIN = (Origin(Block("page.md", "{}")),)
POINTERS = st.lists(st.sampled_from(["a", "b", 0, 1]), max_size=4).map(tuple)
STEPS = st.lists(
    st.tuples(st.sampled_from(["set", "touch", "move", "add", "adopt", "copy"]), POINTERS, POINTERS)
)


@given(STEPS)
def test_all_entries_at_and_below_a_pointer_are_found(
    steps: list[tuple[str, Pointer, Pointer]],
) -> None:
    provenance = Provenance({(): ORIGIN, ("b", 0): ORIGIN})
    for name, one, other in steps:
        provenance = _after(provenance, name, one, other)
    keys = list(provenance.entries)
    for place in {key[:length] for key in keys for length in range(len(key) + 1)}:
        found = list(provenance.within(place))
        assert sorted(found, key=repr) == sorted(
            (key for key in keys if key[: len(place)] == place), key=repr
        )
        for position, key in enumerate(found):
            assert not {key[:length] for length in range(len(key))}.intersection(found[position:])


def _after(provenance: Provenance, name: str, one: Pointer, other: Pointer) -> Provenance:
    match name:
        case "set":
            provenance.set(one, ORIGIN)
        case "touch":
            provenance.touch(one, "a-rule")
        case "move":
            provenance.move(one, other)
        case "add":
            provenance.add(one, ORIGIN)
        case "adopt":
            provenance.adopt(provenance.copy(), one, other)
    return provenance.copy() if name == "copy" else provenance
