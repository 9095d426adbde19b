"""Dataclasses whose methods are compiled late behave like those of the standard library."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import field
from itertools import product
from typing import Any

import pytest

from specquilt.python.models import quick_import as module
from specquilt.python.models.quick_import import dataclass, quick_import

OPTIONS = ("repr", "eq", "order", "unsafe_hash", "frozen", "slots")
CHOICES = [
    dict(zip(OPTIONS, values, strict=True))
    for values in product((True, False), repeat=len(OPTIONS))
    if values[1] or not values[2]  # an order needs equality
]

Define = Callable[..., Any]


@pytest.fixture(autouse=True)
def _classes_here_are_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PACKAGES", {__name__.partition(".")[0]})


def _both(**options: Any) -> list[type]:
    return [_patch(define, **options) for define in (dataclasses.dataclass, dataclass)]


def _patch(define: Define, **options: Any) -> type:
    class Patch:
        """A class that datamodel-code-generator could have."""

        name: str
        colour: str = "red"
        seams: tuple[int, ...] = field(default=(), repr=False)
        seen: int = field(default=0, compare=False)
        noted: int = field(default=0, hash=False)
        counted: int = field(default=0, compare=False, hash=True)

    made: type = define(**options)(Patch)
    return made


def _outcome(ask: Callable[[], object]) -> object:
    try:
        return ask()
    except (TypeError, AttributeError) as error:
        return type(error)


PAIRS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {}),
    ({}, {"colour": "blue"}),
    ({"seams": (1,)}, {}),
    ({"seen": 1}, {}),
    ({"noted": 1}, {}),
    ({"counted": 1}, {}),
    ({"seams": float("nan")}, {"seams": float("nan")}),
]


def _compared(cls: Any, one: dict[str, Any], other: dict[str, Any]) -> list[object]:
    first, second = cls("a", **one), cls("a", **other)
    return [
        first == second,
        first == first,  # noqa: PLR0124
        first != second,
        first.__eq__("a") is NotImplemented,
        _outcome(lambda: first < second),
        _outcome(lambda: hash(first) == hash(second)),
        _outcome(lambda: hash(first) == object.__hash__(first)),
        first == second,
    ]


@pytest.mark.parametrize("options", CHOICES, ids=repr)
def test_instances_compare_and_hash_as_with_the_standard_library(options: dict[str, bool]) -> None:
    theirs, ours = _both(**options)
    for one, other in PAIRS:
        assert _compared(ours, one, other) == _compared(theirs, one, other), (one, other)


@pytest.mark.parametrize("options", CHOICES, ids=repr)
def test_instances_are_shown_frozen_and_inherited_as_with_the_standard_library(
    options: dict[str, bool],
) -> None:
    theirs, ours = _both(**options)
    shown = [repr(cls("a", seams=(1,))).partition(" at 0x")[0] for cls in (theirs, ours)]
    assert shown[0] == shown[1]
    assert _outcome(lambda: _assigned(ours)) == _outcome(lambda: _assigned(theirs))
    assert vars(ours).get("__slots__") == vars(theirs).get("__slots__")
    assert _outcome(lambda: _derived(ours)) == _outcome(lambda: _derived(theirs))


def _assigned(cls: Any) -> str:
    instance = cls("a")
    instance.name = "b"
    return str(instance.name)


def _derived(cls: type) -> str:
    return dataclasses.make_dataclass("Derived", [], bases=(cls,)).__name__


@pytest.mark.parametrize("options", [{}, {"frozen": True}, {"unsafe_hash": True}], ids=repr)
def test_own_methods_of_a_class_are_kept(options: dict[str, bool]) -> None:
    class Own:
        """A class with its own methods."""

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    made = dataclass(frozen=options.get("frozen", False))(Own)
    assert (made() == 1, hash(made()), repr(made())) == (True, 7, "own")


def test_an_own_comparison_takes_the_hash_away_unless_the_class_is_frozen() -> None:
    class Own:  # noqa: PLW1641
        """A class that compares itself."""

        def __eq__(self, other: object) -> bool:
            return True

    assert dataclass(Own).__hash__ is None
    assert hash(dataclass(frozen=True)(Own)()) == hash(())


def test_a_subclass_has_methods_for_its_own_fields() -> None:
    class Base:
        """A class."""

        name: str

    base = dataclass(Base)

    class Derived(base):  # type: ignore[misc, valid-type]
        """One more field."""

        colour: str = "red"

    derived = dataclass(Derived)
    assert base("a") == base("a")  # its method is compiled before that of the subclass
    assert derived("a", "blue") != derived("a")
    assert derived("a") != base("a")


def test_a_cycle_is_shown_with_dots() -> None:
    class Knot:
        """A class that can hold itself."""

        end: object = None

    knot = dataclass(Knot)()
    knot.end = knot
    assert repr(knot).endswith("(end=...)")


def test_classes_of_others_are_left_to_the_standard_library() -> None:
    class Other:
        """A class of other code, which imports it at the same time."""

        __module__ = "json.decoder"
        name: str

    with quick_import():
        made = dataclasses.dataclass(Other)
    assert made.__eq__.__qualname__.endswith("Other.__eq__")


@pytest.mark.parametrize("before", [None, "logfire"])
def test_all_is_as_before_after_an_import(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if before is None:
        monkeypatch.delenv("PYDANTIC_DISABLE_PLUGINS", raising=False)
    else:
        monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", before)
    known = dataclasses.dataclass
    with pytest.raises(ImportError), quick_import():
        _fail_while_importing()
    assert dataclasses.dataclass is known
    assert os.environ.get("PYDANTIC_DISABLE_PLUGINS") == before


def test_all_is_as_before_after_imports_that_overlap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYDANTIC_DISABLE_PLUGINS", raising=False)
    known, first, second = dataclasses.dataclass, quick_import(), quick_import()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert dataclasses.dataclass is dataclass  # the second is not done
    second.__exit__(None, None, None)
    assert dataclasses.dataclass is known
    assert "PYDANTIC_DISABLE_PLUGINS" not in os.environ


def _fail_while_importing() -> None:
    assert dataclasses.dataclass is dataclass
    assert os.environ["PYDANTIC_DISABLE_PLUGINS"] == "__all__"
    raise ImportError


def test_the_backend_is_imported_in_this_way() -> None:
    code = (
        "from specquilt.python.models import backend\n"
        "from datamodel_code_generator import _records\n"
        "print(_records.dataclass.__module__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "specquilt.python.models.quick_import"
