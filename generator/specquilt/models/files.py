"""Which file each type goes into: that of the one resource that uses it, or a shared one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from specquilt.ir.types import Api, Operation, Resource
from specquilt.ir.usage import closure, types_of
from specquilt.ir.value_types import Constants, Type, UnionOf
from specquilt.models.definitions import Alias, Class, Definition, dictionaries, mentioned, models
from specquilt.models.order import in_order

LONG = 1_100
"""Lines, estimated, from which on types are spread over files; formatted files get longer."""
CLIENT, SHARED = "client", "shared"
"""Names for what the client's own methods use, and for what several resources use."""


@dataclass(frozen=True)
class File:
    """A module of types.

    Args:
        path: its dotted name below the package ``types``.
        group: what its definitions have in common with those of other files.
        before: names that it imports from other modules of types, by module.
        after: the same, imported at its end, because that module may import from this one.
    """

    path: str
    group: str
    definitions: tuple[Definition, ...]
    before: dict[str, list[str]] = field(default_factory=dict)
    after: dict[str, list[str]] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """The package that it is in, below ``types``; empty for ``types`` itself."""
        return self.path.rpartition(".")[0]

    @property
    def name(self) -> str:
        """Its own name."""
        return self.path.rpartition(".")[2]

    @property
    def names(self) -> list[str]:
        """What it defines."""
        return sorted(definition.name for definition in self.definitions)


@dataclass(frozen=True)
class Types:
    """All files of types: models, and their TypedDict twins."""

    models: tuple[File, ...]
    dictionaries: tuple[File, ...]

    @property
    def files(self) -> tuple[File, ...]:
        """All of them."""
        return (*self.models, *self.dictionaries)


def types(api: Api) -> Types:
    """Spread the types of an API over files."""
    groups = _groups(api)
    model_files = _files("models", models(api), groups)
    twin_files = _files("params", dictionaries(api), groups)
    return Types(
        tuple(_linked(model_files, model_files)),
        tuple(_linked(twin_files, [*model_files, *twin_files])),
    )


def _groups(api: Api) -> dict[str, str]:
    """Return for each model the resource that alone uses it, or a name for what is shared."""
    by_name = {model.name: model for model in api.models}
    users: defaultdict[str, set[str]] = defaultdict(set)
    for group, operations in _users(api):
        for name in closure(by_name, (t for operation in operations for t in types_of(operation))):
            users[name].add(group)
    return {name: next(iter(own)) if len(own) == 1 else SHARED for name, own in users.items()}


def _users(api: Api) -> Iterator[tuple[str, list[Operation]]]:
    yield CLIENT, list(api.root.operations)
    for child in api.root.children:
        yield child.module, list(_operations(child))


def _operations(resource: Resource) -> Iterator[Operation]:
    yield from resource.operations
    for child in resource.children:
        yield from _operations(child)


def _files(
    name: str, definitions: dict[str, list[Definition]], groups: dict[str, str]
) -> list[File]:
    """Make one file of everything if it is short, or else one for each group."""
    everything = [each for several in definitions.values() for each in several]
    if sum(map(_lines, everything)) <= LONG:
        return [File(name, name, tuple(in_order(everything)))] if everything else []
    grouped: defaultdict[str, list[Definition]] = defaultdict(list)
    for model, several in definitions.items():
        grouped[f"{name}.{groups.get(model, SHARED)}"] += several
    return [
        File(_numbered(group, number, grouped), group, tuple(part))
        for group in sorted(grouped)
        for number, part in enumerate(_parts(in_order(grouped[group])))
    ]


def _numbered(group: str, number: int, taken: Mapping[str, object]) -> str:
    path = f"{group}_{number + 1}" if number else group
    return f"{path}_" if number and path in taken else path


def _parts(definitions: Iterable[Definition]) -> Iterator[list[Definition]]:
    """Cut a long list into parts that are not too long."""
    part: list[Definition] = []
    length = 0
    for definition in definitions:
        if part and length + _lines(definition) > LONG:
            yield part
            part, length = [], 0
        part.append(definition)
        length += _lines(definition)
    yield part


def _linked(files: list[File], sources: list[File]) -> Iterator[File]:
    """Add the imports of each file from those that define what it mentions.

    Files of one group mention each other in circles: each defines its own before it imports others.
    """
    homes = {name: source for source in sources for name in source.names}
    for file in files:
        before: defaultdict[str, list[str]] = defaultdict(list)
        after: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted({name for each in file.definitions for name in mentioned(each)}):
            home = homes[name]
            if home.path != file.path:
                (after if home.group == file.group else before)[home.path].append(name)
        yield replace(file, before=dict(before), after=dict(after))


def _lines(definition: Definition) -> int:
    """Estimate how many lines a definition takes."""
    match definition:
        case Class(_, attributes, description):
            inside = (3 + len(a.description) // 80 if a.description else 1 for a in attributes)
            return 5 + len(description) // 80 + sum(inside)
        case Alias(_, type_, description):
            return 5 + len(description) // 80 + _choices(type_)


def _choices(type_: Type) -> int:
    """Count the values and members that a type lists: formatted, each may take a line."""
    match type_:
        case Constants(values):
            return len(values)
        case UnionOf(members):
            return sum(map(_choices, members)) + len(members)
        case _:
            return 0
