"""The types of the fake of a package: what tests may let its operations return."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple, TypeAlias

from specquilt.api.media import STREAMS
from specquilt.api.value_types import NULL, Named, Type, UnionOf, names_in
from specquilt.openapi.dataclass import dataclass
from specquilt.python.annotations import Annotation, Annotations, generic, known
from specquilt.python.runtime.public import FAKE_MEMBERS
from specquilt.python.surface.models import ModelClass
from specquilt.python.surface.types import Method, ResourceClass, Surface

_PLAIN = {"text": "str", "binary": "bytes"}
_BASES = frozenset(
    [
        "Answers",
        "EmptyAnswers",
        "FakeState",
        "PagedAnswers",
        "PagedValueAnswers",
        "StreamAnswers",
        "ValueAnswers",
    ]
)
_ABSTRACT = frozenset({"Mapping", "Sequence"})
_TYPING = frozenset({"Any", "Literal"})


LARGEST_FILE = 300_000
"""Characters of the TypedDicts in a file."""


class AnswersClass(NamedTuple):
    """An operation that returns an object.

    Args:
        name: Name of the class.
        value: The object.
        fields: Name of its TypedDict.
        items: The items of its pages, if it has pages.
    """

    name: str
    value: Annotation
    fields: str
    items: Annotation | None


class Member(NamedTuple):
    """An operation or a resource of a fake."""

    name: str
    annotation: Annotation


@dataclass(frozen=True)
class ImportedNames:
    """What a module imports.

    Args:
        names: Names that its annotations use.
        typing: Other names that it imports from ``typing``.
    """

    names: frozenset[str]
    typing: set[str]

    @property
    def base_names(self) -> list[str]:
        """Names that the module imports from the runtime's types."""
        return sorted(self.names & _BASES)

    @property
    def abstract_names(self) -> list[str]:
        """Names that the module imports from ``collections.abc``."""
        return sorted(self.names & _ABSTRACT)

    @property
    def typing_names(self) -> list[str]:
        """Names that the module imports from ``typing``."""
        return sorted(self.typing | (self.names & _TYPING))


Object: TypeAlias = tuple[str, list[Member]]
"""The name of a TypedDict, and its fields."""


