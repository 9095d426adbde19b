"""Payloads of webhooks and callbacks have models, but no methods."""

from __future__ import annotations

from typing import Any

from api.small import OK, calls, models, package, rules, with_body

BORN = {"type": "object", "properties": {"weight": {"type": "number"}}}


def _received(schema: dict[str, Any]) -> dict[str, Any]:
    return {"post": {"responses": OK} | with_body("application/json", schema)}


def test_payloads_of_webhooks_are_models_that_are_received() -> None:
    webhooks = {"pet.born": _received(BORN), "pet.sold": _received({"type": "string"})}
    surface, findings = package({}, webhooks=webhooks)
    assert list(models(surface)) == ["PetBornPayload"]
    assert models(surface)["PetBornPayload"].in_responses
    assert calls(surface) == []
    assert rules(findings) == ["unsupported-webhooks"]


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
