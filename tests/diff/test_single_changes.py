"""Single changes on each side of the API: the kind, the place and both verdicts."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from diff.versions import changes, edited
from specquilt.comparison.changes import verdicts_of
from specquilt.openapi.pointer import show

SCHEMAS = "/components/schemas"
LIST, CREATE, GET = "/paths/~1quilts/get", "/paths/~1quilts/post", "/paths/~1quilts~1{id}/get"
PARAMETERS = f"{LIST}/parameters"
NEW, QUILT, PERSON = (f"{SCHEMAS}/{name}/properties" for name in ("NewQuilt", "Quilt", "Person"))
INLINE = f"{LIST}/responses/200/content/application~1json/schema"


class Case(NamedTuple):
    """An edit of the document, and the only change that it is.

    Args:
        at: Place of the edit; also that of the change, unless `place` says another one.
        before, after: YAML at that place; nothing there if empty. Before: "=" leaves the base.
    """

    at: str
    before: str
    after: str
    rule: str
    wire: str
    sdk: str
    place: str = ""


def case(text: str, before: str, after: str, verdict: str, place: str = "") -> Case:
    """Return a case. `verdict` is the rule, and both verdicts."""
    rule, wire, sdk = verdict.split()
    return Case(text, before, after, rule, wire, sdk, place)


CASES = [
    # parameters
    case(f"{PARAMETERS}/0/schema", "=", "{type: string}", "type-changed major major", f"{PARAMETERS}/0"),
    case(f"{PARAMETERS}/0/schema", "=", "{type: number}", "type-widened minor minor", f"{PARAMETERS}/0"),
    case(f"{PARAMETERS}/0/schema", "{type: number}", "{type: integer}", "type-narrowed major major", f"{PARAMETERS}/0"),
    case(f"{PARAMETERS}/0/schema", "=", "{}", "type-became-unknown minor minor", f"{PARAMETERS}/0"),
    case(f"{PARAMETERS}/0/schema", "{}", "{type: integer}", "type-became-known major major", f"{PARAMETERS}/0"),
    case(f"{PARAMETERS}/0/schema", "=", "{type: [integer, string]}", "type-widened minor minor", f"{PARAMETERS}/0"),
    case(f"{PARAMETERS}/1/schema/enum", "=", "[name, size]", "enum-value-removed major major", f"{PARAMETERS}/1/schema"),
    case(f"{PARAMETERS}/1/schema/enum", "=", "[name, size, age, id]", "enum-value-added minor minor", f"{PARAMETERS}/1/schema"),
    case(f"{PARAMETERS}/1/schema", "=", "{type: string}", "enum-opened+class-removed minor major", f"{PARAMETERS}/1/schema"),
    case(f"{PARAMETERS}/2/schema", "=", "{type: string, enum: [red, blue]}", "enum-closed major major", f"{PARAMETERS}/2"),
    case(f"{PARAMETERS}/2/required", "=", "false", "parameter-became-optional minor minor", f"{PARAMETERS}/2"),
    case(f"{PARAMETERS}/0/required", "=", "true", "parameter-became-required major major", f"{PARAMETERS}/0"),
    case(f"{PARAMETERS}/3/schema/items", "=", "{type: integer}", "type-changed major major", f"{PARAMETERS}/3"),
    case(f"{PARAMETERS}/3/style", "=", "pipeDelimited", "parameter-style-changed major none", f"{PARAMETERS}/3"),
    case(f"{PARAMETERS}/5", "=", "", "parameter-removed major major"),
    case(f"{PARAMETERS}/0/x-specquilt-name", "", "breadth", "argument-renamed none major", f"{PARAMETERS}/0"),
    case(f"{LIST}/x-specquilt-arguments", "", "{width: breadth}", "argument-renamed none major", f"{PARAMETERS}/0"),
    case("/x-specquilt-arguments", "", "{tags: labels}", "argument-renamed none major", f"{PARAMETERS}/3"),
    case(f"{PARAMETERS}/6", "", "{name: new, in: query, schema: {type: string}}", "parameter-added minor minor"),
    case(f"{PARAMETERS}/6", "", "{name: new, in: header, required: true, schema: {type: string}}", "required-parameter-added major major"),
    case(f"{PARAMETERS}/0/name", "=", "breadth", "parameter-removed+parameter-added major major"),
    case(f"{PARAMETERS}/5/description", "=", "Of the request", "description-changed none patch", f"{PARAMETERS}/5"),
    case(f"{PARAMETERS}/5/example", "=", "abc", "- - -"),
    case(f"{PARAMETERS}/4", "=", "", "sent-constant-removed major none"),
    case(f"{PARAMETERS}/6", "", "{name: v, in: query, required: true, schema: {const: 2}}", "sent-constant-added major none"),
    case(f"{PARAMETERS}/4/required", "=", "false", "parameter-became-optional minor minor", f"{PARAMETERS}/4"),
    case(f"{PARAMETERS}/4/required", "false", "true", "argument-fixed major major", f"{PARAMETERS}/4"),
    case(f"{PARAMETERS}/5/in", "=", "cookie", "parameter-moved major none", f"{PARAMETERS}/5"),
    # request bodies, whose fields are arguments
    case(f"{NEW}/width", "=", "{type: string}", "type-changed major major"),
    case(f"{NEW}/width", "=", "{type: number}", "type-widened minor minor"),
    case(f"{NEW}/width", "=", "", "field-removed major major"),
    case(f"{NEW}/depth", "", "{type: integer}", "field-added minor minor"),
    case(f"{NEW}/note", "=", "{type: string}", "not-nullable major major"),
    case(f"{NEW}/width", "=", "{type: [integer, 'null']}", "became-nullable minor minor"),
    case(f"{NEW}/made", "=", "{type: string}", "date-became-text minor major"),
    case(f"{NEW}/name", "=", "{type: string, format: date-time}", "text-became-date major major"),
    case(f"{NEW}/size/enum", "=", "[s, m, l, xl]", "enum-value-added minor minor", f"{NEW}/size"),
    case(f"{SCHEMAS}/NewQuilt/required", "=", "[name, width]", "field-became-required major major", f"{NEW}/width"),
    case(f"{SCHEMAS}/NewQuilt/required", "=", "[]", "field-became-optional minor minor", f"{NEW}/name"),
    case(f"{NEW}/name/description", "=", "Of the quilt", "description-changed none patch", f"{NEW}/name"),
    case(f"{NEW}/name/deprecated", "=", "true", "argument-deprecated none patch", f"{NEW}/name"),
    case(f"{CREATE}/requestBody/content/application~1json/schema", "=", "{type: array, items: {type: string}}", "body-reshaped major major", f"{CREATE}/requestBody"),
    case("/paths/~1quilts~1{id}~1photo/put/requestBody/content/multipart~1form-data/schema/properties/title", "=", "", "field-removed major major"),
    case("/paths/~1quilts~1{id}~1photo/put/requestBody", "=", "", "required-field-removed+field-removed major major"),
    # answers
    case(f"{QUILT}/width", "=", "{type: string}", "type-changed major major"),
    case(f"{QUILT}/width", "=", "{type: number}", "type-widened major major"),
    case(f"{QUILT}/width", "{type: number}", "{type: integer}", "type-narrowed minor minor"),
    case(f"{QUILT}/width", "=", "", "field-removed minor major"),
    case(f"{QUILT}/depth", "", "{type: integer}", "field-added minor minor"),
    case(f"{QUILT}/note", "=", "{type: string}", "not-nullable minor minor"),
    case(f"{QUILT}/width", "=", "{type: [integer, 'null']}", "optional-became-nullable major none"),
    case(f"{QUILT}/made", "=", "{type: string}", "date-became-text major major"),
    case(f"{QUILT}/name", "=", "{type: string, format: date-time}", "text-became-date minor major"),
    case(f"{QUILT}/extra", "=", "{type: string}", "type-became-known minor major"),
    case(f"{QUILT}/name", "=", "{type: [string, 'null']}", "became-nullable major major"),
    case(f"{QUILT}/width", "=", "{}", "type-became-unknown major minor"),
    case(f"{QUILT}/status/enum", "=", "[planned, sewn]", "enum-value-removed minor minor", f"{QUILT}/status"),
    case(f"{QUILT}/status/enum", "=", "[planned, sewn, sold, lost]", "enum-value-added minor minor", f"{QUILT}/status"),
    case(f"{QUILT}/status", "=", "{type: string}", "enum-opened+class-removed minor major"),
    case(f"{QUILT}/name", "=", "{type: string, enum: [a, b]}", "enum-closed minor minor"),
    case(f"{SCHEMAS}/Quilt/required", "=", "[id, name, status, width]", "field-became-required minor minor", f"{QUILT}/width"),
    case(f"{SCHEMAS}/Quilt/required", "=", "[id, name]", "field-became-optional major major", f"{QUILT}/status"),
    case(f"{QUILT}/patches/items", "=", "{$ref: '#/components/schemas/Square'}", "variant-removed minor major", f"{QUILT}/patches"),
    case(f"{QUILT}/patches", "=", "{type: object, additionalProperties: {$ref: '#/components/schemas/Patch'}}", "type-changed major major"),
    case(f"{INLINE}/properties/more", "=", "{type: string}", "type-changed major major"),
    case(f"{INLINE}/properties/total", "", "{type: integer}", "field-added minor minor"),
    case(f"{INLINE}/required", "=", "[]", "field-became-optional major major", f"{INLINE}/properties/quilts"),
    case(f"{SCHEMAS}/Problem/properties/message", "=", "{type: integer}", "type-changed major major"),
    case(f"{SCHEMAS}/Round/properties/radius", "=", "{type: string}", "type-changed major major"),
    case("/paths/~1about/get/responses/200/content/text~1plain/schema", "=", "{type: string, format: binary}", "answer-kind-changed major major", "/paths/~1about/get/responses/200"),
    case(f"{QUILT}/labels", "{type: object, additionalProperties: {type: string}}", "{type: object, additionalProperties: {type: integer}}", "type-changed major major"),
    case(f"{QUILT}/labels", "{type: object, additionalProperties: {type: string}}", "{type: array, items: {type: string}}", "type-changed major major"),
    case(f"{QUILT}/code", "{oneOf: [{type: string}, {type: array, items: {type: string}}]}", "{oneOf: [{type: string}, {type: array, items: {type: integer}}]}", "type-changed major major"),
    case(f"{QUILT}/code", "{type: integer, enum: [1, 2]}", "{type: integer, enum: [1, 3]}", "enum-value-removed+enum-value-added minor minor"),
    case(f"{QUILT}/code", "{const: a}", "{const: b}", "constant-changed major major"),
    case(f"{QUILT}/code", "{const: a}", "{enum: [a, b]}", "constant-opened major major"),
    case(f"{QUILT}/code", "{const: a}", "{type: string}", "constant-opened major major"),
    case(f"{NEW}/code", "{const: a}", "{enum: [a, b]}", "constant-opened minor minor"),
    case(f"{QUILT}/name/writeOnly", "=", "true", "required-field-became-write-only major major", f"{QUILT}/name"),
    case(f"{QUILT}/width/writeOnly", "=", "true", "field-became-write-only major minor", f"{QUILT}/width"),
    case(f"{QUILT}/code", "{type: string, format: date}", "{type: string, format: date-time}", "type-changed major major"),
    case(f"{QUILT}/owner", "=", "{$ref: '#/components/schemas/Star'}", "type-changed major major"),
    # both sides at once
    case(f"{PERSON}/age", "=", "{type: number}", "type-widened major major"),
    case(f"{PERSON}/age", "=", "", "field-removed major major"),
    case(f"{PERSON}/age", "=", "{type: [integer, 'null']}", "optional-became-nullable major minor"),
    case(f"{PERSON}/code", "=", "{type: integer}", "type-narrowed major major"),
    case(f"{SCHEMAS}/Person/required", "=", "[]", "field-became-optional major major", f"{PERSON}/email"),
    case(f"{PERSON}/password", "=", "", "field-removed major major"),
    case(f"{PERSON}/description", "=", "{type: string}", "field-added minor minor"),
    # operations and the package
    case("/paths/~1about", "=", "", "operation-removed major major", "/paths/~1about/get"),
    case(f"{GET}/deprecated", "=", "true", "operation-deprecated minor minor", GET),
    case(f"{GET}/operationId", "=", "fetch", "call-renamed none major", GET),
    case(f"{GET}/tags", "=", "[photos]", "call-renamed none major", GET),
    case(f"{GET}/summary", "=", "Get one", "description-changed none patch", GET),
    case(f"{GET}/security", "=", "[]", "authentication-removed minor none"),
    case(f"{GET}/security", "=", "[key: []]", "credentials-refused major major"),
    case("/servers/0/url", "=", "https://quilt.test", "base-url-changed major patch"),
    case("/servers/1", "=", "", "server-removed major none"),
    case("/servers/2", "", "{url: https://us.quilt.test/v1}", "server-added minor none"),
    case("/info/title", "=", "All quilts", "description-changed none patch", "/info"),
    case("/info/version", "=", "2.0.0", "- - -"),
    case("/openapi", "=", "3.1.1", "- - -"),
]  # fmt: skip


FEW = 4
"""Every so many-th case is in the quick tests."""


@pytest.mark.parametrize(
    "number",
    [n if n % FEW == 0 else pytest.param(n, marks=pytest.mark.long) for n in range(len(CASES))],
)
def test_an_edit_is_one_change(number: int) -> None:
    each = CASES[number]
    old = edited(each.at, each.before) if each.before != "=" else edited("/openapi", "3.1.0")
    found = changes(old, edited(each.at, each.after, old))
    expected = [] if each.rule == "-" else each.rule.split("+")
    assert sorted(change.rule for change in found) == sorted(expected), [c.text for c in found]
    if len(expected) == 1:
        (change,) = found
        assert verdicts_of(change) == (each.wire, each.sdk)
        assert (each.place or each.at) in {show(change.old), show(change.new)}


def test_a_shared_schema_that_has_changed_is_one_change_that_counts_its_operations() -> None:
    old = edited("/openapi", "3.1.0")
    (change,) = changes(old, edited(f"{PERSON}/age", "{type: string}", old))
    assert change.use.sent.bit_count() == 1
    assert change.use.received.bit_count() == 3


def test_the_text_is_about_calls() -> None:
    assert _texts(f"{PARAMETERS}/0/schema", "{type: string}") == [
        "`client.quilts.list(width=…)` has another type (`str`, was `int`)"
    ]
    assert _texts(f"{QUILT}/owner", "") == ["`types.Quilt.owner` is gone"]
    assert _texts(f"{GET}/operationId", "fetch") == [
        "`client.quilts.get()` is now `client.quilts.fetch()`"
    ]


def test_a_path_parameter_with_another_name_is_a_renamed_argument() -> None:
    old = edited("/openapi", "3.1.0")
    new: Any = edited("/openapi", "3.1.0")
    item = new["paths"].pop("/quilts/{id}/photo")
    item["put"]["parameters"][0]["name"] = "quilt_id"
    new["paths"]["/quilts/{quilt_id}/photo"] = item
    (change,) = changes(old, new)
    assert change.text == "`client.photos.upload(id=…)` is now `quilt_id=`"
    assert verdicts_of(change) == ("none", "major")


def test_a_header_has_no_case_and_one_of_the_client_changes_once() -> None:
    old = edited("/openapi", "3.1.0")
    old["paths"]["/quilts"]["get"]["parameters"][5]["name"] = "x-TRACE"
    assert not changes(edited("/openapi", "3.1.0"), old)
    for item in old["paths"].values():
        for operation in item.values():
            operation.setdefault("parameters", []).append(
                {"name": "X-Team", "in": "header", "schema": {"type": "string"}}
            )
    new = edited("/openapi", "3.1.0", old)
    for item in new["paths"].values():
        for operation in item.values():
            operation["parameters"][-1]["schema"] = {"type": "integer"}
    (change,) = changes(old, new)
    assert change.text == "`Client(team=…)` has another type (`int`, was `str`)"


PAYLOAD = (
    "{post: {requestBody: {content: {application/json: {schema: "
    "{$ref: '#/components/schemas/Person'}}}}, responses: {}}}"
)


def test_what_webhooks_send_is_received() -> None:
    fields = "{type: object, properties: {id: {type: string}, inner: {type: object, properties: {a: {type: string}}}}}"
    payload = f"{{post: {{requestBody: {{content: {{application/json: {{schema: {fields}}}}}}}, responses: {{}}}}}}"
    old = edited("/webhooks/sold", payload)
    (added,) = changes(edited("/openapi", "3.1.0"), old)
    assert (added.rule, added.text) == ("class-added", "`types.SoldPayload` is new")
    (gone,) = changes(old, edited("/openapi", "3.1.0"))
    assert gone.rule == "class-removed"
    at = "/webhooks/sold/post/requestBody/content/application~1json/schema/properties"
    (lost,) = changes(old, edited(f"{at}/id", "", old))
    assert lost.rule == "field-removed"
    assert verdicts_of(lost) == ("minor", "major")
    (changed,) = changes(old, edited(f"{at}/inner/properties/a", "{type: integer}", old))
    assert changed.rule == "type-changed"


@pytest.mark.parametrize("hint", ["{signature: slack}", "{signature: {header: X-Sign}}"])
def test_webhooks_that_are_signed_in_another_way(hint: str) -> None:
    old = edited("/webhooks", f"{{sold: {PAYLOAD}}}")
    (change,) = changes(old, edited("/x-specquilt-webhooks", hint, old))
    assert (change.rule, verdicts_of(change)) == ("webhook-signature-changed", ("major", "none"))


def test_webhook_with_a_class_that_stays() -> None:
    old = edited("/webhooks", f"{{sold: {PAYLOAD}, lost: {PAYLOAD}}}")
    (gone,) = changes(old, edited("/webhooks/lost", "", old))
    assert (gone.rule, gone.text) == ("webhook-removed", "the webhook `lost` is gone")
    (new,) = changes(edited("/webhooks/lost", "", old), old)
    assert (new.rule, new.text) == ("webhook-added", "the webhook `lost` is new")


def test_the_same_change_of_two_schemas_is_two_changes() -> None:
    old = edited("/openapi", "3.1.0")
    new = edited(f"{SCHEMAS}/Square/properties/shape/description", "Form", old)
    new = edited(f"{SCHEMAS}/Round/properties/shape/description", "Form", new)
    assert len(changes(old, new)) == 2


def test_the_same_error_of_two_operations_is_one_change() -> None:
    old = edited("/openapi", "3.1.0")
    new = edited("/paths/~1about/get/responses/404", "{description: None}", old)
    new = edited("/paths/~1quilts/post/responses/404", "{description: None}", new)
    (change,) = changes(old, new)
    assert change.use.received.bit_count() == 2


def test_the_body_of_all_other_errors_belongs_to_its_operation() -> None:
    content = "{application/json: {schema: {type: object, properties: {why: {type: string}}}}}"
    old, at = edited("/openapi", "3.1.0"), "/paths/~1about/get/responses/default"
    new = edited(at, f"{{description: Error, content: {content}}}", old)
    (added,) = changes(old, new)
    assert added.rule == "error-body-added"
    field = f"{at}/content/application~1json/schema/properties/why"
    (changed,) = changes(new, edited(field, "{type: integer}", new))
    assert changed.rule == "type-changed"
    assert changed.use.received.bit_count() == 1


def test_answers_have_the_places_of_their_responses() -> None:
    at = "/paths/~1about/get/responses/200"
    old = edited("/openapi", "3.1.0")
    (change,) = changes(old, edited(f"{at}/description", "All", old))
    assert (show(change.old), show(change.new)) == (at, at)


def _texts(at: str, after: str) -> list[str]:
    old = edited("/openapi", "3.1.0")
    return [change.text for change in changes(old, edited(at, after, old))]
