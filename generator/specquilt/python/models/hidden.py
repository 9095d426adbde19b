"""Types that a builtin hides.

Pydantic looks a name up when a class is created. A type that is defined later is unknown by then,
and pydantic waits for it, unless Python has a builtin of that name: ``Warning``. References to such
a type use another name, which no builtin has.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from specquilt.python.models.pieces import Piece, take_apart
from specquilt.python.names.reserved import BUILTINS
from specquilt.python.surface.types import Surface


def has_hidden_types(surface: Surface, text: str) -> bool:
    """Return whether a module uses types named like builtins before it defines them."""
    may_hide = any(model.name in BUILTINS for model in surface.models)
    return may_hide and bool(hidden_types(take_apart(text).pieces))


def hidden_types(pieces: Iterable[Piece]) -> set[str]:
    """Return the names of types named like builtins that are used before they are defined."""
    used: set[str] = set()
    hidden: set[str] = set()
    for piece in pieces:
        if piece.name in used & BUILTINS:
            hidden.add(piece.name)
        used |= piece.names
    return hidden


def other_names(names: Iterable[str], taken: Container[str]) -> Mapping[str, str]:
    """Return a name that is neither a builtin nor taken for each name."""
    return {name: _other(name, taken) for name in names}


def _other(name: str, taken: Container[str]) -> str:
    other = f"{name}_"
    return _other(other, taken) if other in taken or other in BUILTINS else other
