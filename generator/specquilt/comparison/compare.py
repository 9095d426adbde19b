"""Compares two versions of an API: one walk over both."""

from __future__ import annotations

from dataclasses import replace

from specquilt.api.types import ApiOperation
from specquilt.comparison.auth import Schemes, compare_schemes
from specquilt.comparison.calls import CallComparer
from specquilt.comparison.changes import ApiChange, Changes
from specquilt.comparison.classes import ClassComparer
from specquilt.comparison.graph import Sides
from specquilt.comparison.matching import Matches, address, matched
from specquilt.comparison.objects import ObjectComparer
from specquilt.comparison.package import compare_package
from specquilt.comparison.payloads import first_of, unused_schemas
from specquilt.comparison.spot import Spot
from specquilt.comparison.types import TypeComparer
from specquilt.comparison.version import ApiVersion
from specquilt.comparison.webhooks import compare_webhooks
from specquilt.openapi.dataclass import dataclass
from specquilt.python.surface.types import Method


@dataclass(frozen=True)
class Comparison:
    """What has changed between two versions.

    Args:
        changes: The changes.
        common: How many operations are in both.
        other: How many are in one of them.
        package: The bit of `Use` that stands for the package itself.
    """

    changes: list[ApiChange]
    common: int
    other: int
    package: int

    @property
    def is_of_one_api(self) -> bool:
        """Whether the versions have anything in common."""
        return self.common > 0 or self.other == 0


def compare(old: ApiVersion, new: ApiVersion) -> Comparison:
    """Return what has changed between two versions."""
    matches = matched(old.api.operations, new.api.operations)
    walk = _Walk(old, new, matches)
    walk.compare()
    count = len(matches.lost) + len(matches.gained)
    return Comparison(walk.changes.result(), len(matches.pairs), count, 1 << walk.package)


class _Walk:
    def __init__(self, old: ApiVersion, new: ApiVersion, matches: Matches) -> None:
        self.changes = Changes()
        self.package = len(matches.pairs) + len(matches.lost) + len(matches.gained)
        self._old, self._new, self._matches = old, new, matches
        self._types = TypeComparer(old.schemas, new.schemas, self.changes)
        self._objects = ObjectComparer(old, new, self.changes, self._types)

    def compare(self) -> None:
        """Add all changes."""
        schemes = Schemes(self._old, self._new)
        calls = CallComparer(self._old, self._new, self.changes, self._types, schemes)
        self._compare_presence()
        for position, (old, new) in enumerate(self._matches.pairs):
            calls.compare(old, new, position)
        self._compare_schemas()
        spot = Spot("Client", self.changes.graph.root(self.package, Sides.BOTH), (), ())
        self._compare_payloads(spot)
        ClassComparer(self._old, self._new, self.changes, self._types).compare()
        compare_schemes(self.changes, spot, self._old, self._new, schemes)
        compare_package(self.changes, spot, self._old, self._new)
        compare_webhooks(self.changes, spot, self._old, self._new)

    def _compare_presence(self) -> None:
        """Add operations that are in one version only. A further stream is no further operation."""
        position = len(self._matches.pairs)
        known = {
            (version, address(pair[version])) for pair in self._matches.pairs for version in (0, 1)
        }
        sides = (
            (self._matches.lost, self._old, 1, "removed", "gone"),
            (self._matches.gained, self._new, 0, "added", "new"),
        )
        for listed, version, other, what, words in sides:
            for each in listed:
                kind = "stream" if (other, address(each)) in known else "operation"
                keys = _calls(version.methods[each.id]) if version is self._old else ()
                text = f"`client.{version.methods[each.id].dotted}()` is {words}"
                self._add_presence(each, f"{kind}-{what}", text, position, keys)
                position += 1

    def _add_presence(
        self,
        operation: ApiOperation,
        rule: str,
        text: str,
        position: int,
        known: tuple[str, ...],
    ) -> None:
        node = self.changes.graph.root(position, Sides.BOTH)
        origin = operation.origin
        spot = Spot("", node, origin, origin, call=operation.label, known=known)
        self.changes.add(spot.change(rule, text, operation.label))

    def _compare_schemas(self) -> None:
        """Compare all pairs of schemas that types lead to, and those that these lead to."""
        waiting = self._types.waiting
        for pair in waiting:  # grows meanwhile
            self._objects.compare(*pair)
        waiting.clear()

    def _compare_payloads(self, spot: Spot) -> None:
        """Compare the classes that no operation leads to: those of webhooks and of other components.

        What only another class leads to comes and goes with that one.
        """
        before, after = unused_schemas(self._old), unused_schemas(self._new)
        for id_ in before:
            if id_ in after:
                self._types.meet(id_, id_, replace(spot, side=Sides.RECEIVED))
        for id_ in first_of(self._old, before - after):
            self._types.lost.setdefault(id_, spot.inside("", self._old.schemas[id_].origin, ()))
        for id_ in first_of(self._new, after - before):
            self._types.gained.setdefault(id_, spot.inside("", (), self._new.schemas[id_].origin))
        self._compare_schemas()


def _calls(method: Method) -> tuple[str, ...]:
    """Return the keys of the calls that a method is for, also of that for all pages."""
    names = [method.name, *([method.pagination.name] if method.pagination else [])]
    return tuple(f"client.{'.'.join((*method.resource, name))}()" for name in names)
