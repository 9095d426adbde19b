"""Small documents, and their facts and surfaces."""

from __future__ import annotations

from typing import Any

from specquilt.api.build import build
from specquilt.api.types import Api
from specquilt.api.value_types import Type
from specquilt.openapi.finding import Finding
from specquilt.python.names.published import PublishedNames
from specquilt.python.surface import Distribution, surface_of
from specquilt.python.surface.method_parts import Argument
from specquilt.python.surface.models import ModelClass
from specquilt.python.surface.types import Method, ResourceClass, Surface

DISTRIBUTION = Distribution("zoo-client", "zoo_client", "1.2.3")
NOTHING = PublishedNames()
OK = {"200": {"description": "Fine."}}


def document(paths: dict[str, Any], schemas: dict[str, Any] | None = None, **rest: Any) -> Any:
    """Return an OpenAPI document. `rest` has further top-level keys."""
    components = {"schemas": schemas or {}} | rest.pop("components", {})
    info = {"title": "Zoo API", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": components} | rest


def facts(
    paths: dict[str, Any], schemas: dict[str, Any] | None = None, **rest: Any
) -> tuple[Api, list[Finding]]:
    """Return the facts about a small document, and the findings."""
    return build(document(paths, schemas, **rest))


def package(
    paths: dict[str, Any], schemas: dict[str, Any] | None = None, **rest: Any
) -> tuple[Surface, list[Finding]]:
    """Return the surface of the package for a small document, and the findings."""
    return named(document(paths, schemas, **rest))


def named(
    spec: dict[str, Any], published: PublishedNames = NOTHING
) -> tuple[Surface, list[Finding]]:
    """Return the surface of the package for a document, and the findings."""
    api, about_facts = build(spec)
    surface, about_names = surface_of(api, DISTRIBUTION, published=published)
    return surface, [*about_facts, *about_names]


def method(spec: dict[str, Any], path: str = "/animals", verb: str = "get") -> Method:
    """Return the method for the only operation of a document."""
    given = {"operationId": "call", "tags": ["zoo"], "responses": OK} | spec
    surface, _ = package({path: {verb: given}})
    return methods(surface)[0]


def methods(surface: Surface) -> list[Method]:
    """Return all methods of a package."""
    return list(_below(surface.root))


def _below(resource: ResourceClass) -> list[Method]:
    inner = [method for child in resource.children for method in _below(child)]
    return [*resource.methods, *inner]


def calls(surface: Surface) -> list[str]:
    """Return the call of each operation without ``client.``."""
    return [method.dotted for method in methods(surface)]


def answered(schema: dict[str, Any], schemas: dict[str, Any] | None = None) -> tuple[Type, Surface]:
    """Return the type of a response with the given schema."""
    content = {"application/json": {"schema": schema}}
    responses = {"200": {"description": "Fine.", "content": content}}
    get = {"operationId": "call", "tags": ["zoo"], "responses": responses}
    surface, _ = package({"/animals": {"get": get}}, schemas)
    type_ = methods(surface)[0].response.type
    assert type_ is not None
    return type_, surface


def models(surface: Surface) -> dict[str, ModelClass]:
    """Return the models by class name."""
    return {model.name: model for model in surface.models}


def rules(findings: list[Finding]) -> list[str]:
    """Return the ids of findings."""
    return [finding.rule for finding in findings]


TEXT = {"schema": {"type": "string"}}


def with_body(media_type: str, schema: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """Return an operation's request body."""
    return {"requestBody": {"content": {media_type: {"schema": schema}}} | rest}


def with_answer(media_type: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return an operation's responses."""
    content = {media_type: {"schema": schema} if schema else {}}
    return {"responses": {"200": {"description": "Fine.", "content": content}}}


def wired(arguments: tuple[Argument, ...]) -> list[tuple[str, str, str]]:
    """Return the Python name, wire name and location of arguments."""
    return [(argument.name, argument.wire, argument.location) for argument in arguments]
