"""Changes of the types of arguments, fields and answers."""

from specquilt.rules.changes.rule import (
    BOTH_MAJOR,
    BOTH_MINOR,
    CODE_MAJOR,
    CODE_MINOR,
    MAJOR,
    MINOR,
    NONE,
    WIRE_MAJOR,
    ChangeRule,
    Verdicts,
)

_NEW, _PERSON = "/components/schemas/NewQuilt/properties", "/components/schemas/Person/properties"
_QUILT = "/components/schemas/Quilt/properties"
_PATCH = "/components/schemas/Patch"
_SQUARE, _ROUND = (f"{{$ref: '#/components/schemas/{name}'}}" for name in ("Square", "Round"))
_FIXED = "{$ref: '#/components/schemas/Disc'}, {$ref: '#/components/schemas/Ring'}"
_FORM = "discriminator: {propertyName: shape}"
_SIZE = "{$ref: '#/components/schemas/Size'}"
_STAR = "{$ref: '#/components/schemas/Star'}"
_TAG = "discriminator: {propertyName: shape, mapping: {square: '#/components/schemas/Square', "
_TAGS = f"{_TAG}round: '#/components/schemas/Round'}}}}"
_THREE = f"{_TAG}round: '#/components/schemas/Round', star: '#/components/schemas/Star'}}}}"

