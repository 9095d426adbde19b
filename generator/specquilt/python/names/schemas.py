"""Names of the classes and aliases that schemas become, and of their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from specquilt.api.hints import Hint, HintPart
from specquilt.api.report import BuildReport
from specquilt.api.types import Component, NamedSchema, Property
from specquilt.api.usage import parts
from specquilt.api.value_types import UnionOf, names_in
from specquilt.openapi.words import pascal, snake
from specquilt.python.names.package import CLASSES
from specquilt.python.names.reserved import attribute_needs_other_name
from specquilt.python.names.scope import Scope


@dataclass(frozen=True)
class TypeNames:
    """Names of what schemas become.

    Args:
        classes: class or alias, by the id of its schema.
        fields: names of the fields of a class, in the order of its properties, by the same id.
        known: the union of the documented members of a tagged union, by the same id.
        unknown: the class for members that are not documented yet, by the same id.
        dict_types: the dictionary that may be sent in the place of a class, by the same id.
    """

    classes: dict[str, str] = field(default_factory=dict)
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    dict_types: dict[str, str] = field(default_factory=dict)


class SchemaNamer:
    """Gives schemas their names, in the order in which they were met.

    Args:
        report: takes the findings about collisions.
        operations: what the names of types that are made for an operation start with, by its id.
        arguments: the names of an operation's arguments, by its id.
    """

    def __init__(
        self,
        report: BuildReport,
        operations: Mapping[str, str],
        arguments: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.names = TypeNames()
        self._report, self._operations, self._arguments = report, operations, arguments
        self._scope = Scope(report, "models", CLASSES, joint="")
        self._starts: dict[str, Callable[[str], str]] = {
            "operation": operations.__getitem__,
            "schema": self.names.classes.__getitem__,
            "webhook": pascal,
        }

    def name_components(self, components: Iterable[Component]) -> None:
        """Name all components; those whose name stays as it is come first."""
        for each in sorted(components, key=lambda each: pascal(each.name) != each.name):
            self.names.classes[each.id] = self._scope.claim(pascal(each.name), each.origin)

    def name(self, schema: NamedSchema) -> None:
        """Name what a schema becomes, and its fields."""
        if schema.hint:
            wanted = pascal(self._hinted(schema.hint))
            self.names.classes[schema.id] = self._scope.claim(wanted, schema.origin)
        if isinstance(schema.alias, UnionOf) and schema.alias.discriminator:
            name = self.names.classes[schema.id]
            self.names.known[schema.id] = self._scope.claim(f"Known{name}", schema.origin)
            self.names.unknown[schema.id] = self._scope.claim(f"Unknown{name}", schema.origin)
        self.names.fields[schema.id] = self._fields(schema)

    def name_dict_types(self, schemas: Iterable[NamedSchema]) -> None:
        """Name a dictionary for each schema that is sent and has a class somewhere inside."""
        holding = _holding_classes([each for each in schemas if each.in_requests])
        for each in sorted(holding, key=lambda each: self.names.classes[each.id]):
            wanted = f"{self.names.classes[each.id]}Param"
            self.names.dict_types[each.id] = self._scope.claim(wanted, each.origin)

    def _fields(self, schema: NamedSchema) -> tuple[str, ...]:
        scope = Scope(self._report, f"fields of {self.names.classes[schema.id]}")
        return tuple(_field(scope, each) for each in schema.properties)

    def _hinted(self, hint: Hint) -> str:
        start = self._starts[hint.start](hint.name)
        return start + "".join(self._part(hint, part) for part in hint.parts)

    def _part(self, hint: Hint, part: HintPart) -> str:
        match part.kind:
            case "word":
                return part.text
            case "title":
                return pascal(part.text, "")
            case "error":
                return pascal(part.text)
            case "property":
                return pascal(snake(part.text))
            case "parameter":
                return pascal(self._arguments[hint.name][int(part.text)])


def _field(scope: Scope, property_: Property) -> str:
    wanted = snake(property_.wire)
    wanted = f"{wanted}_" if attribute_needs_other_name(wanted) else wanted
    return scope.claim(wanted, property_.origin)


def _holding_classes(sent: list[NamedSchema]) -> list[NamedSchema]:
    """Return the schemas that are classes, or refer to one."""
    holding = {each.id for each in sent if each.alias is None}
    referred = {each.id: {n for type_ in parts(each) for n in names_in(type_)} for each in sent}
    while True:
        more = {id_ for id_, names in referred.items() if id_ not in holding and names & holding}
        if not more:
            return [each for each in sent if each.id in holding]
        holding |= more
