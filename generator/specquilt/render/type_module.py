"""What a module of types holds: the facts its template is about."""

from __future__ import annotations

import keyword
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from specquilt.ir.usage import names_in
from specquilt.ir.value_types import Type, UnionOf
from specquilt.models import File, Types
from specquilt.models.definitions import Alias, Attribute, Class, Definition, mentioned
from specquilt.render.annotations import Annotations
from specquilt.render.code import Code, identifier, literal
from specquilt.render.mentioned import by_type

_TYPING = frozenset(
    {"Annotated", "Any", "Literal", "NotRequired", "TypeAlias", "TypedDict", "Union"}
)
_PURPOSES = {
    "": "Models, and typed dictionaries that may be sent in their place; loaded when first used.",
    "models": "Models of what the API takes and gives, by the resource that uses them.",
    "params": "Typed dictionaries that may be sent in place of models, by resource.",
}
_ABSTRACT = frozenset({"Mapping", "Sequence"})


@dataclass(frozen=True)
class TypeModule:
    """A file of models, or of the dictionaries that may be sent in their place.

    Args:
        file: what it defines and imports.
        sent: whether it is about dictionaries.
    """

    file: File
    sent: bool = False
    annotations: ClassVar[Annotations] = Annotations()

    @property
    def path(self) -> str:
        """Where it goes in the package."""
        return f"types/{self.file.path.replace('.', '/')}.py"

    @property
    def listed(self) -> Code:
        """All names that it defines, in lines."""
        names = " ".join(map(identifier, self.file.names))
        return Code(textwrap.fill(names, 100, break_long_words=False))

    @property
    def here(self) -> Code:
        """The package of types, as it is called from this module."""
        return Code("." * (1 + self.file.path.count(".")))

    @property
    def before(self) -> list[tuple[Code, list[str]]]:
        """What it imports of other modules of types, first of all."""
        return _imports(self.file.before)

    @property
    def after(self) -> list[tuple[Code, list[str]]]:
        """What it imports of modules that import from it."""
        return _imports(self.file.after)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Names that annotations mention: ``datetime``, ``Literal``, ``TypeAliasType`` ..."""
        kinds = {kind for each in self.file.definitions for kind in self._kinds(each)}
        return frozenset(kinds)

    @property
    def typing_names(self) -> list[str]:
        """What it imports from ``typing``."""
        return sorted(self.kinds & _TYPING)

    @property
    def abstract_types(self) -> list[str]:
        """What it imports from ``collections.abc``."""
        return sorted(self.kinds & _ABSTRACT)

    @property
    def third_party(self) -> bool:
        """Whether it imports anything from other distributions."""
        return bool(self.kinds & {"Field", "TypeAliasType"})

    @property
    def local(self) -> bool:
        """Whether it imports anything from this distribution, first of all."""
        return bool(self.kinds & {"Model", "UnknownVariant"} or self.file.before)

    def _kinds(self, definition: Definition) -> Iterable[str]:
        for type_ in definition.types:
            yield from by_type(type_, sent=self.sent)
        match definition:
            case Class() if self.sent:
                yield "TypedDict"
                yield from ("NotRequired" for each in definition.attributes if not each.required)
            case Class():
                yield definition.base
                for attribute in definition.attributes:
                    yield from ("Annotated", "Field") if _settings(attribute) else ()
            case Alias(tag=tag):
                yield from ["Union"] if self._is_early(definition) and _is_union(definition) else []
                yield "TypeAlias" if self.sent else "TypeAliasType"
                yield from ("Annotated", "Field") if tag and not self.sent else ()

    # --- definitions -------------------------------------------------------------------------

    def attribute(self, attribute: Attribute) -> Code:
        """Write a field: its name, its type, and its default if it may be missing."""
        type_, settings = self.annotations.given(attribute.type), _settings(attribute)
        annotation = f"Annotated[{type_}, Field({settings})]" if settings else type_
        default = "" if attribute.required else f" = {literal(attribute.default)}"
        return Code(f"{identifier(attribute.name)}: {annotation}{default}")

    def key(self, attribute: Attribute) -> Code:
        """Write the annotation of a key."""
        type_ = self.annotations.taken(attribute.type)
        return type_ if attribute.required else Code(f"NotRequired[{type_}]")

    def key_as_text(self, attribute: Attribute) -> Code:
        """Write the annotation of a key whose name is no attribute: it is not looked up at once."""
        return literal(str(self.key(attribute)))

    def has_plain_keys(self, definition: Class) -> bool:
        """Say whether all keys can be written as attributes of a class."""
        return all(_is_plain(attribute.wire) for attribute in definition.attributes)

    def target(self, alias: Alias) -> Code:
        """Write what an alias stands for; what is not defined yet is mentioned as text."""
        members = alias.type.members if isinstance(alias.type, UnionOf) else (alias.type,)
        known = self._known[alias.name]
        parts = [self._part(member, known) for member in members]
        if self._is_early(alias) and _is_union(alias):
            type_ = f"Union[{', '.join(parts)}]"
        else:
            type_ = " | ".join(parts)
        tag = literal(alias.tag)
        has_tag = alias.tag and not self.sent
        return Code(f"Annotated[{type_}, Field(discriminator={tag})]" if has_tag else type_)

    def _part(self, type_: Type, known: set[str]) -> Code:
        text = self.annotations.taken(type_) if self.sent else self.annotations.given(type_)
        return text if known.issuperset(names_in(type_)) else literal(str(text))

    def _is_early(self, alias: Alias) -> bool:
        """Say whether an alias mentions what is not defined yet."""
        return not self._known[alias.name].issuperset(mentioned(alias))

    @cached_property
    def _known(self) -> dict[str, set[str]]:
        """The names that each alias may mention, because they are defined or imported before it."""
        known = {name for names in self.file.before.values() for name in names}
        result: dict[str, set[str]] = {}
        for definition in self.file.definitions:
            if isinstance(definition, Alias):
                result[definition.name] = set(known)
            known.add(definition.name)
        return result


@dataclass(frozen=True)
class TypeFolder:
    """A package of types: it imports the modules in it when a name of theirs is first used.

    Args:
        name: below the package ``types``; empty for that itself.
        folders: names of the packages in it.
    """

    name: str
    modules: tuple[TypeModule, ...]
    folders: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where it goes in the package."""
        return f"types/{self.name}/__init__.py".replace("//", "/")

    @property
    def up(self) -> Code:
        """The dots that lead from here to the package of types."""
        return Code(".." if self.name else ".")

    @property
    def purpose(self) -> str:
        """What it is for."""
        return _PURPOSES[self.name]

    @property
    def members(self) -> list[str]:
        """Everything in it."""
        return sorted([*(module.file.name for module in self.modules), *self.folders])