TYPES: dict[str, ChangeRule] = {
    "type-changed": ChangeRule(
        summary="values of another type",
        why="What one side sends is not what the other side expects.",
        sent=BOTH_MAJOR,
        at=f"{_PERSON}/age",
        before="{type: integer}",
        after="{type: string}",
    ),
    "type-widened": ChangeRule(
        summary="values that may have a further type, or numbers instead of integers",
        why="A server that takes more refuses nothing. Readers do not expect the further type.",
        sent=BOTH_MINOR,
        received=BOTH_MAJOR,
        at=f"{_PERSON}/age",
        before="{type: integer}",
        after="{type: number}",
    ),
    "type-narrowed": ChangeRule(
        summary="values that may not have one of their types any more",
        why="A server that takes less refuses old requests. Readers expect more than they get.",
        sent=BOTH_MAJOR,
        received=BOTH_MINOR,
        at=f"{_PERSON}/code",
        before="{type: [string, integer]}",
        after="{type: string}",
    ),
    "type-became-known": ChangeRule(
        summary="values of any type that have a type now",
        why="The server may refuse other values. In Python, the value gets a type of its own.",
        sent=BOTH_MAJOR,
        received=Verdicts(MINOR, MAJOR),
        at=f"{_QUILT}/extra",
        before="{}",
        after="{type: object, properties: {a: {type: string}}}",
    ),
    "type-became-unknown": ChangeRule(
        summary="values that may be of any type now",
        why="The server takes anything. Readers cannot rely on the type any more.",
        sent=BOTH_MINOR,
        received=Verdicts(MAJOR, MINOR),
        at=f"{_PERSON}/age",
        before="{type: integer}",
        after="{}",
    ),
    "text-became-date": ChangeRule(
        summary="texts that are dates or times now",
        why="JSON has a text in both cases, but the server may refuse other texts, and Python has another "
        "type.",
        sent=BOTH_MAJOR,
        received=Verdicts(MINOR, MAJOR),
        at=f"{_QUILT}/name",
        before="{type: string}",
        after="{type: string, format: date}",
    ),
    "date-became-text": ChangeRule(
        summary="dates or times that are any texts now",
        why="JSON has a text in both cases, but readers may not understand other texts, and Python has "
        "another type.",
        sent=Verdicts(MINOR, MAJOR),
        received=BOTH_MAJOR,
        at=f"{_NEW}/made",
        before="{type: string, format: date-time}",
        after="{type: string}",
    ),
    "became-nullable": ChangeRule(
        summary="values that may be null now",
        why="A server that takes null refuses nothing. Readers do not expect it.",
        sent=BOTH_MINOR,
        received=BOTH_MAJOR,
        at=f"{_PERSON}/email",
        before="{type: string}",
        after="{type: [string, 'null']}",
    ),
    "optional-became-nullable": ChangeRule(
        summary="optional fields that may be null now",
        why="A server that takes null refuses nothing. Strict readers do not expect it; in Python, an optional "
        "field could be `None` before.",
        sent=BOTH_MINOR,
        received=Verdicts(MAJOR, NONE),
        at=f"{_PERSON}/age",
        before="{type: integer}",
        after="{type: [integer, 'null']}",
    ),
    "not-nullable": ChangeRule(
        summary="values that may not be null any more",
        why="The server refuses null. Readers may still expect it.",
        sent=BOTH_MAJOR,
        received=BOTH_MINOR,
        at=f"{_NEW}/note",
        before="{type: [string, 'null']}",
        after="{type: string}",
    ),
    "enum-value-added": ChangeRule(
        summary="enums with further values",
        why="Clients accept values that they do not know: enums are open.",
        sent=BOTH_MINOR,
        at=f"{_QUILT}/status/enum",
        before="[planned, sewn, sold]",
        after="[planned, sewn, sold, lost]",
    ),
    "enum-value-removed": ChangeRule(
        summary="enums that lack values",
        why="The server refuses the value: such calls type-check, because enums are open, and fail when "
        "they run. In answers, the value just does not occur any more.",
        sent=BOTH_MAJOR,
        received=BOTH_MINOR,
        at=f"{_NEW}/size/enum",
        before="[s, m, l]",
        after="[s, m]",
    ),
    "enum-opened": ChangeRule(
        summary="enums that admit any value now",
        why="Enums are open in the client: other values were accepted before. The class of the enum is gone "
        "(`class-removed`) if nothing else has it.",
        sent=BOTH_MINOR,
        at=_PERSON,
        before=f"{{email: {{type: string}}, shirt: {_SIZE}, shoes: {_SIZE}}}",
        after=f"{{email: {{type: string}}, shirt: {_SIZE}, shoes: {{type: string}}}}",
    ),
    "enum-closed": ChangeRule(
        summary="texts or numbers that are limited to the values of an enum now",
        why="The server refuses other values: such calls type-check, because enums are open, and fail when "
        "they run. In answers, fewer values occur.",
        sent=BOTH_MAJOR,
        received=BOTH_MINOR,
        at=f"{_NEW}/name",
        before="{type: string}",
        after="{type: string, enum: [s, m, l]}",
    ),
    "constant-changed": ChangeRule(
        summary="constants with another value",
        why="The server refuses the old value, and old readers do not recognise the new one.",
        sent=BOTH_MAJOR,
        at=f"{_QUILT}/extra",
        before="{const: quilt}",
        after="{const: quilts}",
    ),
    "constant-opened": ChangeRule(
        summary="constants that may have further values now",
        why="A server that takes more refuses nothing. Old readers do not expect another value.",
        sent=BOTH_MINOR,
        received=BOTH_MAJOR,
        at=f"{_QUILT}/extra",
        before="{const: quilt}",
        after="{enum: [quilt, pattern]}",
    ),
    "variant-added": ChangeRule(
        summary="discriminated unions with further members",
        why="Clients accept members that they do not know.",
        sent=BOTH_MINOR,
        at=_PATCH,
        before=f"oneOf: [{_SQUARE}, {_ROUND}]\n{_TAGS}",
        after=f"oneOf: [{_SQUARE}, {_ROUND}, {_STAR}]\n{_THREE}",
    ),
    "variant-removed": ChangeRule(
        summary="unions of objects that lack members",
        why="The server refuses such objects. In answers, they just do not occur any more, but code that "
        "uses the class fails.",
        sent=BOTH_MAJOR,
        received=Verdicts(MINOR, MAJOR),
        at=_PATCH,
        before=f"oneOf: [{_SQUARE}, {_ROUND}, {_STAR}]\n{_THREE}",
        after=f"oneOf: [{_SQUARE}, {_ROUND}]\n{_TAGS}",
    ),
    "discriminator-added": ChangeRule(
        summary="unions with a discriminator",
        why="The package gets a class for members that it does not know. The field of each member has one "
        "value now: code that gives another text does not type-check.",
        sent=CODE_MAJOR,
        received=CODE_MINOR,
        at=_PATCH,
        before=f"oneOf: [{_SQUARE}, {_ROUND}]",
        after=f"oneOf: [{_SQUARE}, {_ROUND}]\n{_TAGS}",
    ),
    "discriminator-removed": ChangeRule(
        summary="unions without their discriminator",
        why="The package has no class any more for members that it does not know.",
        sent=CODE_MAJOR,
        at=_PATCH,
        before=f"oneOf: [{_SQUARE}, {_ROUND}]\n{_TAGS}",
        after=f"oneOf: [{_SQUARE}, {_ROUND}]",
    ),
    "discriminator-changed": ChangeRule(
        summary="unions whose members are told apart by another field",
        why="Old readers do not recognise the members. The package adapts; changes of fields are findings of "
        "their own.",
        sent=WIRE_MAJOR,
        at=_PATCH,
        before=f"oneOf: [{_FIXED}]\n{_FORM}",
        after=f"oneOf: [{_FIXED}]\n{_FORM.replace('shape', 'form')}",
    ),
    "discriminator-field-changed": ChangeRule(
        summary="unions whose members are told apart by another field, which was any text before",
        why="Old readers do not recognise the members. The old field of each member can be any text now, and the "
        "new one has one value.",
        sent=BOTH_MAJOR,
        at=_PATCH,
        before=f"oneOf: [{_SQUARE}, {_ROUND}]\n{_TAGS}",
        after=f"oneOf: [{_SQUARE}, {_ROUND}]\n{_TAGS.replace('shape', 'form')}",
    ),
    "tag-changed": ChangeRule(
        summary="members of discriminated unions with another value of the discriminator",
        why="Old readers do not recognise the member, and the server refuses the old value. In Python, the "
        "field has another value.",
        sent=BOTH_MAJOR,
        at=_PATCH,
        before=f"oneOf: [{_SQUARE}, {_ROUND}]\n{_TAGS}",
        after=f"oneOf: [{_SQUARE}, {_ROUND}]\n{_TAGS.replace('round:', 'circle:')}",
    ),
}
