"""Quick dataclasses behave like those of the standard library."""

from __future__ import annotations

from dataclasses import field, replace

import pytest

from specquilt.openapi.dataclass import dataclass


@dataclass(frozen=True)
class Patch:
    """A frozen class."""

    name: str
    colour: str = "red"
    seams: tuple[int, ...] = field(default=(), repr=False)
    seen: dict[str, int] = field(default_factory=dict, compare=False)


@dataclass
class Pile:
    """A class that changes."""

    patches: list[Patch] = field(default_factory=list)


def test_equal_values_make_equal_instances() -> None:
    patch = Patch("a", seams=(1,))
    same = Patch("a", seams=(1,), seen={"b": 1})
    assert patch == same
    assert hash(patch) == hash(same)
    assert patch != replace(patch, colour="blue")


def test_an_instance_shows_its_fields() -> None:
    assert repr(Pile([Patch("a", seams=(1,))])) == (
        "Pile(patches=[Patch(name='a', colour='red', seen={})])"
    )


@dataclass(frozen=True)
class Blank:
    """A class without fields."""


def test_an_instance_without_fields_equals_every_other() -> None:
    assert (Blank(), hash(Blank()), repr(Blank())) == (Blank(), hash(Blank()), "Blank()")
    assert Blank() != object()


def test_what_may_change_has_no_hash() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Pile())
