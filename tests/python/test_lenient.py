"""Lenient decoding with the models of a generated package."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def construct(zoo: ModuleType) -> Any:
    """Return the function that decodes leniently."""
    return importlib.import_module(f"{zoo.__name__}._runtime.decoding.lenient").construct


def test_members_of_unions_are_found_at_any_depth(zoo: ModuleType, construct: Any) -> None:
    cat = {"kind": "cat", "float": "loud"}
    page = construct(zoo.types.Page, {"animals": [{"kind": "dog", "friend": cat}]})
    assert isinstance(page.animals[0], zoo.types.Dog)
    assert isinstance(page.animals[0].friend, zoo.types.Cat)
    assert page.animals[0].friend.float_ == "loud"


@pytest.mark.parametrize(
    ("tag", "name"), [("cat", "Cat"), ("dog", "Dog"), ("cow", "UnknownAnimal")]
)
def test_tag_decides_which_member_of_a_union_it_is(
    zoo: ModuleType, construct: Any, tag: str, name: str
) -> None:
    assert type(construct(zoo.types.Animal, {"kind": tag, "id": {}})).__name__ == name
