"""Compares the operations of a merged document with those of the vendor's own document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus.schema_view import View, view
from specquilt.openapi.kinds import METHODS
from specquilt.openapi.references import follow
from specquilt.openapi.values import listing, mapping

MAX_DEPTH = 12


@dataclass(frozen=True)
class Fact:
    """One compared detail of an operation.

    Args:
        kind: type of the detail: "request field".
        where: operation and location: "POST /keys body.limit".
        ours: value in the merged document. None if missing.
        theirs: value in the vendor's document. None if missing.
    """

    kind: str
    where: str
    ours: object
    theirs: object

    @property
    def agrees(self) -> bool:
        """Whether both documents agree."""
        return self.ours == self.theirs


def facts(ours: dict[str, Any], theirs: dict[str, Any]) -> list[Fact]:
    """Return all facts about the operations of our document. Other operations are ignored."""
    known = {key: (item, operation) for key, item, operation in _operations(theirs)}
    found: list[Fact] = []
    for key, item, operation in _operations(ours):
        label = f"{key[0].upper()} {key[1]}"
        found.append(Fact("operation", label, True, key in known or None))
        if key in known:
            comparison = _Comparison(ours, theirs, label)
            comparison.operations((item, operation), known[key])
            found.extend(comparison.found)
    return found


def _operations(
    document: dict[str, Any],
) -> Iterator[tuple[tuple[str, str], dict[str, Any], dict[str, Any]]]:
    for path, item in mapping(document.get("paths")).items():
        for method in METHODS:
            if isinstance(mapping(item).get(method), dict):
                yield (method, path), item, item[method]


Operation = tuple[dict[str, Any], dict[str, Any]]


@dataclass
class _Comparison:
    """Compares one operation in two documents."""

    ours: dict[str, Any]
    theirs: dict[str, Any]
    label: str
    found: list[Fact] = field(default_factory=list)
    seen: set[tuple[str, int, int]] = field(default_factory=set)

    def _compare(self, kind: str, where: str, ours: object, theirs: object) -> None:
        self.found.append(Fact(kind, f"{self.label} {where}".strip(), ours, theirs))

    def operations(self, ours: Operation, theirs: Operation) -> None:
        """Compare everything about an operation."""
        self._parameters(
            _parameters(self.ours, *ours), _parameters(self.theirs, *theirs), theirs[1]
        )
        self._bodies(ours[1].get("requestBody"), theirs[1].get("requestBody"))
        self._responses(ours[1], theirs[1])

    def _parameters(
        self,
        ours: dict[tuple[str, str], dict[str, Any]],
        theirs: dict[tuple[str, str], dict[str, Any]],
        operation: dict[str, Any],
    ) -> None:
        for key in dict.fromkeys([*ours, *theirs]):
            one, other = ours.get(key), theirs.get(key)
            where = f"{key[0]}.{key[1]}"
            self._compare("parameter", where, one is not None, other is not None)
            if one is None or other is None:
                continue
            needs = bool(one.get("required")), bool(other.get("required"))
            self._compare("parameter required", where, *needs)
            self._schemas("parameter", where, one.get("schema"), other.get("schema"))

    def _bodies(self, ours: Any, theirs: Any) -> None:
        one, other = mapping(follow(self.ours, ours)), mapping(follow(self.theirs, theirs))
        self._compare("request body", "", bool(one.get("content")), bool(other.get("content")))
        if one and other:
            needs = bool(one.get("required")), bool(other.get("required"))
            self._compare("request body required", "", *needs)
            self._contents("request", "body", one, other)

    def _responses(self, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
        mine, yours = mapping(ours.get("responses")), mapping(theirs.get("responses"))
        for status in dict.fromkeys([*map(str, mine), *map(str, yours)]):
            one = mapping(follow(self.ours, mine.get(status)))
            other = mapping(follow(self.theirs, yours.get(status)))
            failed = status[:1] != "2"
            self._compare(
                "error status" if failed else "success status", status, bool(one), bool(other)
            )
            if one and other:
                self._contents("error" if failed else "response", status, one, other)

    def _contents(
        self, kind: str, where: str, ours: dict[str, Any], theirs: dict[str, Any]
    ) -> None:
        mine, yours = mapping(ours.get("content")), mapping(theirs.get("content"))
        for media_type in dict.fromkeys([*mine, *yours]):
            place = f"{where} {media_type}"
            self._compare(f"{kind} content type", place, media_type in mine, media_type in yours)
            if media_type in mine and media_type in yours:
                one, other = mapping(mine[media_type]), mapping(yours[media_type])
                self._schemas(kind, where, one.get("schema"), other.get("schema"))

    # --- schemas -------------------------------------------------------------------------

    def _schemas(self, kind: str, where: str, ours: Any, theirs: Any, depth: int = 0) -> None:
        key = kind, id(follow(self.ours, ours)), id(follow(self.theirs, theirs))
        if depth > MAX_DEPTH or key in self.seen:
            return
        self.seen.add(key)
        one, other = view(self.ours, ours), view(self.theirs, theirs)
        self._compare(f"{kind} type", where, one.type, other.type)
        self._compare(f"{kind} nullable", where, one.nullable, other.nullable)
        if one.values is not None or other.values is not None:
            self._compare(f"{kind} enum", where, one.values, other.values)
        if one.type == other.type:
            self._parts(kind, where, one, other, depth + 1)

    def _parts(self, kind: str, where: str, one: View, other: View, depth: int) -> None:
        if one.items is not None and other.items is not None:
            self._schemas(kind, f"{where}[]", one.items, other.items, depth)
        if isinstance(one.additional, dict) and isinstance(other.additional, dict):
            self._schemas(kind, f"{where}{{}}", one.additional, other.additional, depth)
        for name in dict.fromkeys([*one.properties, *other.properties]):
            self._property(kind, f"{where}.{name}", name, one, other, depth)
        self._variants(kind, where, one, other, depth)

    def _property(
        self, kind: str, where: str, name: str, one: View, other: View, depth: int
    ) -> None:
        self._compare(f"{kind} field", where, name in one.properties, name in other.properties)
        if name in one.properties and name in other.properties:
            self._compare(
                f"{kind} field required", where, name in one.required, name in other.required
            )
            self._schemas(kind, where, one.properties[name], other.properties[name], depth)

    def _variants(self, kind: str, where: str, one: View, other: View, depth: int) -> None:
        mine, yours = _labelled(self.ours, one), _labelled(self.theirs, other)
        for label in dict.fromkeys([*mine, *yours]):
            place = f"{where}<{label}>"
            self._compare(f"{kind} variant", place, label in mine, label in yours)
            if label in mine and label in yours:
                self._schemas(kind, place, mine[label], yours[label], depth)


def _parameters(
    document: dict[str, Any], item: dict[str, Any], operation: dict[str, Any]
) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the parameters of an operation by location and name.

    Parameters of the operation take precedence over those of the path.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for holder in (item, operation):
        for parameter in listing(holder.get("parameters")):
            resolved = mapping(follow(document, parameter))
            found[str(resolved.get("in")), str(resolved.get("name"))] = resolved
    return found


def _labelled(document: dict[str, Any], union: View) -> dict[str, Any]:
    """Return the variants by label. Variants with equal labels are numbered."""
    labelled: dict[str, Any] = {}
    for variant in union.variants:
        label = _label(document, union, variant)
        number = sum(1 for each in labelled if each.partition(" #")[0] == label)
        labelled[f"{label} #{number + 1}" if number else label] = variant
    return labelled


def _label(document: dict[str, Any], union: View, variant: dict[str, Any]) -> str:
    seen = view(document, variant)
    constants = dict(_constants(document, seen))
    if variant.get("$ref") in union.tags:
        constants.update([union.tags[variant["$ref"]]])
    if constants:
        return ", ".join(f"{name} {value}" for name, value in sorted(constants.items()))
    if seen.values and len(seen.values) == 1:
        return next(iter(seen.values))
    inner = view(document, seen.items).type if seen.type == "array" else ""
    return f"{seen.type} of {inner}" if inner else seen.type


def _constants(document: dict[str, Any], seen: View) -> Iterator[tuple[str, str]]:
    """Yield the properties with a single value, which identify a variant."""
    for name, schema in seen.properties.items():
        values = view(document, schema).values
        if values and len(values) == 1:
            yield name, next(iter(values))
