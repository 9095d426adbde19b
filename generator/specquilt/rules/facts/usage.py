"""References between the parts of a document. Call these functions with `Cursor.once`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from specquilt.openapi.document import Document
from specquilt.openapi.kinds import Kind
from specquilt.openapi.mentions import (
    MENTIONS,
    Mentions,
    mentioned,
    mentioned_outside,
    mentions_in,
)
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.references import local_pointer
from specquilt.openapi.values import listing, mapping
from specquilt.openapi.walk import walk
from specquilt.rules.facts.operations import endpoints

Component = tuple[str, str]


def used_components(document: Document) -> frozenset[Component]:
    """Return the components that the rest of the document refers to, as (section, name)."""
    mentions = document.about_parts(MENTIONS)
    roots = [each for at, each in mentions.items() if at[0] != "components"]
    roots += mentioned_outside(document)
    waiting = [*_components(roots), *_security_schemes(document.data)]
    reached: set[Component] = set()
    while waiting:
        component = waiting.pop()
        if component not in reached:
            reached.add(component)
            found = mentions.get(("components", *component))
            waiting.extend(_components([found]) if found else ())
    return frozenset(reached)


def components_of_requests(document: Document) -> frozenset[str]:
    """Return the names of the schemas that parameters and request bodies refer to."""
    requests = [
        [each.value.get("parameters"), each.value.get("requestBody")]
        for each in document.once(endpoints)
    ]
    reached = _reached(document, list(_referenced(requests)))
    return frozenset(name for section, name in reached if section == "schemas")


def _reached(document: Document, waiting: list[Component]) -> frozenset[Component]:
    components = mapping(document.data.get("components"))
    reached: set[Component] = set()
    while waiting:
        component = waiting.pop()
        if component not in reached:
            reached.add(component)
            section, name = component
            waiting.extend(_referenced(mapping(components.get(section)).get(name)))
    return frozenset(reached)


def names_of_properties(document: Document) -> dict[Pointer, set[str]]:
    """Return the names of the properties that refer to a component, directly or in a union."""
    names: defaultdict[Pointer, set[str]] = defaultdict(set)
    for node in walk(document):
        for name, schema in node.mapping("properties").items() if node.kind is Kind.SCHEMA else ():
            variants = [mapping(schema), *_variants(mapping(schema))]
            for reference in filter(None, (variant.get("$ref") for variant in variants)):
                names[("components", *(component(str(reference)) or ()))].add(str(name))
    return names


def _variants(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for keyword in ("allOf", "anyOf", "oneOf"):
        yield from map(mapping, listing(schema.get(keyword)))


def _referenced(root: Any) -> set[Component]:
    """Return the components that ``$ref`` and discriminator mappings refer to."""
    return _components([mentions_in(root)])


@lru_cache(maxsize=10_000)
def component(reference: str) -> Component | None:
    """Return the component a reference points to or into; a bare name is the name of a schema."""
    if not reference.startswith("#"):
        return "schemas", reference
    parts = local_pointer(reference) or ()
    is_component = len(parts) > 2 and parts[0] == "components"
    return (str(parts[1]), str(parts[2])) if is_component else None


def _security_schemes(data: dict[str, Any]) -> Iterator[Component]:
    paths = mapping(data.get("paths")).values()
    operations = [operation for item in paths for operation in mapping(item).values()]
    for owner in (data, *operations):
        for requirement in listing(mapping(owner).get("security")):
            yield from (("securitySchemes", name) for name in mapping(requirement))


def inherited_schemas(document: Document) -> frozenset[Pointer]:
    """Return the components that other schemas include with `allOf`."""
    found = {component(name) for each in mentioned(document) for name in each.inherited}
    return frozenset(("components", *each) for each in found if each)


def _components(mentions: Iterable[Mentions]) -> set[Component]:
    names = set[str]().union(
        *(names for each in mentions for names in (each.references, each.mapped))
    )
    return {each for each in map(component, names) if each}
