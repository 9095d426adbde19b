"""Modules of types are split without loss, and their parts work in any order."""

from __future__ import annotations

import ast

from specquilt.python.models.pieces import take_apart

TEXT = '''"""Types."""

from __future__ import annotations

from typing import Annotated, Literal, Union
from typing_extensions import TypeAliasType
from pydantic import Field
from .._runtime.model import Model


class Cat(Model):
    """Known as Dog."""

    kind: Literal["Dog"] = "Dog"
    """Dog"""
    friend: Cat | None = None


Cats = TypeAliasType("Cats", Annotated[Union[Cat, "Dog"], Field(discriminator="kind")])
"""Many a cat or dög."""


class Dog(Model):
    cats: Cats


Cat.model_rebuild()
'''
PARTS = take_apart(TEXT)
CAT, CATS, DOG = PARTS.pieces


def test_pieces_include_docstrings() -> None:
    assert [piece.name for piece in PARTS.pieces] == ["Cat", "Cats", "Dog"]
    assert all(piece.text in TEXT for piece in PARTS.pieces)
    assert CATS.text.endswith('"""Many a cat or dög."""\n')


def test_names_in_docstrings_and_literals_are_ignored() -> None:
    assert {"Cat", "Model", "Literal"} <= CAT.names
    assert "Dog" not in CAT.names
    assert {"Cat", "Dog", "Field"} <= CATS.names


def test_names_of_fields_are_no_references() -> None:
    text = "'''Types.'''\n\nclass Dog(TypedDict):\n    Cat: NotRequired[str]\n    Bird: str = Field(alias='x')\n"
    (dog,) = take_apart(text).pieces
    assert dog.names == {"TypedDict", "NotRequired", "str", "Field"}


def test_alias_can_be_evaluated_on_use() -> None:
    statement, _said = ast.parse(CATS.lazy).body
    assert isinstance(statement, ast.Assign)
    assert isinstance(statement.value, ast.Call)
    target = ast.literal_eval(statement.value.args[1])
    assert target == "Annotated[Union[Cat, Dog], Field(discriminator='kind')]"
    assert CAT.lazy == CAT.text


def test_types_in_quotes_are_references() -> None:
    text = '"""Types."""\n\nA = TypeAliasType("A", Union[str, "list[Optional[A]]", Literal["a | B"]])\n'
    (alias,) = take_apart(text).pieces
    assert alias.names == {"TypeAliasType", "Union", "str", "list", "Optional", "A", "Literal"}
    assert "'list[Optional[B]]'" in alias.renamed({"A": "B"}).text
    assert "Union[str, list[Optional[A]], Literal['a | B']]" in alias.lazy


def test_imports_have_their_modules() -> None:
    assert PARTS.imports["Model"] == ("_runtime.model", 2, "Model")
    assert PARTS.imports["Field"] == ("pydantic", 0, "Field")
    assert PARTS.header == '"""Types."""\n'
