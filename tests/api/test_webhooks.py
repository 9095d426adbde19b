"""What the document says about its webhooks, and what a hint says."""

from __future__ import annotations

from typing import Any

import pytest

from api.small import OK, document, rules, with_body
from specquilt.api.build import build
from specquilt.api.received import ApiWebhooks
from specquilt.api.webhooks import HINT, SIGNATURES
from specquilt.openapi.finding import InputError


def _event(**constants: Any) -> dict[str, Any]:
    properties = {name: {"type": "string", "enum": values} for name, values in constants.items()}
    return {"type": "object", "properties": {"id": {"type": "string"}, **properties}}


def _webhooks(schemas: dict[str, Any], hint: Any = None, **components: Any) -> ApiWebhooks:
    received = {
        name: {"post": {"responses": OK} | with_body("application/json", schema)}
        for name, schema in schemas.items()
    }
    spec = document({}, components) | {"webhooks": received}
    found = build(spec | ({} if hint is None else {HINT: hint}))[0].webhooks
    assert found is not None
    return found


def test_constants_name_the_events() -> None:
    schemas = {"pet-born": _event(type=["pet.born"]), "pet-sold": _event(type=["pet.sold"])}
    found = _webhooks(schemas)
    assert ([name for name, _ in found.events], found.event) == (
        ["pet.born", "pet.sold"],
        ("type",),
    )


def test_one_event_may_have_several_names() -> None:
    schemas = {"a": _event(kind=["one", "two"]), "b": _event(kind=["three"])}
    found = _webhooks(schemas)
    assert [name for name, _ in found.events] == ["one", "three", "two"]
    assert found.event == ("kind",)


def test_members_of_a_union_are_looked_into() -> None:
    union = {"oneOf": [_event(kind=["one"]), {"$ref": "#/components/schemas/Two"}]}
    found = _webhooks({"a": union, "b": _event(kind=["three"])}, Two=_event(kind=["two"]))
    assert [name for name, _ in found.events] == ["one", "three", "two"]


@pytest.mark.parametrize(
    "other",
    [
        _event(kind=["one"]),
        _event(sort=["two"]),
        {"type": "string"},
        {"oneOf": [_event(kind=["two"]), _event(sort=["two"])]},
    ],
    ids=["same value", "other property", "no object", "a member without"],
)
def test_property_that_does_not_tell_all_apart_names_nothing(other: dict[str, Any]) -> None:
    found = _webhooks({"a": _event(kind=["one"]), "b": other})
    assert ([name for name, _ in found.events], found.event) == (["a", "b"], ())


def test_hint_says_where_the_name_is() -> None:
    schemas = {"a": _event(kind=["one"]), "b": _event(kind=["two"])}
    found = _webhooks(schemas, {"event": ["header.X-Event", "action"]})
    assert [name for name, _ in found.events] == ["a", "b"]
    assert found.event == ("header.X-Event", "action")


def test_signature_is_that_of_standard_webhooks_unless_the_hint_says_another() -> None:
    schemas = {"a": _event(kind=["one"])}
    assert dict(_webhooks(schemas).signature) == SIGNATURES["standard"]
    for name, fields in SIGNATURES.items():
        assert dict(_webhooks(schemas, {"signature": name}).signature) == fields
    own = {"header": "X-Sign", "algorithm": "sha512"}
    assert dict(_webhooks(schemas, {"signature": own}).signature) == own


@pytest.mark.parametrize(
    ("hint", "problem"),
    [
        ({}, "has no keys"),
        ("slack", "has no keys"),
        ({"sign": "slack"}, "has an unknown key: 'sign'"),
        ({"event": "type"}, "has an invalid `event`"),
        ({"event": [""]}, "has an invalid `event`"),
        ({"event": [3]}, "has an invalid `event`"),
        ({"signature": "slak"}, "expected standard, github, slack, stripe or an object"),
        ({"signature": ["slack"]}, "expected standard, github, slack, stripe or an object"),
        ({"signature": {"headers": "a", "header": "a"}}, "unknown key of `signature`: 'headers'"),
        ({"signature": {"prefix": "a"}}, "needs a `header`"),
        ({"signature": {"header": 3}}, "whose 'header' is no text"),
        ({"signature": {"header": "a", "signed": "{id}"}}, "without {body}"),
        ({"signature": {"header": "a", "encoding": "hax"}}, "'encoding' is none of hex, base64"),
        ({"signature": {"header": "a", "algorithm": "md5"}}, "none of sha1, sha256, sha512"),
    ],
    ids=str,
)
def test_hint_that_cannot_be_used_is_an_error_with_an_example(hint: Any, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        _webhooks({"a": _event(kind=["one"])}, hint)
    (finding,) = caught.value.findings
    assert (finding.rule, finding.pointer) == ("unsupported-webhooks-hint", (HINT,))
    assert problem in finding.message
    assert "signature: {header: X-Signature" in finding.help


def test_webhook_without_json_is_reported() -> None:
    webhooks = {"born": {"post": {"responses": OK}}, "sold": {}}
    api, findings = build(document({}) | {"webhooks": webhooks})
    assert api.webhooks is None
    assert rules(findings) == ["unsupported-webhooks"] * 2
    assert findings[0].message == "the webhook 'born' has no JSON body, and so no class"
