"""Gets the facts out of a sewn or ordinary OpenAPI document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from specquilt.api.bodies import Bodies
from specquilt.api.calls import Call, Calls, type_hint
from specquilt.api.leftovers import tell_of_leftovers
from specquilt.api.naming import Scope, name_of
from specquilt.api.paging import Paging, read_polling
from specquilt.api.parameters import Parameters
from specquilt.api.payloads import payloads
from specquilt.api.references import References
from specquilt.api.report import Report
from specquilt.api.resources import resource_tree
from specquilt.api.responses import Responses
from specquilt.api.schemas import Schemas
from specquilt.api.security import read_auth, requirements
from specquilt.api.servers import own_server, server_url
from specquilt.api.streaming import Streaming, Variant
from specquilt.api.types import (
    Api,
    Docs,
    Operation,
    Pagination,
    Param,
    Polling,
    Response,
    Sample,
    Server,
)
from specquilt.api.usage import with_usage
from specquilt.api.wanted_calls import hinted_call, wanted_calls
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, InputError, Locatable
from specquilt.openapi.naming import pascal
from specquilt.openapi.operations import operations
from specquilt.openapi.pointer import Pointer, show


@dataclass(frozen=True)
class Settings:
    """What the facts need besides the document.

    Args:
        distribution: name of the distribution: ``cohere-embed``.
        package: name of the import package: ``cohere_embed``.
        version: version of the distribution.
        place: tells where in the user's files a part of the document comes from.
    """

    distribution: str
    package: str
    version: str
    place: Callable[[Pointer], Locatable | None] = lambda _pointer: None


@dataclass(frozen=True)
class _Endpoint:
    """An operation as it stands in the document."""

    method: str
    path: str
    item: Cursor
    variant: Variant
    call: Call
    final: Call

    @property
    def operation(self) -> Cursor:
        return self.variant.operation

    @property
    def label(self) -> str:
        return f"{self.method.upper()} {self.path}"


def build(document: dict[str, Any], settings: Settings) -> tuple[Api, list[Finding]]:
    """Return the facts about an API: one operation for every operation of the document.

    Raises:
        InputError: something cannot be generated; all such findings at once.
    """
    report = Report(settings.place)
    return _Builder(document, settings, report).build(), report.findings


class _Builder:
    def __init__(self, document: dict[str, Any], settings: Settings, report: Report) -> None:
        self._root = Cursor((), document, Document(document))
        self._settings, self._report = settings, report
        self._calls = Calls(report)
        self._references = References(self._root, report)
        self._schemas = Schemas(self._references, report)
        self._parameters = Parameters(self._references, self._schemas, report)
        self._bodies = Bodies(self._references, self._schemas, report)
        self._responses = Responses(self._references, self._schemas, report)
        self._streaming = Streaming(self._references, self._schemas)
        self._paging = Paging(self._schemas.models, report)

    def build(self) -> Api:
        endpoints = self._endpoints()
        operations = self._operations(endpoints)
        headers, operations = _hoist_headers(operations)
        holders = [place for each in endpoints for place in (each.item, each.operation)]
        tell_of_leftovers(self._root, holders, self._report)
        received = payloads(self._root, holders, self._references, self._schemas)
        auth, scope = read_auth(
            self._root,
            [endpoint.operation for endpoint in endpoints],
            self._settings.package,
            self._references,
            self._report,
        )
        operations = [
            replace(each, security=requirements(self._root, endpoint.operation, auth))
            for each, endpoint in zip(operations, endpoints, strict=True)
        ]
        calls = [endpoint.final for endpoint in endpoints]
        return Api(
            title=self._info.text("title") or self._settings.distribution,
            version=self._settings.version,
            description=self._info.text("description"),
            distribution=self._settings.distribution,
            package=self._settings.package,
            client_names=self._client_names(),
            servers=self._servers(),
            auth=auth,
            headers=tuple(_as_argument(header, scope) for header in headers),
            root=resource_tree(
                operations, calls, self._tag_descriptions(), self._report, self._client_names()
            ),
            models=with_usage(self._schemas.models, operations, received, self._schemas.scope),
            failures=tuple(self._responses.classes().values()),
        )

    # --- operations --------------------------------------------------------------------------

    def _endpoints(self) -> list[_Endpoint]:
        found = list(self._read_paths())
        for each in found:
            self._calls.reserve(each.call, each.operation)
        return [
            replace(each, final=self._calls.assign(each.call, each.operation)) for each in found
        ]

    def _read_paths(self) -> Iterator[_Endpoint]:
        calls = wanted_calls(self._root, self._report)
        for each in operations(self._root.value):
            operation, call = self._root.of(each.value, *each.pointer), calls[each.pointer]
            for variant in self._streaming.variants(operation, call):
                own = hinted_call(variant.operation) or call
                yield _Endpoint(each.method, each.path, operation.parent(), variant, own, own)

    def _operations(self, endpoints: list[_Endpoint]) -> list[Operation]:
        """Read all operations, so that everything that is wrong is told at once."""
        operations: list[Operation] = []
        errors: list[Finding] = []
        for endpoint in endpoints:
            self._report.operation = endpoint.label
            try:
                operations.append(self._operation(endpoint))
            except InputError as error:
                errors.extend(error.findings)
        self._report.operation = ""
        if errors:
            raise InputError(*dict.fromkeys(errors))
        names = self._responses.classes()
        return [_with_class_names(operation, names) for operation in operations]

    def _operation(self, endpoint: _Endpoint) -> Operation:
        operation, hint = endpoint.operation, type_hint(endpoint.final)
        params = self._parameters.of(endpoint.path, endpoint.item, operation, hint)
        body, body_params = self._bodies.of(operation, params, hint)
        response = self._responses.success(operation, hint)
        return Operation(
            name=name_of(operation.text("operationId"), endpoint.final.method),
            method=endpoint.method.upper(),
            path=endpoint.path,
            params=endpoint.variant.settled((*params, *body_params)),
            body=body,
            response=response,
            failures=self._responses.failures(operation, hint),
            docs=_docs(operation),
            pagination=self._pagination(endpoint, params, response),
            polling=self._polling(operation),
            authenticated=operation.get("security") not in ([], [{}]),
            server=own_server(self._root, endpoint.item, operation),
            origin=show(operation.pointer),
        )

    def _pagination(
        self, endpoint: _Endpoint, params: tuple[Param, ...], response: Response
    ) -> Pagination | None:
        pages = self._paging.of(endpoint.operation, endpoint.method, params, response)
        if pages is None:
            return None
        wanted = f"{endpoint.final.method}_all"
        return replace(pages, method=self._calls.sibling(endpoint.call, wanted, endpoint.operation))

    def _polling(self, operation: Cursor) -> Polling | None:
        polling = read_polling(operation)
        if polling is None:
            return None
        accepts = tuple((self._schemas.class_name(name), path) for name, path in polling.accepts)
        return replace(polling, accepts=accepts)

    # --- the rest ----------------------------------------------------------------------------

    @property
    def _info(self) -> Cursor:
        return self._root.at("info") if self._root.has("info") else self._root.of({})

    def _client_names(self) -> tuple[tuple[str, str], ...]:
        given = self._info.get("x-specquilt-client-names")
        names = [pascal(str(name)) for name in given] if isinstance(given, list) else ["Client"]
        return tuple((name, f"Async{name}") for name in names)

    def _servers(self) -> tuple[Server, ...]:
        return tuple(
            Server(server_url(place), place.text("description"), place.text("x-specquilt-env"))
            for place in self._root.elements("servers")
            if place.text("url")
        )

    def _tag_descriptions(self) -> dict[str, str]:
        tags = self._root.elements("tags")
        return {tag.text("name"): tag.text("description") for tag in tags}


def _docs(operation: Cursor) -> Docs:
    external = operation.get("externalDocs")
    samples = tuple(
        Sample(sample.text("lang"), sample.text("label"), str(sample.get("source") or ""))
        for sample in operation.elements("x-codeSamples")
    )
    return Docs(
        summary=" ".join(operation.text("summary").split()),
        description=operation.text("description"),
        reference=str(external.get("url") or "") if isinstance(external, dict) else "",
        samples=samples,
        deprecated=operation.get("deprecated") is True,
    )


def _with_class_names(operation: Operation, classes: dict[int, Any]) -> Operation:
    failures = tuple(replace(f, name=classes[f.status].name) for f in operation.failures)
    return replace(operation, failures=failures)


def _hoist_headers(operations: list[Operation]) -> tuple[list[Param], list[Operation]]:
    """Take the headers that every operation has out of the operations."""
    if len(operations) < 2:
        return [], operations
    counts = Counter(p.name.wire.lower() for op in operations for p in op.params if _is_header(p))
    shared = {wire for wire, count in counts.items() if count == len(operations)}
    first = [p for p in operations[0].params if _is_header(p) and p.name.wire.lower() in shared]
    return first, [_without(operation, shared) for operation in operations]


def _is_header(param: Param) -> bool:
    return param.place == "header"


def _without(operation: Operation, shared: set[str]) -> Operation:
    kept = (p for p in operation.params if not (_is_header(p) and p.name.wire.lower() in shared))
    return replace(operation, params=tuple(kept))


def _as_argument(header: Param, scope: Scope) -> Param:
    """Name the constructor's argument for a header; the custom ``x-`` in front says nothing."""
    wanted = header.name.snake.removeprefix("x_")
    return replace(header, name=replace(header.name, snake=scope.claim(wanted, ())))
