"""Compares two types, and follows them to the schemas that they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from specquilt.api.types import NamedSchema
from specquilt.api.unions import without_null
from specquilt.api.value_types import Named, Type, names_in
from specquilt.comparison.alternatives import Alternatives, alternatives
from specquilt.comparison.changes import Changes
from specquilt.comparison.spot import Spot
from specquilt.comparison.variants import compare_tags, paired
from specquilt.openapi.plural import shortened

_DATES = frozenset({"date", "date-time"})
_FEW = 6


class TypeComparer:
    """Compares types.

    Args:
        old, new: Named schemas of both versions, by id.
        changes: Collects the changes.
    """

    def __init__(
        self, old: Mapping[str, NamedSchema], new: Mapping[str, NamedSchema], changes: Changes
    ) -> None:
        self._schemas, self._changes = (old, new), changes
        self._seen: set[tuple[object, ...]] = set()
        self.waiting: list[tuple[str, str, int]] = []
        """Pairs of schemas that are not compared yet, with their nodes."""
        self.lost: dict[str, Spot] = {}
        self.gained: dict[str, Spot] = {}
        """Aliases that another type, without a name, has replaced; and the reverse."""
        self.replaced: dict[str, tuple[Spot, range]] = {}
        """Names of types that have changed, and the numbers of their changes."""

    def compare(self, old: Type, new: Type, spot: Spot) -> None:
        """Add the changes between two types."""
        if old == new:
            for id_ in names_in(old):
                self.meet(id_, id_, spot)
            return
        key = (old, new, spot.node, spot.old, spot.new)
        if key in self._seen:
            return
        self._seen.add(key)
        was, now = self._alternatives(old, new)
        if not (was.is_any or now.is_any) and was.is_nullable != now.is_nullable:
            rule = spot.on_null[now.is_nullable]
            words = "may be `None` now" if now.is_nullable else "may not be `None` any more"
            self._add(spot, rule, f"`{spot.subject}` {words}")
        self._compare_named(without_null(old), without_null(new), spot)

    def compare_aliased(self, old: NamedSchema, new: NamedSchema, spot: Spot) -> None:
        """Add the changes between what two schemas are aliases of; at least one of them is."""
        self._compare_plain(old.alias or Named(old.id), new.alias or Named(new.id), spot)

    def meet(self, old: str, new: str, spot: Spot) -> None:
        """Note that two schemas belong together."""
        if old not in self._schemas[0] or new not in self._schemas[1]:
            return
        node, is_new = self._changes.graph.pair((old, new), spot.node, spot.side)
        if is_new:
            self.waiting.append((old, new, node))

    def _compare_named(self, old: Type, new: Type, spot: Spot) -> None:
        """Compare types that may be names: what two aliases stand for is compared once."""
        one, other = _alias(old, self._schemas[0]), _alias(new, self._schemas[1])
        if one and other:
            self.meet(one.id, other.id, spot)
            return
        places = (one.origin if one else (), other.origin if other else ())
        before = self._changes.count
        self._compare_plain(old, new, spot.inside(spot.subject, *places))
        if self._changes.count > before:
            found = range(before, self._changes.count)
            for id_ in names_in(old):
                self.replaced.setdefault(id_, (spot, found))
            return  # the name comes or goes with what the changes are about
        if one:
            self.lost.setdefault(one.id, spot)
        if other:
            self.gained.setdefault(other.id, spot)

    def _compare_plain(self, old: Type, new: Type, spot: Spot) -> None:
        was, now = self._alternatives(old, new)
        if was.is_any or now.is_any:
            self._compare_any(was, now, spot)
            return
        rule = _change_of_kinds(was.main, now.main)
        if rule:
            self._add(spot, rule, f"`{spot.subject}` {_WORDS[rule]}{spot.types}")
        for kind in sorted(was.constants.keys() | now.constants.keys()):
            self._compare_constants(kind, was, now, spot)
        self._compare_inner(was.items, now.items, spot)
        self._compare_inner(was.values, now.values, spot)
        self._compare_objects(was, now, spot)

    def _alternatives(self, old: Type, new: Type) -> tuple[Alternatives, Alternatives]:
        return alternatives(old, self._schemas[0]), alternatives(new, self._schemas[1])

    def _compare_any(self, was: Alternatives, now: Alternatives, spot: Spot) -> None:
        if was.is_any != now.is_any:
            rule = "type-became-unknown" if now.is_any else "type-became-known"
            self._add(spot, rule, f"`{spot.subject}` {_WORDS[rule]}{spot.types}")

    def _compare_constants(
        self, kind: str, was: Alternatives, now: Alternatives, spot: Spot
    ) -> None:
        if kind not in was.kinds or kind not in now.kinds:
            return
        old, new = was.constants.get(kind, {}), now.constants.get(kind, {})
        if kind in was.free or kind in now.free:
            self._compare_openness(kind, was, now, spot)
        elif not (was.is_open or now.is_open) and len(old) == len(new) == 1 and old != new:
            values = f"`{_only(new)}`, was `{_only(old)}`"
            self._add(spot, "constant-changed", f"`{spot.subject}` is {values}")
        elif now.is_open and not was.is_open:
            text = f"`{spot.subject}` can have other values than {_listed(old)} now"
            self._add(spot, "constant-opened", text)
        else:
            self._compare_values(old, new, spot)

    def _compare_openness(
        self, kind: str, was: Alternatives, now: Alternatives, spot: Spot
    ) -> None:
        if (kind in was.free) == (kind in now.free):
            return
        if kind in now.free:
            rule = "enum-opened" if was.is_open else "constant-opened"
            self._add(spot, rule, f"`{spot.subject}` takes any {kind} now")
            return
        values = _listed(now.constants[kind])
        self._add(spot, "enum-closed", f"`{spot.subject}` is limited to {values}")

    def _compare_values(
        self, old: Mapping[object, None], new: Mapping[object, None], spot: Spot
    ) -> None:
        lost, gained = [v for v in old if v not in new], [v for v in new if v not in old]
        if lost:
            text = f"`{spot.subject}` does not have {_listed(lost)} any more"
            self._add(spot, "enum-value-removed", text, repr(lost))
        if gained:
            text = f"`{spot.subject}` can be {_listed(gained)}, too"
            self._add(spot, "enum-value-added", text, repr(gained))

    def _compare_inner(self, was: list[Type], now: list[Type], spot: Spot) -> None:
        for old, new in zip(was, now, strict=False):
            self.compare(old, new, spot)

    def _compare_objects(self, was: Alternatives, now: Alternatives, spot: Spot) -> None:
        if not (was.objects and now.objects):
            return
        pairs, lost, gained = paired(was, now, self._schemas)
        for old, new in pairs:
            self.meet(old, new, spot)
        for rule, text, detail in compare_tags(was, now, (pairs, lost, gained), self._schemas):
            self._add(
                spot, rule, f"`{spot.subject}` {text}{spot.types if lost or gained else ''}", detail
            )

    def _add(self, spot: Spot, rule: str, text: str, detail: str = "") -> None:
        self._changes.add(spot.change(rule, text, detail))


_WORDS = {
    "type-changed": "has another type",
    "type-widened": "can have a further type",
    "type-narrowed": "does not have one of its types any more",
    "type-became-known": "has a type now",
    "type-became-unknown": "can have any type now",
    "text-became-date": "is a date or time now",
    "date-became-text": "is a text now",
}


def _alias(type_: Type, schemas: Mapping[str, NamedSchema]) -> NamedSchema | None:
    """Return the alias that a type is the name of, or None."""
    schema = schemas.get(type_.name) if isinstance(type_, Named) else None
    return schema if schema and schema.alias is not None else None


def _change_of_kinds(was: set[str], now: set[str]) -> str:
    """Return the rule for the kinds of values that two types admit; empty if they are the same."""
    lost, gained = was - now, now - was
    if not (lost or gained):
        return ""
    if lost <= {"integer"} and "number" in now:
        return "type-widened"
    if gained <= {"integer"} and "number" in was and lost == {"number"}:
        return "type-narrowed"
    if lost == {"string"} and gained <= _DATES:
        return "text-became-date" if gained else "type-narrowed"
    if lost and lost <= _DATES and gained == {"string"}:
        return "date-became-text"
    if lost and gained:
        return "type-changed"
    return "type-widened" if gained else "type-narrowed"


def _only(values: Mapping[object, None]) -> object:
    return next(iter(values))


def _listed(values: Iterable[object]) -> str:
    """Return the values as Python code, at most a few."""
    listed = [f"`{value!r}`" for value in values]
    return ", ".join(listed) if len(listed) <= _FEW else shortened(listed)
