"""Changes of the fields of objects, in bodies, answers and models."""

from specquilt.rules.changes.rule import (
    BOTH_MAJOR,
    BOTH_MINOR,
    CODE_MAJOR,
    CODE_PATCH,
    MAJOR,
    MINOR,
    ChangeRule,
    Verdicts,
)

_FIELDS = "/components/schemas/Person/properties"

FIELDS: dict[str, ChangeRule] = {
    "field-added": ChangeRule(
        summary="new optional fields",
        why="Requests may contain the field; readers ignore fields that they do not know.",
        sent=BOTH_MINOR,
        at=f"{_FIELDS}/phone",
        after="{type: string}",
    ),
    "required-field-added": ChangeRule(
        summary="new required fields",
        why="Old requests lack the field, and so do old calls. In answers it is one more field.",
        sent=BOTH_MAJOR,
        received=BOTH_MINOR,
        at="/components/schemas/Person",
        before="{type: object, required: [email], properties: {email: {type: string}}}",
        after="{type: object, required: [email, phone], "
        "properties: {email: {type: string}, phone: {type: string}}}",
    ),
    "field-removed": ChangeRule(
        summary="optional fields that are gone",
        why="The server refuses or ignores the field. Readers could not rely on it, but code that uses "
        "the attribute does not type-check.",
        sent=BOTH_MAJOR,
        received=Verdicts(MINOR, MAJOR),
        at=f"{_FIELDS}/age",
        before="{type: integer}",
    ),
    "required-field-removed": ChangeRule(
        summary="required fields that are gone",
        why="The server refuses or ignores the field, and readers rely on it.",
        sent=BOTH_MAJOR,
        at="/components/schemas/Person",
        before="{type: object, required: [email, phone], "
        "properties: {email: {type: string}, phone: {type: string}}}",
        after="{type: object, required: [email], properties: {email: {type: string}}}",
    ),
    "field-became-required": ChangeRule(
        summary="fields that are required now",
        why="Requests and calls without the field are refused. Answers always have it.",
        sent=BOTH_MAJOR,
        received=BOTH_MINOR,
        at="/components/schemas/Person/required",
        before="[email]",
        after="[email, age]",
    ),
    "field-became-optional": ChangeRule(
        summary="fields that are optional now",
        why="Requests may omit the field. Answers may lack it: strict readers fail, and type checkers see "
        "`None`.",
        sent=BOTH_MINOR,
        received=BOTH_MAJOR,
        at="/components/schemas/Person/required",
        before="[email]",
        after="[]",
    ),
    "field-became-read-only": ChangeRule(
        summary="fields that requests may not contain any more",
        why="The server refuses or ignores the field, and calls have no such argument.",
        sent=BOTH_MAJOR,
        received=CODE_PATCH,
        at=f"{_FIELDS}/age",
        before="{type: integer}",
        after="{type: integer, readOnly: true}",
    ),
    "field-not-read-only": ChangeRule(
        summary="fields that requests may contain now",
        why="Callers may send the field.",
        sent=BOTH_MINOR,
        received=CODE_PATCH,
        at=f"{_FIELDS}/age",
        before="{type: integer, readOnly: true}",
        after="{type: integer}",
    ),
    "field-became-write-only": ChangeRule(
        summary="optional fields that answers do not contain any more",
        why="Readers do not get the field. The attribute stays, because requests have it.",
        sent=CODE_PATCH,
        received=Verdicts(MAJOR, MINOR),
        at=f"{_FIELDS}/age",
        before="{type: integer}",
        after="{type: integer, writeOnly: true}",
    ),
    "required-field-became-write-only": ChangeRule(
        summary="required fields that answers do not contain any more",
        why="Readers do not get the field that they rely on. The attribute stays, because requests have it, "
        "and type checkers see `None`.",
        sent=CODE_PATCH,
        received=BOTH_MAJOR,
        at=f"{_FIELDS}/email",
        before="{type: string}",
        after="{type: string, writeOnly: true}",
    ),
    "field-not-write-only": ChangeRule(
        summary="fields that answers contain now",
        why="Readers get one more field.",
        sent=CODE_PATCH,
        received=BOTH_MINOR,
        at=f"{_FIELDS}/password",
        before="{type: string, writeOnly: true}",
        after="{type: string}",
    ),
    "attribute-renamed": ChangeRule(
        summary="fields whose attribute has another name in Python",
        why="Code that uses the old attribute fails, though the JSON is the same.",
        sent=CODE_MAJOR,
    ),
}
