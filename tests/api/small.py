"""Small documents, and what is made of them."""

from __future__ import annotations

from typing import Any

from specquilt.api.build import Settings, build
from specquilt.api.types import Api, Model, Operation, Param, Resource
from specquilt.api.value_types import Type
from specquilt.openapi.finding import Finding

SETTINGS = Settings("zoo-client", "zoo_client", "1.2.3")
OK = {"200": {"description": "Fine."}}


def document(paths: dict[str, Any], schemas: dict[str, Any] | None = None, **rest: Any) -> Any:
    """Return an OpenAPI document; `rest` are further top-level parts."""
    components = {"schemas": schemas or {}} | rest.pop("components", {})
    info = {"title": "Zoo API", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": components} | rest


def facts(
    paths: dict[str, Any], schemas: dict[str, Any] | None = None, **rest: Any
) -> tuple[Api, list[Finding]]:
    """Return the facts about a small document, and the findings."""
    return build(document(paths, schemas, **rest), SETTINGS)


def operation(spec: dict[str, Any], path: str = "/animals", method: str = "get") -> Operation:
    """Return the facts about the only operation of a document."""
    given = {"operationId": "call", "tags": ["zoo"], "responses": OK} | spec
    api, _ = facts({path: {method: given}})
    return operations(api)[0]


def operations(api: Api) -> list[Operation]:
    """Return all operations of an API."""
    return list(_below(api.root))


def _below(resource: Resource) -> list[Operation]:
    inner = [operation for child in resource.children for operation in _below(child)]
    return [*resource.operations, *inner]


def calls(api: Api) -> list[str]:
    """Return what is written after ``client.`` for each operation."""
    return _calls(api.root, "")


def _calls(resource: Resource, prefix: str) -> list[str]:
    own = [prefix + operation.name.snake for operation in resource.operations]
    below = (_calls(child, f"{prefix}{child.name.snake}.") for child in resource.children)
    return [*own, *(call for calls in below for call in calls)]


def answered(schema: dict[str, Any], schemas: dict[str, Any] | None = None) -> tuple[Type, Api]:
    """Return the type of an answer of the given schema."""
    content = {"application/json": {"schema": schema}}
    responses = {"200": {"description": "Fine.", "content": content}}
    get = {"operationId": "call", "tags": ["zoo"], "responses": responses}
    api, _ = facts({"/animals": {"get": get}}, schemas)
    type_ = operations(api)[0].response.type
    assert type_ is not None
    return type_, api


def models(api: Api) -> dict[str, Model]:
    """Return the models by class name."""
    return {model.name: model for model in api.models}


def rules(findings: list[Finding]) -> list[str]:
    """Return the ids of findings."""
    return [finding.rule for finding in findings]


TEXT = {"schema": {"type": "string"}}


def with_body(media_type: str, schema: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """Return the part of an operation that says what is sent."""
    return {"requestBody": {"content": {media_type: {"schema": schema}}} | rest}


def with_answer(media_type: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the part of an operation that says what comes back."""
    content = {media_type: {"schema": schema} if schema else {}}
    return {"responses": {"200": {"description": "Fine.", "content": content}}}


def named(params: tuple[Param, ...]) -> list[tuple[str, str, str]]:
    """Return the Python name, the name on the wire and the place of arguments."""
    return [(param.name.snake, param.name.wire, param.place) for param in params]
