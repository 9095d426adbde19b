"""The types of the fake of a package: what tests may let its operations return."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from specquilt.api.value_types import NULL, Named, Type, UnionOf
from specquilt.openapi.dataclass import dataclass
from specquilt.python.annotations import Annotation, Annotations, generic, known
from specquilt.python.runtime.public import FAKE_MEMBERS
from specquilt.python.surface.models import ModelClass
from specquilt.python.surface.types import Method, ResourceClass, Surface

_STREAMS = ("events", "lines")
_PLAIN = {"text": "str", "binary": "bytes"}
_BASES = frozenset(
    [
        "Answers",
        "EmptyAnswers",
        "PagedAnswers",
        "PagedValueAnswers",
        "StreamAnswers",
        "ValueAnswers",
    ]
)
_ABSTRACT = frozenset({"Mapping", "Sequence"})
_TYPING = frozenset({"Any", "Literal"})


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


LARGEST_FILE = 400_000
"""Characters of a file with examples."""

_LARGEST_EXAMPLE = 100_000


def data_files(surface: Surface) -> dict[str, str]:
    """Return what the document says about answers beyond their types, as JSON files."""
    hints = {model.name: _samples(model) for model in surface.models if model.in_responses}
    known = {name: samples for name, samples in hints.items() if samples}
    files = {"testing/hints.json": _lines(known)} if known else {}
    for resource in (surface.root, *surface.root.children):
        is_root = resource is surface.root
        name = "client" if is_root else resource.name
        methods = resource.methods if is_root else _methods(resource)
        for number, text in enumerate(_chunks(methods)):
            files[f"testing/examples/{name}.{number}.json"] = text
    return files


def _samples(model: ModelClass) -> dict[str, Any]:
    return {each.wire: each.sample for each in model.fields if each.sample is not None}


def _methods(resource: ResourceClass) -> Iterator[Method]:
    yield from resource.methods
    for child in resource.children:
        yield from _methods(child)


def _chunks(methods: Iterable[Method]) -> Iterator[str]:
    """Yield the examples of methods, as many as fit into a file."""
    chunk, size = list[str](), 0
    for method in methods:
        example = method.response.example
        if example is None or method.response.kind != "json":
            continue
        line = _line(method.dotted, example)
        if len(line) > _LARGEST_EXAMPLE:
            continue
        if size + len(line) > LARGEST_FILE:
            yield _joined(chunk)
            chunk, size = [], 0
        chunk.append(line)
        size += len(line)
    if chunk:
        yield _joined(chunk)


def _lines(values: Mapping[str, Any]) -> str:
    return _joined(_line(name, value) for name, value in values.items())


def _line(name: str, value: Any) -> str:
    # Compact: with an indentation it takes several times as long, and there can be megabytes.
    return f"{json.dumps(name)}: {json.dumps(value, separators=(',', ':'), default=str)}"


def _joined(lines: Iterable[str]) -> str:
    """Return an object with a line for each field, so that changes can be read."""
    return "{\n" + ",\n".join(lines) + "\n}\n"


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
        return Annotations({}, fake_types={name: found for name, found in fakes.items() if found})

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
    def objects(self) -> list[tuple[str, list[Member]]]:
        """The TypedDicts with their fields."""
        return [(_fields(each), list(self._members(each))) for each in self._received]

    @property
    def _received(self) -> list[ModelClass]:
        return [each for each in self.surface.models if each.in_responses and each.alias is None]

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
        if response.kind in _STREAMS:
            return generic(known("StreamAnswers"), value)
        if (model := self._object(response.type)) is not None:
            return known(self._class_of(model, method, value))
        if method.pagination is None:
            return generic(known("ValueAnswers"), value)
        items = self.annotations.faked(method.pagination.item_type)
        return generic(known("PagedValueAnswers"), value, items)

    def _class_of(self, model: ModelClass, method: Method, value: Annotation) -> str:
        paging = method.pagination
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
    def _names(self) -> frozenset[str]:
        members = [each for _, listed in (*self.objects, *self.resources) for each in listed]
        used = [each.annotation for each in members]
        for each in self.classes:
            used += [each.value, known("PagedAnswers" if each.items else "Answers")]
            used += [each.items] if each.items else []
        return frozenset[str]().union(*(each.names for each in used))

    @property
    def base_names(self) -> list[str]:
        """Names that the module imports from the runtime's types."""
        return sorted(self._names & _BASES)

    @property
    def abstract_names(self) -> list[str]:
        """Names that the module imports from ``collections.abc``."""
        return sorted(self._names & _ABSTRACT)

    @property
    def typing_names(self) -> list[str]:
        """Names that the module imports from ``typing``."""
        own = {"Protocol", "Self", "Unpack"} if self.classes else {"Unpack"}
        own |= {"TypedDict"} if self.objects else set()
        return sorted(own | (self._names & _TYPING))

    @property
    def uses_datetime(self) -> bool:
        """Whether the module imports ``datetime``."""
        return "datetime" in self._names

    @property
    def uses_types(self) -> bool:
        """Whether the module imports the types of the package."""
        return "types" in self._names

    @property
    def constructor(self) -> Mapping[str, str]:
        """The two classes of clients."""
        sync, asynchronous = self.surface.client_names[0]
        return {"sync": sync, "async": asynchronous}


def _fields(model: ModelClass) -> str:
    return f"{model.name}Fields"


def _fake(resource: ResourceClass) -> str:
    return f"{resource.class_name}Fake"


def _outside(name: str) -> str:
    return f"{name}_" if name in FAKE_MEMBERS else name
