"""A kind of mutant that cosmic-ray lacks: a statement is removed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cosmic_ray.plugins
from parso.python.tree import Keyword

_Position = tuple[int, int]


class RemoveStatement:
    """Replaces a statement that only has an effect by `pass`: a call, an assignment to a part of
    something, an augmented assignment, `raise` or `del`.
    """

    @staticmethod
    def arguments() -> tuple[()]:
        """Return the parameters of this operator: none."""
        return ()

    @staticmethod
    def mutation_positions(node: Any) -> Iterator[tuple[_Position, _Position]]:
        """Yield where a node starts and ends, if it is such a statement."""
        if node.type == "simple_stmt" and _is_effect(node.children[0]):
            yield node.children[0].start_pos, node.children[0].end_pos

    @staticmethod
    def mutate(node: Any, _index: int) -> Any:
        """Return the node with `pass` as its statement."""
        old = node.children[0]
        node.children[0] = Keyword("pass", old.start_pos, old.get_first_leaf().prefix)
        return node


def _is_effect(statement: Any) -> bool:
    if statement.type != "expr_stmt":
        return bool(statement.type in ("atom_expr", "await", "raise_stmt", "del_stmt"))
    target, operator = statement.children[:2]
    is_to_part = operator.type == "operator" and target.type == "atom_expr"
    return bool(is_to_part or (operator.type == "operator" and operator.value != "="))


class _Operators:
    """The operators of this file, as cosmic-ray wants them."""

    def __iter__(self) -> Iterator[str]:
        return iter((RemoveStatement.__name__,))

    def __getitem__(self, name: str) -> type[RemoveStatement]:
        return {RemoveStatement.__name__: RemoveStatement}[name]


def register() -> None:
    """Add the operators of this file to cosmic-ray's."""
    cosmic_ray.plugins.OPERATOR_PROVIDERS["own"] = _Operators()
