"""Changes of names alone: the wire stays as it is."""

from __future__ import annotations

from typing import Any

import pytest

from diff.versions import base, changes, edited, version
from specquilt.comparison.changes import ApiChange, verdicts_of
from specquilt.comparison.compare import compare

SCHEMAS = "/components/schemas"
HEADER = {"name": "X-Team", "in": "header", "schema": {"type": "string"}}


def _one(found: list[ApiChange]) -> tuple[str, str, str]:
    (change,) = found
    wire, sdk = verdicts_of(change)
    assert wire == "none"
    return change.rule, change.text, sdk


def _with_aliases(aliases: dict[str, str], new: Any) -> list[ApiChange]:
    return compare(version(base()), version(new, aliases=aliases)).changes


def test_an_alias_keeps_an_old_call() -> None:
    new = edited("/paths/~1about/get/operationId", "imprint")
    new["paths"]["/about"]["get"]["x-specquilt-call"] = "imprint"
    found = _with_aliases({"about": "imprint"}, new)
    text = "`client.about()` is now `client.imprint()`; the old name still works"
    assert _one(found) == ("call-renamed-with-alias", text, "minor")


def test_an_alias_keeps_an_old_class() -> None:
    new = edited(f"{SCHEMAS}/Person/x-specquilt-name", "Owner")
    found = _with_aliases({"schemas.Person": "Owner"}, new)
    text = "`types.Person` is now `types.Owner`; the old name still works"
    assert _one(found) == ("class-renamed-with-alias", text, "minor")


def test_a_value_with_another_class_is_a_change_even_if_the_old_class_stays() -> None:
    old = edited(f"{SCHEMAS}/Quilt/properties/maker", f"{{$ref: '#{SCHEMAS}/Person'}}")
    new = edited(f"{SCHEMAS}/Quilt/properties/maker", f"{{$ref: '#{SCHEMAS}/Maker'}}")
    new["components"]["schemas"]["Maker"] = base()["components"]["schemas"]["Person"]
    text = "values of `types.Person` are now `types.Maker`"
    assert _one(changes(old, new)) == ("class-replaced", text, "major")


def test_a_value_with_another_alias_is_no_change_while_the_old_alias_stays() -> None:
    quilt, size = f"{SCHEMAS}/Quilt/properties", "{type: string, enum: [s, m]}"
    old = edited(f"{SCHEMAS}/Size", size, edited(f"{SCHEMAS}/Width", size))
    for name in ("a", "b"):
        old = edited(f"{quilt}/{name}", f"{{$ref: '#{SCHEMAS}/Size'}}", old)
    new = edited(f"{quilt}/b", f"{{$ref: '#{SCHEMAS}/Width'}}", old)
    assert not changes(old, new)


def test_a_header_that_every_operation_has_moves_to_the_client_and_back() -> None:
    few, every = base(), base()
    operations = [op for item in every["paths"].values() for op in item.values()]
    for operation in operations:
        operation.setdefault("parameters", []).append(HEADER)
    for operation in [op for item in few["paths"].values() for op in item.values()][1:]:
        operation.setdefault("parameters", []).append(HEADER)
    found = {each.rule: each for each in changes(few, every)}
    moved = found.pop("argument-moved-to-client")
    assert moved.use.sent.bit_count() == len(operations) - 1
    assert set(found) == {"parameter-added"}
    back = {each.rule for each in changes(every, few)}
    assert back == {"argument-moved-to-call", "parameter-removed"}


def test_an_attribute_with_another_name_is_one() -> None:
    old = edited(f"{SCHEMAS}/Person/properties/first-name", "{type: string}")
    new = edited(f"{SCHEMAS}/Person/properties/first_name", "{type: string}")
    new["components"]["schemas"]["Person"]["properties"]["first-name"] = {"type": "string"}
    found = {each.rule: each.text for each in changes(old, new)}
    assert found["attribute-renamed"] == "`types.Person.first_name` is now `first_name_2`"