@dataclass(frozen=True)
class TestingModule:
    """The types of a fake.

    Args:
        surface: The package.
    """

    surface: Surface

    @cached_property
    def annotations(self) -> Annotations:
        """Creates annotations of values that a fake accepts."""
        fakes = {each.name: tuple(self._fakes(each.name, ())) for each in self.surface.models}
        known_ones = {name: found for name, found in fakes.items() if found}
        # A field can be called `types`, too.
        return Annotations({}, fake_types=known_ones, types="_types")

    def _fakes(self, name: str, above: tuple[str, ...]) -> Iterator[str]:
        """Yield the TypedDicts of the objects that a class or alias can be."""
        model = self.surface.models_by_name.get(name)
        if model is None or name in above:
            return
        if model.alias is None:
            yield _fields(model)
            return
        members = model.alias.members if isinstance(model.alias, UnionOf) else (model.alias,)
        for each in members:
            if isinstance(each, Named):
                yield from self._fakes(each.name, (*above, name))

    # --- fields ------------------------------------------------------------------------------

    @cached_property
    def objects(self) -> list[Object]:
        """The TypedDicts with their fields."""
        received = (each for each in self.surface.models if each.name in self._received)
        return [(_fields(each), list(self._members(each))) for each in received if not each.alias]

    @cached_property
    def parts(self) -> list[list[Object]]:
        """The TypedDicts of each file of their own; none if one file holds everything."""
        parts, size = [list[Object]()], 0
        for name, members in self.objects:
            length = sum(len(each.name) + len(each.annotation.text) + 8 for each in members)
            if parts[-1] and size + length > LARGEST_FILE:
                parts.append([])
                size = 0
            parts[-1].append((name, members))
            size += length + len(name) + 40
        return parts if len(parts) > 1 else []

    @cached_property
    def _received(self) -> frozenset[str]:
        """Names of the classes that operations return, directly or inside of others."""
        found, waiting = set[str](), list(self._roots(self.surface.root))
        while waiting:
            for name in names_in(waiting.pop()):
                if name not in found and (model := self.surface.models_by_name.get(name)):
                    found.add(name)
                    waiting += (
                        [model.alias] if model.alias else [each.type for each in model.fields]
                    )
        return frozenset(found)

    def _roots(self, resource: ResourceClass) -> Iterator[Type]:
        for method in resource.methods:
            yield from [method.response.type] if method.response.type else []
            yield from [method.pagination.item_type] if method.pagination else []
        for child in resource.children:
            yield from self._roots(child)

    def _members(self, model: ModelClass) -> Iterator[Member]:
        for each in model.fields:
            if not each.write_only:
                yield Member(each.name, self.annotations.faked(each.type))

    # --- operations --------------------------------------------------------------------------

    @cached_property
    def resources(self) -> list[tuple[str, list[Member]]]:
        """The classes of resources with their operations; the last one is the client's."""
        return list(self._resources(self.surface.root))

    def _resources(self, resource: ResourceClass) -> Iterator[tuple[str, list[Member]]]:
        for child in resource.children:
            yield from self._resources(child)
        children = [Member(each.name, known(_fake(each))) for each in resource.children]
        methods = [Member(each.name, self._answers(each)) for each in resource.methods]
        members = [*children, *methods]
        if resource is self.surface.root:
            members = [each._replace(name=_outside(each.name)) for each in members]
        yield _fake(resource), members

    def _answers(self, method: Method) -> Annotation:
        """Return the annotation of an operation."""
        response = method.response
        if response.kind in _PLAIN:
            return generic(known("ValueAnswers"), self.annotations.builtin(_PLAIN[response.kind]))
        if response.type is None or response.kind == "empty":
            return known("EmptyAnswers")
        value = self.annotations.faked(response.type)
        if response.kind in STREAMS:
            return generic(known("StreamAnswers"), value)
        if (model := self._object(response.type)) is not None:
            return known(self._class_of(model, method))
        if method.pagination is None:
            return generic(known("ValueAnswers"), value)
        items = self.annotations.faked(method.pagination.item_type)
        return generic(known("PagedValueAnswers"), value, items)

    def _class_of(self, model: ModelClass, method: Method) -> str:
        paging, value = method.pagination, self.annotations.given(method.result)
        items = self.annotations.faked(paging.item_type) if paging else None
        suffix = "Pages" if paging else "Answers"
        made = AnswersClass(f"{model.name}{suffix}", value, _fields(model), items)
        key = (made.name, made.value, made.items)
        if key not in self._made:
            same = sum(name == made.name for name, _, _ in self._made)
            self._made[key] = made._replace(name=f"{made.name}{same + 1}") if same else made
        return self._made[key].name

    def _object(self, type_: Type) -> ModelClass | None:
        """Return the object that a type is, but for null; None if it can be something else."""
        if isinstance(type_, UnionOf):
            members = [each for each in type_.members if each != NULL]
            return self._object(members[0]) if len(members) == 1 else None
        model = self.surface.models_by_name.get(type_.name) if isinstance(type_, Named) else None
        return self._object(model.alias) if model and model.alias else model

    @cached_property
    def _made(self) -> dict[tuple[str, Annotation, Annotation | None], AnswersClass]:
        return {}

    @property
    def classes(self) -> list[AnswersClass]:
        """The classes of operations that return objects."""
        assert self.resources
        return list(self._made.values())

    # --- imports -----------------------------------------------------------------------------

    @cached_property
    def imports(self) -> ImportedNames:
        """What the module needs."""
        own = [] if self.parts else self.objects
        members = [each for _, listed in (*own, *self.resources) for each in listed]
        used = [each.annotation for each in members]
        for each in self.classes:
            used += [each.value, known("PagedAnswers" if each.items else "Answers")]
            used += [each.items] if each.items else []
        used.append(known("FakeState"))
        typing = {"Protocol", "Self", "Unpack"} if self.classes else {"Unpack"}
        return ImportedNames(_names(used), typing | ({"TypedDict"} if own else set()))

    def imports_of(self, part: list[Object]) -> ImportedNames:
        """Return what a file of TypedDicts needs."""
        members = (each.annotation for _, listed in part for each in listed)
        return ImportedNames(_names(members), {"TypedDict"})

    def fields_of(self, other: list[Object], part: list[Object]) -> list[str]:
        """Return the TypedDicts of one file that another one needs."""
        texts = " ".join(each.annotation.text for _, listed in part for each in listed)
        return sorted({name for name, _ in other}.intersection(re.findall(r"\w+", texts)))


def _names(annotations: Iterable[Annotation]) -> frozenset[str]:
    return frozenset[str]().union(*(each.names for each in annotations))


def _fields(model: ModelClass) -> str:
    return f"{model.name}Fields"


def _fake(resource: ResourceClass) -> str:
    return f"{resource.class_name}Fake"


def _outside(name: str) -> str:
    return f"{name}_" if name in FAKE_MEMBERS else name