def type_modules(files: Types) -> list[TypeModule]:
    """Return all modules of types."""
    models = [TypeModule(file) for file in files.models]
    return [*models, *(TypeModule(file, sent=True) for file in files.dictionaries)]


def type_folders(modules: list[TypeModule]) -> Iterator[TypeFolder]:
    """Yield the packages of types; small APIs have one only."""
    folders = sorted({module.file.folder for module in modules} | {""})
    for name in folders:
        inside = tuple(module for module in modules if module.file.folder == name)
        yield TypeFolder(name, inside, () if name else tuple(filter(None, folders)))


def _imports(names: dict[str, list[str]]) -> list[tuple[Code, list[str]]]:
    return [(_dotted(module), names[module]) for module in sorted(names)]


def _dotted(path: str) -> Code:
    return Code(".".join(map(identifier, path.split("."))))


def _is_union(alias: Alias) -> bool:
    return isinstance(alias.type, UnionOf) and len(alias.type.members) > 1


def _settings(attribute: Attribute) -> str:
    """Write the arguments of pydantic's ``Field``."""
    settings: list[str] = []
    if attribute.wire != attribute.name:
        settings.append(f"alias={literal(attribute.wire)}")
    if attribute.known:
        settings.append(f"json_schema_extra={{'x-known': {literal(list(attribute.known))}}}")
    return ", ".join(settings)


def _is_plain(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name) and not name.startswith("__")
