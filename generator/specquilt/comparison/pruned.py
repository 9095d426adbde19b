"""Leaves out of two documents what is the same in both, so that large ones are compared quickly.

What stays of an operation is what names and classes of others depend on: its ids, tags, headers,
security, and the statuses and media types of its responses. A component that nothing needs keeps its
name, which no other class may get.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from specquilt.openapi.keywords import UNIONS
from specquilt.openapi.kinds import METHODS
from specquilt.openapi.operations import ARGUMENTS
from specquilt.openapi.references import local_pointer
from specquilt.openapi.values import listing, mapping

Data: TypeAlias = dict[str, Any]
_Component: TypeAlias = tuple[str, str]

CALL, POLLING, HINTS = "x-specquilt-call", "x-specquilt-polling", "x-specquilt-"
_KEPT = ("operationId", "tags", "summary", "security", "servers", "deprecated", CALL)
_NAMED = ("schemas", "responses", "securitySchemes")
"""Components that have a meaning or a name without being used."""
_SECTIONS = ("paths", "webhooks", "x-webhooks")
_Item: TypeAlias = tuple[str, str]


def pruned(old: Data, new: Data) -> tuple[Data, Data]:
    """Return two documents without what both have, and what differs does not need."""
    changed = _changed(_components(old), _components(new)) | _awaited(old) | _awaited(new)
    sides = [_Side(data, changed) for data in (old, new)]
    same = {
        (section, path)
        for section in _SECTIONS
        for path, item in mapping(old.get(section)).items()
        if old.get(ARGUMENTS) == new.get(ARGUMENTS)
        and mapping(new.get(section)).get(path) == item
        and not any(side.is_affected(item) for side in sides)
        and not _has_hints(item)
    }
    first, second = (side.without(same) for side in sides)
    return first, second


def _has_hints(item: Any) -> bool:
    """Return whether an operation has hints about its parameters or answers: it stays as it is."""
    return any(key.startswith(HINTS) and key != CALL for each in _operations(item) for key in each)


def _awaited(data: Data) -> set[_Component]:
    """Return the schemas that hints about polling name: what answers with them stays as it is."""
    operations = [
        each for item in mapping(data.get("paths")).values() for each in _operations(item)
    ]
    hints = [mapping(each.get(POLLING)) for each in operations if POLLING in each]
    return {("schemas", str(name)) for hint in hints for name in mapping(hint.get("accepts"))}


def _operations(item: Any) -> list[Data]:
    return [mapping(value) for key, value in mapping(item).items() if key in METHODS]


def _components(data: Data) -> dict[_Component, Any]:
    return {
        (section, name): value
        for section, named in mapping(data.get("components")).items()
        if isinstance(named, dict)
        for name, value in named.items()
    }


def _changed(old: Mapping[_Component, Any], new: Mapping[_Component, Any]) -> set[_Component]:
    missing = object()
    return {
        each for each in old.keys() | new.keys() if old.get(each, missing) != new.get(each, missing)
    }


class _Side:
    def __init__(self, data: Data, changed: set[_Component]) -> None:
        self._data, self._components = data, _components(data)
        self._uses: dict[_Component, frozenset[_Component]] = {}
        self._affected = self._all_users(changed) if changed else set()
        self._has_choices = any(
            "discriminator" in mapping(each) for each in self._components.values()
        )

    def is_affected(self, value: Any) -> bool:
        """Return whether a value refers to what has changed, directly or not."""
        return bool(self._affected) and not self._affected.isdisjoint(_references(value))

    def without(self, same: set[_Item]) -> Data:
        """Return the document with stubs of some paths, and of the components that only they use."""
        kept: Data = {}
        for section in filter(self._data.__contains__, _SECTIONS):
            items = mapping(self._data[section]).items()
            kept[section] = {path: item for path, item in items if (section, path) not in same}
        rest = [each for key, each in self._data.items() if key not in (*_SECTIONS, "components")]
        needed = self._reached(_references([*kept.values(), *rest]))
        paths = {
            path: kept["paths"].get(path) or self._stub_of_path(item)
            for path, item in mapping(self._data.get("paths")).items()
        }
        return {**self._data, **kept, "paths": paths, **self._kept_components(needed)}

    def _kept_components(self, needed: set[_Component]) -> Data:
        sections = self._data.get("components")
        if not isinstance(sections, dict):
            return {}
        kept = {
            section: (
                {
                    name: each if (section, name) in needed else _stub(section, each)
                    for name, each in named.items()
                    if (section, name) in needed or section in _NAMED or _is_header(each)
                }
                if isinstance(named, dict)
                else named
            )
            for section, named in sections.items()
        }
        return {"components": kept}

    def _stub_of_path(self, item: Any) -> Any:
        if not isinstance(item, dict):
            return item
        stubs = {
            key: self._stub_of_operation(value) if key in METHODS else value
            for key, value in item.items()
        }
        return {**stubs, **self._headers(item)}

    def _stub_of_operation(self, operation: Any) -> Any:
        if not isinstance(operation, dict):
            return operation
        kept = {key: each for key, each in operation.items() if key in _KEPT}
        responses = mapping(operation.get("responses"))
        stubs = {status: _stub("responses", response) for status, response in responses.items()}
        return {**kept, **self._headers(operation), "responses": stubs}

    def _headers(self, holder: Data) -> Data:
        """Return those parameters that are headers: what all operations have, the client gets."""
        if "parameters" not in holder:
            return {}
        given = listing(holder["parameters"])
        return {"parameters": [each for each in given if _is_header(self._resolved(each))]}

    def _resolved(self, parameter: Any) -> Any:
        found = next(_component_of(mapping(parameter).get("$ref")), None)
        return self._components.get(found) if found else parameter

    def _all_users(self, changed: set[_Component]) -> set[_Component]:
        """Return components with all that refer to them."""
        users: dict[_Component, list[_Component]] = {}
        for each in self._components:
            for other in self._used_by(each):
                users.setdefault(other, []).append(each)
        return _closure(changed, lambda each: users.get(each, ()))

    def _reached(self, first: Iterable[_Component]) -> set[_Component]:
        """Return components with all that they refer to, and with their subtypes."""
        subtypes = self._subtypes() if self._has_choices else {}
        return _closure(set(first), lambda each: (*self._used_by(each), *subtypes.get(each, ())))

    def _used_by(self, component: _Component) -> frozenset[_Component]:
        if component not in self._uses:
            value = self._components.get(component)
            self._uses[component] = frozenset(_references(value))
        return self._uses[component]

    def _subtypes(self) -> dict[_Component, list[_Component]]:
        """Return the components that extend others: a discriminated union may consist of them."""
        found: dict[_Component, list[_Component]] = {}
        for each, value in self._components.items():
            for base in _references(mapping(value).get("allOf")):
                found.setdefault(base, []).append(each)
        return found


def _closure(first: set[_Component], following: Any) -> set[_Component]:
    found, waiting = set(first), list(first)
    while waiting:
        for each in following(waiting.pop()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found


def _references(value: Any) -> Iterator[_Component]:
    """Yield the components that a value refers to."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            reference = each.get("$ref")
            if isinstance(reference, str):
                yield from _component_of(reference)
            if "mapping" in each:
                yield from (
                    c for text in mapping(each["mapping"]).values() for c in _component_of(text)
                )
            waiting.extend(inner for inner in each.values() if isinstance(inner, dict | list))
        elif isinstance(each, list):
            waiting.extend(inner for inner in each if isinstance(inner, dict | list))


def _component_of(reference: Any) -> Iterator[_Component]:
    pointer = local_pointer(reference)
    if pointer and len(pointer) > 2 and pointer[0] == "components":
        yield str(pointer[1]), str(pointer[2])


def _is_header(parameter: Any) -> bool:
    return bool(mapping(parameter).get("in") == "header")


def _stub(section: str, value: Any) -> Any:
    """Return what stays of a component that nothing needs."""
    if section == "schemas":
        return value if _is_union_of_components(value) else {}
    if section != "responses" or not isinstance(value, dict) or "$ref" in value:
        return value
    content: Data = {media: {} for media in mapping(value.get("content"))}
    # Several media types may be a value and a stream, which are two methods.
    return {"description": "", **({"content": content} if len(content) > 1 else {})}


def _is_union_of_components(value: Any) -> bool:
    """Return whether a schema may give its name to others that repeat it."""
    members = [each for key in UNIONS for each in mapping(value).get(key) or ()]
    return bool(members) and all("$ref" in mapping(each) for each in members)
