"""Names of the classes, aliases and fields generated from schemas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from types import MappingProxyType

from specquilt.api.hints import Hint, HintPart
from specquilt.api.report import BuildReport
from specquilt.api.types import Component, NamedSchema, Property
from specquilt.api.usage import parts
from specquilt.api.value_types import UnionOf, names_in
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.words import pascal, snake
from specquilt.python.names.package import CLASSES
from specquilt.python.names.published import DICT_TYPE, KNOWN, UNKNOWN
from specquilt.python.names.reserved import attribute_needs_other_name
from specquilt.python.names.scope import Scope


@dataclass(frozen=True)
class TypeNames:
    """Names of the classes, aliases and fields generated from schemas, by schema id.

    Args:
        classes: Classes and aliases.
        fields: Fields of classes, in the order of the properties.
        known: Unions of the documented members of discriminated unions.
        unknown: Classes for undocumented members of discriminated unions.
        dict_types: TypedDicts that methods accept instead of a class.
    """

    classes: dict[str, str] = field(default_factory=dict)
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    dict_types: dict[str, str] = field(default_factory=dict)


class SchemaNamer:
    """Names schemas in the order they were read.

    Args:
        report: Collects findings about collisions.
        operations: Prefixes of the names of unnamed types, by operation id.
        arguments: Argument names, by operation id.
        published: Names that stay, by schema id.
    """

    def __init__(
        self,
        report: BuildReport,
        operations: Mapping[str, str],
        arguments: Mapping[str, tuple[str, ...]],
        published: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.names = TypeNames()
        self._report, self._operations, self._arguments = report, operations, arguments
        self._scope = Scope(report, "models", CLASSES, joint="")
        self._published, self._kept = published, set[str]()
        self._starts: dict[str, Callable[[str], str]] = {
            "operation": operations.__getitem__,
            "schema": self.names.classes.__getitem__,
            "webhook": pascal,
            "given": pascal,
        }

    def keep(self, origins: Mapping[str, Pointer]) -> None:
        """Claim the published names of schemas that there still are.

        Args:
            origins: JSON Pointers by schema id.
        """
        for id_, origin in origins.items():
            for key in (id_, *(f"{id_}{ending}" for ending in (KNOWN, UNKNOWN, DICT_TYPE))):
                if key in self._published and self._scope.keep(self._published[key], origin):
                    self._kept.add(key)

    def name_components(self, components: Iterable[Component]) -> None:
        """Name all components. Those whose names need no change take precedence."""
        for each in sorted(components, key=lambda each: pascal(each.name) != each.name):
            self.names.classes[each.id] = self._claim(each.id, pascal(each.name), each.origin)

    def name(self, schema: NamedSchema) -> None:
        """Name the class or alias of a schema, and its fields."""
        if schema.hint:
            wanted = pascal(self._hinted(schema.hint))
            self.names.classes[schema.id] = self._claim(schema.id, wanted, schema.origin)
        if isinstance(schema.alias, UnionOf) and schema.alias.discriminator:
            name = self.names.classes[schema.id]
            id_, origin = schema.id, schema.origin
            self.names.known[id_] = self._claim(f"{id_}{KNOWN}", f"Known{name}", origin)
            self.names.unknown[id_] = self._claim(f"{id_}{UNKNOWN}", f"Unknown{name}", origin)
        self.names.fields[schema.id] = self._fields(schema)

    def name_dict_types(self, schemas: Iterable[NamedSchema]) -> None:
        """Name a TypedDict for each schema that is sent and contains a class."""
        containing = _containing_classes([each for each in schemas if each.in_requests])
        for each in sorted(containing, key=lambda each: self.names.classes[each.id]):
            wanted = f"{self.names.classes[each.id]}Param"
            key = f"{each.id}{DICT_TYPE}"
            self.names.dict_types[each.id] = self._claim(key, wanted, each.origin)

    def _claim(self, key: str, wanted: str, origin: Pointer) -> str:
        return self._published[key] if key in self._kept else self._scope.claim(wanted, origin)

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


def _containing_classes(sent: list[NamedSchema]) -> list[NamedSchema]:
    """Return the schemas that are classes or refer to one."""
    found = {each.id for each in sent if each.alias is None}
    referred = {each.id: {n for type_ in parts(each) for n in names_in(type_)} for each in sent}
    while True:
        more = {id_ for id_, names in referred.items() if id_ not in found and names & found}
        if not more:
            return [each for each in sent if each.id in found]
        found |= more
