"""Cuts a module of types into clusters, each of which can be generated without the others.

What a definition becomes depends on itself, and on the shapes of those that it refers to. A cluster
has some definitions in full, and outlines of those that they refer to: of a class its discriminator
properties. So a cluster stays the same when others change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count, islice

from specquilt.openapi.dataclass import dataclass
from specquilt.python.cut import cut
from specquilt.python.models.graph import Graph, graph_of, in_order, is_class, references
from specquilt.python.models.json_schema import Schema, reference
from specquilt.python.models.modules import TypesModule
from specquilt.python.models.outlines import TaggedUnion, outline, tagged_unions

_TYPING = {
    "Annotated",
    "Any",
    "Literal",
    "NotRequired",
    "Optional",
    "TypeAlias",
    "TypedDict",
    "Union",
}
_BUILTIN = {"bool", "dict", "float", "int", "list", "str"}
_IN_TYPES = _TYPING | _BUILTIN | {"TypeAliasType", "Mapping", "Sequence", "date", "datetime"}
"""What may have another name in a whole module if a field of any of its classes has this one."""

_ALL_TYPES: dict[str, Schema] = {
    "in_list": {"type": "array", "items": {"type": "integer"}},
    "in_dict": {"type": "object", "additionalProperties": {"type": "number"}},
    "in_date": {"type": "string", "format": "date"},
    "in_datetime": {"type": "string", "format": "date-time"},
    "in_literal": {"type": "string", "enum": ["a"]},
    "in_bool": {"type": "boolean"},
    "in-any": {},
}
"""Fields whose types have the names of all types, and one that needs another name."""


@dataclass(frozen=True)
class Cluster:
    """A part of a module.

    Args:
        names: The definitions that it is made for.
        module: Those, and what they depend on.
    """

    names: frozenset[str]
    module: TypesModule


class Whole:
    """A whole module, and what its clusters have to know of it."""

    def __init__(self, module: TypesModule) -> None:
        self._module, self._schemas = module, module.schemas
        self._graph = graph_of(module.schemas)
        self._places = {name: place for place, name in enumerate(in_order(self._graph))}
        self._quoting = set(_quoting(self._schemas, self._graph, self._places))
        self._unions = tagged_unions(module.schemas, self._graph)
        self._tags = _tags(self._unions)
        self._helpers = list(islice(_unused(module.schemas), 3 + len(self._unions)))
        self._hiding = _hiding(module, self._helpers[2])

    @property
    def module(self) -> TypesModule:
        """The whole, which gives other names to the same types as its clusters."""
        helper = {self._helpers[2]: self._hiding} if self._hiding["properties"] else {}
        return self._module.part({**self._schemas, **helper})

    def clusters(self) -> list[Cluster]:
        """Cut it into clusters of neighbours by name, which mostly belong together."""
        names = cut(sorted(self._schemas))
        return [Cluster(frozenset(each), self.part(each)) for each in names]

    def part(self, names: Collection[str]) -> TypesModule:
        """Return the module of some definitions, with what they depend on.

        A class is another one if it is a variant of a union. The backend keeps the order of classes
        that refer to each other in a circle, and an alias quotes what comes later. The outlines of
        all classes refer to a circle: so all definitions are in the order in which they are given.
        """
        first, second, hiding, *others = self._helpers
        unions = [each.schema for each in self._unions if not each.classes.isdisjoint(names)]
        needed = references([[self._schemas[name] for name in names], unions])
        helpers = {
            first: _class(circle=reference(second)),
            second: _class(circle=reference(first)),
            hiding: self._hiding,
            **dict(zip(others, unions, strict=False)),
        }
        return self._module.part(self._parts(names, needed) | helpers)

    def _parts(self, names: Collection[str], needed: Iterable[str]) -> dict[str, Schema]:
        """Return definitions in full, and outlines of those that they need."""
        parts = {name: self._schemas[name] for name in names}
        waiting = list(needed)
        while waiting:
            name = waiting.pop()
            if name in self._schemas and name not in parts:
                schema = self._schemas[name]
                parts[name] = outline(schema, self._tags[name], self._helpers[0])
                waiting.extend(() if is_class(schema) else references(schema))
        return {name: parts[name] for name in self._ordered(parts)}

    def _ordered(self, parts: Mapping[str, Schema]) -> list[str]:
        """Return names in the order of the whole module, if it matters.

        Otherwise they are in the order that they would have alone, which changes less often.
        """
        if self._quoting.isdisjoint(parts):
            return in_order(
                graph_of({name: parts[name] for name in self._schemas if name in parts})
            )
        return sorted(parts, key=self._places.__getitem__)


def _hiding(module: TypesModule, name: str) -> Schema:
    """Return a class that hides what any class hides: the backend gives that another name."""
    hidden = sorted(module.field_names & (_IN_TYPES | module.schemas.keys()))
    return _class(**(dict.fromkeys(hidden, reference(name)) | _ALL_TYPES if hidden else {}))


def _quoting(
    schemas: Mapping[str, Schema], graph: Graph, places: Mapping[str, int]
) -> Iterator[str]:
    """Yield the aliases that refer to what comes later."""
    for name, others in graph.items():
        if not is_class(schemas[name]) and any(places[each] > places[name] for each in others):
            yield name


def _tags(unions: Iterable[TaggedUnion]) -> defaultdict[str, set[str]]:
    """Return the discriminator properties of classes."""
    tags: defaultdict[str, set[str]] = defaultdict(set)
    for union in unions:
        for name in union.classes:
            tags[name].add(union.wire)
    return tags


def _unused(names: Collection[str]) -> Iterator[str]:
    """Yield names for what is in a cluster only."""
    return (name for name in map("Helper{}".format, count()) if name not in names)


def _class(**fields: Schema) -> Schema:
    return {"type": "object", "properties": fields, "required": []}
