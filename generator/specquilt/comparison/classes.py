"""Compares the names of classes and aliases of types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specquilt.comparison.changes import Changes
from specquilt.comparison.graph import Pair
from specquilt.comparison.spot import Spot
from specquilt.comparison.types import TypeComparer
from specquilt.comparison.version import ApiVersion
from specquilt.python.surface.models import ModelClass


class ClassComparer:
    """Compares the exported names of two versions.

    Names that come and go with operations, arguments and fields belong to their changes.
    """

    def __init__(
        self, old: ApiVersion, new: ApiVersion, changes: Changes, types: TypeComparer
    ) -> None:
        self._old, self._new, self._changes, self._types = old, new, changes, types
        self._names = [{n for m in v.surface.models for n in _names(m)} for v in (old, new)]
        self._done: set[str] = set()

    def compare(self) -> None:
        """Add the changes of names, once all pairs of schemas are known."""
        for (old_id, new_id), node in self._changes.graph.pairs.items():
            self._compare_pair((old_id, new_id), node)
        for id_, spot in self._types.lost.items():
            self._lose(id_, spot)
        for id_, (spot, within) in self._types.replaced.items():
            self._lose(id_, spot, within)
        for id_, spot in self._types.gained.items():
            model = self._new.classes.get(id_)
            if model and model.name not in self._names[0] and model.name not in self._done:
                self._add(spot, "class-added", f"`types.{model.name}` is new", model.name)

    def _lose(self, id_: str, spot: Spot, within: range = range(0)) -> None:
        """Add the change of a name that is gone, unless one of some changes says enough."""
        model = self._old.classes.get(id_)
        if model is None or model.name in self._names[1] or model.name in self._done:
            return
        spot = replace(spot, known=tuple(f"types.{name}" for name in _names(model)))
        if not within:
            self._done.add(model.name)
        change = spot.change("class-removed", f"`types.{model.name}` is gone", model.name)
        self._changes.add(replace(change, within=within))

    def _compare_pair(self, pair: Pair, node: int) -> None:
        was, now = self._old.classes.get(pair[0]), self._new.classes.get(pair[1])
        if was is None or now is None or was.name == now.name or was.name in self._done:
            return
        schemas = self._old.schemas[pair[0]], self._new.schemas[pair[1]]
        known = tuple(f"types.{name}" for name in _names(was))
        spot = Spot(f"types.{now.name}", node, schemas[0].origin, schemas[1].origin, known=known)
        rule, text = "class-renamed", f"`types.{was.name}` is now `types.{now.name}`"
        if was.name in self._new.surface.type_aliases:
            rule, text = f"{rule}-with-alias", f"{text}; the old name still works"
        elif was.name in self._names[1] and was.alias is not None:
            return  # type checkers look through aliases
        elif was.name in self._names[1]:
            rule, text = (
                "class-replaced",
                f"values of `types.{was.name}` are now `types.{now.name}`",
            )
        self._done |= {was.name, now.name}
        self._changes.add(spot.change(rule, text, was.name))

    def _add(self, spot: Spot, rule: str, text: str, name: str) -> None:
        self._done.add(name)
        self._changes.add(spot.change(rule, text, name))


def _names(model: ModelClass) -> Iterator[str]:
    yield from filter(None, (model.name, model.dict_type, model.known, model.unknown))
