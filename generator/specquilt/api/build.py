"""Reads the facts about an API from an OpenAPI document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from specquilt.api.bodies import Bodies
from specquilt.api.hints import Hint
from specquilt.api.links import links_of
from specquilt.api.paging import Paging
from specquilt.api.parameters import Parameters
from specquilt.api.payloads import payloads
from specquilt.api.polling import PollingHints
from specquilt.api.published import Docs, Sample
from specquilt.api.references import References
from specquilt.api.report import BuildReport
from specquilt.api.responses import Responses
from specquilt.api.schemas import Schemas
from specquilt.api.security import requirements, security_schemes
from specquilt.api.servers import own_server, server_url
from specquilt.api.streaming import Streaming, Variant
from specquilt.api.types import Api, ApiOperation, Parameter, Server
from specquilt.api.unsupported import report_unsupported
from specquilt.api.usage import with_usage
from specquilt.api.wanted_arguments import with_wanted_names
from specquilt.api.wanted_calls import wanted_call
from specquilt.api.webhooks import WebhookReader
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, InputError, Locatable
from specquilt.openapi.operations import Endpoint, operations
from specquilt.openapi.pointer import Pointer


@dataclass(frozen=True)
class _Reading:
    """One variant of an operation in the document."""

    endpoint: Endpoint
    item: Cursor
    variant: Variant

    @property
    def operation(self) -> Cursor:
        return self.variant.operation

    @property
    def id(self) -> str:
        return f"{self.endpoint.name} (stream)" if self.variant.streams else self.endpoint.name


def build(
    document: dict[str, Any],
    place: Callable[[Pointer], Locatable | None] = lambda _pointer: None,
    *,
    all_models: bool = False,
    answers: bool = True,
) -> tuple[Api, list[Finding]]:
    """Return the facts about an API, and the findings.

    Every operation of the document is included. An operation that can respond with a value or a
    stream is included twice.

    Args:
        document: An OpenAPI document.
        place: Returns where in the user's files a part of the document comes from.
        all_models: Whether components that nothing uses become models, too.
        answers: Whether examples of responses are wanted: to find valid ones takes long.

    Raises:
        InputError: Parts of the document cannot be generated. Has all such findings.
    """
    report = BuildReport(place)
    return _Builder(document, report, all_models, answers).build(), report.findings


class _Builder:
    def __init__(
        self, document: dict[str, Any], report: BuildReport, all_models: bool, answers: bool
    ) -> None:
        self._all_models = all_models
        self._root, self._report = Cursor((), document, Document(document)), report
        self._references = References(self._root, report)
        self._schemas = Schemas(self._references, report)
        self._parameters = Parameters(self._references, self._schemas, report)
        self._bodies = Bodies(self._references, self._schemas, report)
        self._responses = Responses(self._references, self._schemas, report, answers=answers)
        self._streaming = Streaming(self._references, self._schemas)
        self._paging = Paging(self._schemas.named, self._references, report)
        self._polling = PollingHints(self._schemas.named, report)

    def build(self) -> Api:
        readings = list(self._readings())
        operations = _with_shared_headers(self._operations(readings))
        holders = [place for each in readings for place in (each.item, each.operation)]
        report_unsupported(self._root, holders, self._report)
        received = payloads(self._root, holders, self._references, self._schemas)
        types = [each.type for each in received]
        types += self._schemas.of_components() if self._all_models else []
        places = [each.operation for each in readings]
        security = security_schemes(self._root, places, self._references, self._report)
        return Api(
            title=self._info.text("title"),
            description=self._info.prose("description"),
            client_names=self._client_names(),
            servers=self._servers(),
            security=security,
            tags=self._tags(),
            operations=tuple(
                _with_security(operation, requirements(self._root, place, security))
                for operation, place in zip(operations, places, strict=True)
            ),
            components=self._schemas.components,
            schemas=with_usage(self._schemas.named, operations, types),
            errors=self._responses.usual_errors(),
            links=links_of(self._root),
            webhooks=WebhookReader(self._schemas.named, self._report).of(self._root, received),
        )

    # --- operations --------------------------------------------------------------------------

    def _readings(self) -> Iterator[_Reading]:
        for each in operations(self._root.value):
            operation = self._root.of(each.value, *each.pointer)
            for variant in self._streaming.variants(operation):
                yield _Reading(each, operation.parent(), variant)

    def _operations(self, readings: list[_Reading]) -> list[ApiOperation]:
        """Read all operations, then raise all their errors at once."""
        operations: list[ApiOperation] = []
        errors: list[Finding] = []
        for each in readings:
            self._report.operation = each.endpoint.name
            try:
                operations.append(self._operation(each))
            except InputError as error:
                errors.extend(error.findings)
        self._report.operation = ""
        if errors:
            raise InputError(*dict.fromkeys(errors))
        return operations

    def _operation(self, reading: _Reading) -> ApiOperation:
        operation, endpoint = reading.operation, reading.endpoint
        hint = Hint("operation", reading.id)
        parameters = self._parameters.of(endpoint.path, reading.item, operation, hint)
        body, of_body = self._bodies.of(operation, len(parameters), hint)
        response = self._responses.success(operation, hint)
        wanted = with_wanted_names((*parameters, *of_body), operation, self._root, self._report)
        given = reading.variant.with_switch(wanted)
        streams = reading.variant.streams
        return ApiOperation(
            id=reading.id,
            method=endpoint.method.upper(),
            path=endpoint.path,
            wanted=wanted_call(operation),
            streams=streams,
            parameters=given,
            body=body,
            response=response,
            errors=self._responses.errors(operation, hint),
            other_errors=self._responses.other_errors(operation, hint),
            docs=_docs(operation),
            pagination=self._paging.of(operation, endpoint, parameters, response),
            polling=None if streams else self._polling.of(operation, given, response),
            authenticated=operation.get("security") not in ([], [{}]),
            server=own_server(self._root, reading.item, operation),
            origin=operation.pointer,
        )

    # --- the rest ----------------------------------------------------------------------------

    @property
    def _info(self) -> Cursor:
        return self._root.at("info") if self._root.has("info") else self._root.of({})

    def _client_names(self) -> tuple[str, ...]:
        given = self._info.get("x-specquilt-client-names")
        return tuple(map(str, given)) if isinstance(given, list) else ()

    def _servers(self) -> tuple[Server, ...]:
        return tuple(
            Server(server_url(place), place.prose("description"), place.text("x-specquilt-env"))
            for place in self._root.elements("servers")
            if place.text("url")
        )

    def _tags(self) -> tuple[tuple[str, str], ...]:
        tags = self._root.elements("tags")
        return tuple((tag.text("name"), tag.prose("description")) for tag in tags)


def _docs(operation: Cursor) -> Docs:
    external = operation.get("externalDocs")
    samples = tuple(
        Sample(sample.text("lang"), sample.text("label"), str(sample.get("source") or ""))
        for sample in operation.elements("x-codeSamples")
    )
    return Docs(
        summary=" ".join(operation.text("summary").split()),
        description=operation.prose("description"),
        reference=str(external.get("url") or "") if isinstance(external, dict) else "",
        samples=samples,
        deprecated=operation.get("deprecated") is True,
    )


def _with_security(operation: ApiOperation, found: tuple[tuple[int, ...], ...]) -> ApiOperation:
    return replace(operation, security=found) if found else operation


def _with_shared_headers(operations: list[ApiOperation]) -> list[ApiOperation]:
    """Move headers that every operation has to the client."""
    if len(operations) < 2:
        return operations
    counts = Counter(wire for operation in operations for wire in _headers(operation))
    shared = {wire for wire, count in counts.items() if count == len(operations)}
    return [_without_shared(each, shared) for each in operations] if shared else operations


def _headers(operation: ApiOperation) -> set[str]:
    """Return the names of an operation's headers, which are case-insensitive."""
    return {each.wire.lower() for each in operation.parameters if each.location == "header"}


def _without_shared(operation: ApiOperation, shared: set[str]) -> ApiOperation:
    def marked(parameter: Parameter) -> Parameter:
        is_shared = parameter.location == "header" and parameter.wire.lower() in shared
        return replace(parameter, given="client") if is_shared else parameter

    return replace(operation, parameters=tuple(map(marked, operation.parameters)))