def test_credentials_get_other_names_if_schemes_share_one() -> None:
    old = edited("/security", "[key: []]")
    new = edited("/security", "[key: [], other: []]")
    new["components"]["securitySchemes"]["other"] = {"type": "apiKey", "in": "query", "name": "k"}
    found = {each.rule: each.text for each in changes(old, new)}
    assert found["credential-renamed"].startswith("`Client(api_key=…)` is now `")
    assert "environment-variable-changed" not in found  # code has to change in any case


def test_a_scheme_with_another_name_is_no_change_if_it_does_the_same() -> None:
    old = edited("/security", "[key: []]")
    new = edited("/security", "[token: []]")
    schemes = new["components"]["securitySchemes"]
    schemes["token"] = schemes.pop("key")
    for operation in ("get", "post"):
        new["paths"]["/quilts"][operation]["security"] = [{"token": []}]
        old["paths"]["/quilts"][operation]["security"] = [{"key": []}]
    assert not changes(old, new)


def test_the_method_for_all_pages_can_be_renamed_alone() -> None:
    hint = "{style: offset, advance: width, items: quilts}"
    old = edited("/paths/~1quilts/get/x-specquilt-pagination", hint)
    new = edited("/paths/~1quilts/get/x-specquilt-pagination", hint)
    new["paths"]["/all"] = {
        "get": {
            "operationId": "list_all",
            "tags": ["quilts"],
            "responses": {"204": {"description": "-"}},
        }
    }
    found = {each.rule: each.text for each in changes(old, new)}
    assert set(found) == {"operation-added", "pages-renamed"}
    assert found["pages-renamed"].startswith("`client.quilts.list_all()` is now `client.quilts.")


@pytest.mark.parametrize(
    ("at", "text", "expected"),
    [
        ("/paths/~1quilts/get/responses/404/description", "Not one", "`client.quilts.list()`"),
        ("/paths/~1about/get/responses/200/description", "All", "`client.about()`"),
        ("/components/securitySchemes/key/description", "A key", "the security scheme `key`"),
        ("/tags/0/description", "All of them", "a group of operations"),
        ("/servers/0/description", "Ours", "a server"),
    ],
)
def test_every_description_is_compared(at: str, text: str, expected: str) -> None:
    (change,) = changes(base(), edited(at, text))
    assert change.rule == "description-changed"
    assert change.text == f"{expected} has another description"


def test_the_text_of_an_error_says_what_has_happened_to_it() -> None:
    at = "/paths/~1about/get/responses/404"
    added = changes(base(), edited(at, "{description: None}"))
    removed = changes(edited(at, "{description: None}"), base())
    assert [each.text for each in (*added, *removed)] == [
        "`client.about()` documents `errors.NotFoundError`",
        "`client.about()` does not document `errors.NotFoundError` any more",
    ]


def test_a_group_that_no_operation_is_in_has_no_documentation() -> None:
    old = edited("/tags/1", "{name: nothing, description: Nothing}")
    new = edited("/tags/1", "{name: nothing, description: Nothing yet}")
    assert not changes(old, new)


def test_the_text_says_how_an_array_is_written() -> None:
    (change,) = changes(base(), edited("/paths/~1quilts/get/parameters/3/explode", "false"))
    assert change.text == (
        "`client.quilts.list(tags=…)` is written in the style `form` without explode, "
        "was `form` with explode"
    )


def test_the_text_names_the_class_that_wait_does_not_take_any_more() -> None:
    at = "/paths/~1quilts~1{id}/get/x-specquilt-polling"
    hint = "{status: status, succeeded: [sold], failed: [], accepts: {Quilt: id%s}}"
    (change,) = changes(edited(at, hint % ", Person: email"), edited(at, hint % ""))
    assert change.text == "`client.wait()` does not take `types.Person` any more"
