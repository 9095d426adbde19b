"""Writes types as annotations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from specquilt.ir.types import Param
from specquilt.ir.value_types import Constants, ListOf, MapOf, Named, Scalar, Type, UnionOf
from specquilt.render.code import Code, identifier, literal

Side = Literal["given", "taken"]

_LONGEST_ARGUMENT = 91
"""Beyond, an argument does not fit into its line; black puts brackets around what it breaks."""

_SCALARS = {"datetime": "datetime.datetime", "date": "datetime.date", "any": "Any", "none": "None"}
_LISTS: dict[Side, str] = {"given": "list", "taken": "Sequence"}
_MAPS: dict[Side, str] = {"given": "dict", "taken": "Mapping"}


@dataclass(frozen=True)
class Annotations:
    """The annotations of one module.

    Args:
        prefix: what stands before the names of models.
        binary: what is written for bytes that are taken.
        hidden: built-in types that methods of the module hide.
        twins: the TypedDict that may be given in place of a model, by the model's name.
    """

    prefix: str = ""
    binary: str = "str"
    hidden: frozenset[str] = frozenset()
    twins: Mapping[str, str] = field(default_factory=dict)

    def given(self, type_: Type) -> Code:
        """Write the type of what an answer holds."""
        return Code(self._written(type_, "given"))

    def taken(self, type_: Type) -> Code:
        """Write the type of what an argument admits."""
        return Code(self._written(type_, "taken"))

    def argument(self, param: Param) -> Code:
        """Write an argument of a method, with its default if it may be left out."""
        name, omit = identifier(param.name), [] if param.required else ["Omit"]
        members = [*self._argument_type(param), *omit]
        default = " = OMIT" if omit else ""
        line = f"{name}: {' | '.join(members)}{default}"
        if len(line) > _LONGEST_ARGUMENT and len(members) > 1:
            return Code(f"{name}: ({' | '.join(members)}){default}")
        return Code(line)

    def builtin(self, name: str) -> Code:
        """Write a built-in type."""
        return Code(self._builtin(name))

    def _argument_type(self, param: Param) -> list[str]:
        if param.place != "file":
            return self._members(param.type, "taken")
        return ["Sequence[FileArgument]" if isinstance(param.type, ListOf) else "FileArgument"]

    def _builtin(self, name: str) -> str:
        return f"builtins.{name}" if name in self.hidden else name

    def _written(self, type_: Type, side: Side) -> str:
        return " | ".join(self._members(type_, side))

    def _members(self, type_: Type, side: Side) -> list[str]:
        """Write the members of a type: a union has several; what is in it twice stands there once."""
        match type_:
            case Scalar("bytes") if side == "taken" or not self.prefix:
                return [self.binary]
            case Scalar(kind):
                return [_SCALARS.get(kind) or self._builtin(kind)]
            case Constants():
                return self._choice(type_)
            case Named(name):
                return self._named(name, side)
            case ListOf(item):
                return [f"{self._builtin(_LISTS[side])}[{self._written(item, side)}]"]
            case MapOf(value):
                key = self._builtin("str")
                return [f"{self._builtin(_MAPS[side])}[{key}, {self._written(value, side)}]"]
            case UnionOf(members):
                written = (part for member in members for part in self._members(member, side))
                return list(dict.fromkeys(written))

    def _choice(self, choice: Constants) -> list[str]:
        """Write a choice; an open one also takes whatever else has the type of its values."""
        listed = f"Literal[{', '.join(map(literal, choice.values))}]"
        kinds = {type(value).__name__ for value in choice.values} if choice.open else set()
        return [listed, *map(self._builtin, sorted(kinds))]

    def _named(self, name: str, side: Side) -> list[str]:
        twin = [self.twins[name]] if side == "taken" and name in self.twins else []
        return [f"{self.prefix}{identifier(each)}" for each in (name, *twin)]
