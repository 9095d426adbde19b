"""Builds the surface of a package from the facts about an API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from specquilt.api.polling import POLLING
from specquilt.api.received import ApiWebhooks
from specquilt.api.report import BuildReport
from specquilt.api.security import SecurityScheme
from specquilt.api.types import Api, ApiOperation, ErrorResponse, NamedSchema, Parameter
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Finding, Locatable
from specquilt.openapi.pointer import Pointer, show
from specquilt.openapi.words import pascal
from specquilt.python.annotations import Annotations
from specquilt.python.names.arguments import environment_variables
from specquilt.python.names.calls import Call
from specquilt.python.names.published import PublishedNames
from specquilt.python.surface.aliases import aliased_methods, aliased_types
from specquilt.python.surface.error_bodies import ErrorBodies
from specquilt.python.surface.method_parts import Argument, ErrorClass, PagedMethod, Waiting
from specquilt.python.surface.models import ModelClass, ModelField
from specquilt.python.surface.names import Names, names_of, published_names
from specquilt.python.surface.resources import resource_tree
from specquilt.python.surface.translate import translated
from specquilt.python.surface.types import Credentials, Method, Surface

_NOTHING = PublishedNames()


@dataclass(frozen=True)
class Distribution:
    """The names and version of a package.

    Args:
        name: Name of the distribution: ``cohere-embed``.
        package: Name of the import package: ``cohere_embed``.
        version: Version of the distribution.
    """

    name: str
    package: str
    version: str


def surface_of(
    api: Api,
    distribution: Distribution,
    place: Callable[[Pointer], Locatable | None] = lambda _pointer: None,
    published: PublishedNames = _NOTHING,
    aliases: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Surface, list[Finding]]:
    """Return the surface of a package, and findings about name collisions.

    Args:
        api: The facts about the API.
        distribution: The names and version of the package.
        place: Returns where in the user's files a part of the document comes from.
        published: Names that stay.
        aliases: Calls and classes by other names that they have, too.
    """
    report = BuildReport(place)
    names = names_of(api, report, published)
    return _Builder(api, names, report).surface(distribution, aliases), report.findings


class _Builder:
    def __init__(self, api: Api, names: Names, report: BuildReport) -> None:
        self._api, self._names, self._report = api, names, report
        types = names.types
        self._type = partial(translated, types.classes)
        dict_types = {types.classes[id_]: name for id_, name in types.dict_types.items()}
        self._annotations = Annotations(dict_types)
        self._bodies = ErrorBodies(api.operations, self._type)
        self._used = [each for each in api.schemas if each.in_requests or each.in_responses]

    def surface(self, distribution: Distribution, aliases: Mapping[str, str]) -> Surface:
        api, clients = self._api, self._names.clients
        methods = [self._method(each) for each in api.operations]
        others = aliased_methods(aliases, methods)
        calls = [*self._names.calls.values(), *(Call(each.resource, each.name) for each in others)]
        return Surface(
            title=api.title or distribution.name,
            version=distribution.version,
            description=api.description,
            distribution=distribution.name,
            package=distribution.package,
            client_names=clients,
            servers=api.servers,
            credentials=self._credentials(distribution.package),
            headers=self._headers(),
            root=resource_tree(calls, [*methods, *others], dict(api.tags), clients, self._report),
            models=tuple(sorted(map(self._model, self._used), key=lambda model: model.name)),
            errors=tuple(map(self._error, api.errors)),
            error_bodies=self._bodies.usual,
            published=published_names(self._names, [each.id for each in self._used]),
            type_aliases=aliased_types(aliases),
            links=api.links,
            webhooks=self._webhooks(),
        )

    def _error(self, error: ErrorResponse) -> ErrorClass:
        name, bodies = self._names.errors[error.status], self._bodies.of_status(error.status)
        return ErrorClass(error.status, name, error.description, bodies=bodies)

    def _webhooks(self) -> ApiWebhooks | None:
        found = self._api.webhooks
        if found is None:
            return None
        return replace(found, events=tuple((name, self._type(each)) for name, each in found.events))

    # --- methods -----------------------------------------------------------------------------

    def _method(self, operation: ApiOperation) -> Method:
        response = operation.response
        if response.type is not None:
            response = replace(response, type=self._type(response.type))
        call = self._names.calls[operation.id]
        return Method(
            name=call.method,
            resource=call.resources,
            verb=operation.method,
            path=operation.path,
            arguments=self._arguments(operation),
            body=operation.body,
            response=response,
            returns=self._annotations.returned(response, is_async=False).text,
            returns_async=self._annotations.returned(response, is_async=True).text,
            errors=self._errors(operation),
            other_errors=tuple(self._type(body) for _, body in operation.other_errors),
            error_bodies=self._bodies.of(operation),
            docs=operation.docs,
            pagination=self._pagination(operation),
            polling=self._polling(operation),
            authenticated=operation.authenticated,
            security=operation.security,
            server=operation.server,
            origin=show(operation.origin),
        )

    def _arguments(self, operation: ApiOperation) -> tuple[Argument, ...]:
        names = self._names.arguments[operation.id]
        return tuple(
            self._argument(parameter, name)
            for parameter, name in zip(operation.parameters, names, strict=True)
            if parameter.given == "call"
        )

    def _argument(self, parameter: Parameter, name: str) -> Argument:
        type_ = self._type(parameter.type)
        return Argument(
            name=name,
            wire=parameter.wire,
            location=parameter.location,
            type=type_,
            annotation=self._annotations.argument(parameter.location, type_).text,
            required=parameter.required,
            constant=parameter.constant,
            style=parameter.style,
            explode=parameter.explode,
            default=parameter.default,
            media_type=parameter.media_type,
            description=parameter.description,
            deprecated=parameter.deprecated,
            example=parameter.example,
            in_body_example=parameter.in_body_example,
        )

    def _errors(self, operation: ApiOperation) -> tuple[ErrorClass, ...]:
        return tuple(
            ErrorClass(
                each.status,
                self._names.errors[each.status],
                each.description,
                self._type(each.body) if each.body else None,
            )
            for each in operation.errors
        )

    def _pagination(self, operation: ApiOperation) -> PagedMethod | None:
        pages = operation.pagination
        if pages is None:
            return None
        item = self._type(pages.item_type)
        names = self._names.arguments[operation.id]
        by_wire = {
            parameter.wire: name
            for parameter, name in zip(operation.parameters, names, strict=True)
            if parameter.location == "query"
        }
        return PagedMethod(
            name=self._names.paged[operation.id],
            style=pages.style,
            items=pages.items,
            item_type=item,
            annotation=self._annotations.given(item).text,
            advance=by_wire.get(pages.advance, ""),
            limit=by_wire.get(pages.limit, ""),
            next=pages.next,
            more=pages.more,
            first=pages.first,
        )

    def _polling(self, operation: ApiOperation) -> Waiting | None:
        hint = operation.polling
        if hint is None:
            return None
        accepts = tuple((self._model_of(name, operation), path) for name, path in hint.accepts)
        return Waiting(hint.status, hint.succeeded, hint.failed, accepts)

    def _model_of(self, name: str, operation: ApiOperation) -> str:
        """Return the class of a component, or of an unnamed object by the name of its class."""
        classes = self._names.types.classes
        wanted = classes.get(show(("components", "schemas", name))) or pascal(name)
        objects = (each for each in self._used if each.alias is None)
        if wanted in (classes[each.id] for each in objects):
            return wanted
        message = f"{POLLING} accepts {name!r}, which no operation sends or returns as an object"
        place = (*operation.origin, POLLING, "accepts", name)
        raise self._report.error("unsupported-polling", message, place)

    # --- models ------------------------------------------------------------------------------

    def _model(self, schema: NamedSchema) -> ModelClass:
        types = self._names.types
        alias = self._type(schema.alias) if schema.alias else None
        return ModelClass(
            name=types.classes[schema.id],
            fields=self._fields(schema),
            alias=alias,
            annotation=self._annotations.given(alias).text if alias else "",
            description=schema.description,
            in_requests=schema.in_requests,
            in_responses=schema.in_responses,
            dict_type=types.dict_types.get(schema.id, ""),
            known=types.known.get(schema.id, ""),
            unknown=types.unknown.get(schema.id, ""),
            origin=show(schema.origin),
        )

    def _fields(self, schema: NamedSchema) -> tuple[ModelField, ...]:
        names = self._names.types.fields[schema.id]
        return tuple(
            ModelField(
                name=name,
                wire=each.wire,
                type=(type_ := self._type(each.type)),
                annotation=self._annotations.given(type_).text,
                required=each.required,
                description=each.description,
                read_only=each.read_only,
                write_only=each.write_only,
                sample=each.sample,
            )
            for each, name in zip(schema.properties, names, strict=True)
        )

    # --- the client --------------------------------------------------------------------------

    def _credentials(self, package: str) -> tuple[Credentials, ...]:
        schemes = zip(self._api.security, self._names.credentials, strict=True)
        all_names = {name for names in self._names.credentials for name in names}
        return tuple(_credentials(scheme, names, package, all_names) for scheme, names in schemes)

    def _headers(self) -> tuple[Argument, ...]:
        return tuple(
            self._argument(self._api.operations[0].parameters[position], name)
            for position, name in self._names.headers.items()
        )


def _credentials(
    scheme: SecurityScheme, names: tuple[str, ...], package: str, all_names: set[str]
) -> Credentials:
    return Credentials(
        scheme=scheme.name,
        kind=scheme.kind,
        arguments=names,
        environments=environment_variables(names, package, scheme.environment, all_names),
        wire=scheme.wire,
        description=scheme.description,
        token_url=scheme.token_url,
        scopes=scheme.scopes,
    )
