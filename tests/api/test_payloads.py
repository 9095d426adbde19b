"""Payloads of webhooks and callbacks have models, but no methods."""

from __future__ import annotations

from typing import Any

from api.small import OK, calls, document, models, package, rules, with_body
from specquilt.api.build import build

BORN = {"type": "object", "properties": {"weight": {"type": "number"}}}


def _received(schema: dict[str, Any]) -> dict[str, Any]:
    return {"post": {"responses": OK} | with_body("application/json", schema)}


def test_payloads_of_webhooks_are_models_that_are_received() -> None:
    webhooks = {"pet.born": _received(BORN), "pet.sold": _received({"type": "string"})}
    surface, findings = package({}, webhooks=webhooks)
    assert list(models(surface)) == ["PetBornPayload"]
    assert models(surface)["PetBornPayload"].in_responses
    assert calls(surface) == []
    assert rules(findings) == []


def test_components_in_payloads_keep_their_names() -> None:
    reference = {"$ref": "#/components/schemas/Pet"}
    surface, _ = package({}, {"Pet": BORN}, webhooks={"petBorn": _received(reference)})
    assert list(models(surface)) == ["Pet"]


def test_payloads_of_callbacks_are_models() -> None:
    callbacks = {"onDone": {"{$request.body#/url}": _received(BORN)}}
    post = {"operationId": "start", "responses": OK, "callbacks": callbacks}
    surface, findings = package({"/jobs": {"post": post}})
    assert list(models(surface)) == ["OnDonePayload"]
    assert rules(findings) == ["unsupported-callbacks"]


def test_components_that_nothing_uses_are_models_if_all_are_wanted() -> None:
    schemas = {"Event": {"properties": {"pet": {"$ref": "#/components/schemas/Pet"}}}, "Pet": BORN}
    spec = document({}, schemas)
    assert [schema.in_responses for schema in build(spec)[0].schemas] == []
    api, _ = build(spec, all_models=True)
    assert [(schema.id, schema.in_responses) for schema in api.schemas] == [
        ("/components/schemas/Event", True),
        ("/components/schemas/Pet", True),
    ]
