"""Names in a package. They are claimed in a fixed order, so that results are reproducible."""

from __future__ import annotations

from collections.abc import Iterable

from specquilt.api.report import BuildReport
from specquilt.api.types import Api, ApiOperation
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.words import pascal
from specquilt.python.names.arguments import ConstructorNames, argument_names
from specquilt.python.names.calls import Call
from specquilt.python.names.errors import error_classes
from specquilt.python.names.published import (
    DICT_TYPE,
    KNOWN,
    PAGES,
    UNKNOWN,
    PublishedNames,
    is_stable,
)
from specquilt.python.names.schemas import SchemaNamer, TypeNames
from specquilt.python.names.unique_calls import Calls


@dataclass(frozen=True)
class Names:
    """The names in a package.

    Args:
        clients: Pairs of sync and async class names.
        calls: Calls, by operation id.
        arguments: Argument names in the order of the parameters, by operation id.
        paged: Methods that iterate over all pages, by operation id.
        types: Names of the classes, aliases and fields generated from schemas.
        errors: Exception classes, by status.
        credentials: Arguments of the client for each security scheme.
        headers: Arguments of the client, by position in the first operation's parameters.
    """

    clients: tuple[tuple[str, str], ...]
    calls: dict[str, Call]
    arguments: dict[str, tuple[str, ...]]
    paged: dict[str, str]
    types: TypeNames
    errors: dict[int, str]
    credentials: list[tuple[str, ...]]
    headers: dict[int, str]


def names_of(api: Api, report: BuildReport, published: PublishedNames) -> Names:
    """Return all names in a package except those of resource classes and modules."""
    calls = Calls(api.operations, report, published.calls)
    arguments: dict[str, tuple[str, ...]] = {}
    paged: dict[str, str] = {}
    for operation in api.operations:
        report.operation = operation.label
        arguments[operation.id] = argument_names(operation, report)
        if operation.pagination:
            paged[operation.id] = calls.for_all_pages(operation)
    report.operation = ""
    constructor = ConstructorNames(report)
    starts = {id_: call.type_name for id_, call in calls.by_id.items()}
    namer = SchemaNamer(report, starts, arguments, published.models)
    return Names(
        clients=_clients(api),
        calls=calls.by_id,
        arguments=arguments,
        paged=paged,
        types=_type_names(api, namer, report),
        errors=error_classes(api.errors),
        credentials=constructor.credentials(api.security),
        headers=_headers(api.operations, arguments, constructor),
    )


def _clients(api: Api) -> tuple[tuple[str, str], ...]:
    wanted = api.client_names or ("Client",)
    return tuple((name, f"Async{name}") for name in map(pascal, wanted))


def published_names(names: Names, used: Iterable[str]) -> PublishedNames:
    """Return the names to remember.

    Args:
        names: The names in a package.
        used: Ids of the schemas that have a class or an alias in it.
    """
    calls = {id_: call.dotted for id_, call in names.calls.items()}
    pages = {
        f"{id_}{PAGES}": ".".join((*names.calls[id_].resources, name))
        for id_, name in names.paged.items()
    }
    types = names.types
    tables = {
        "": {id_: types.classes[id_] for id_ in used},
        KNOWN: types.known,
        UNKNOWN: types.unknown,
        DICT_TYPE: types.dict_types,
    }
    models = {
        f"{id_}{ending}": name
        for ending, table in tables.items()
        for id_, name in table.items()
        if is_stable(id_)
    }
    return PublishedNames(calls | pages, models)


def _type_names(api: Api, namer: SchemaNamer, report: BuildReport) -> TypeNames:
    components = {each.id: each.origin for each in api.components}
    namer.keep(components | {each.id: each.origin for each in api.schemas})
    namer.name_components(api.components)
    for schema in api.schemas:
        report.operation = schema.operation
        namer.name(schema)
    report.operation = ""
    namer.name_dict_types(api.schemas)
    return namer.names


def _headers(
    operations: tuple[ApiOperation, ...],
    arguments: dict[str, tuple[str, ...]],
    constructor: ConstructorNames,
) -> dict[int, str]:
    """Return the client's arguments for headers that every operation has."""
    first = operations[:1]
    return {
        position: constructor.header(
            arguments[operation.id][position], is_wanted=bool(parameter.wanted)
        )
        for operation in first
        for position, parameter in enumerate(operation.parameters)
        if parameter.given == "client"
    }
