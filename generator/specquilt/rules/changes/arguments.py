"""Changes of parameters in paths, queries, headers and cookies, and of arguments."""

from specquilt.rules.changes.rule import (
    BOTH_MAJOR,
    BOTH_MINOR,
    CODE_MAJOR,
    CODE_MINOR,
    CODE_PATCH,
    MAJOR,
    MINOR,
    WIRE_MAJOR,
    WIRE_MINOR,
    ChangeRule,
    Verdicts,
)

_LIST = "/paths/~1quilts/get/parameters"

ARGUMENTS: dict[str, ChangeRule] = {
    "parameter-removed": ChangeRule(
        summary="parameters that are gone",
        why="The server refuses or ignores the value, and the method has no such argument.",
        sent=BOTH_MAJOR,
        at=f"{_LIST}/0",
        before="{name: width, in: query, schema: {type: integer}}",
    ),
    "parameter-added": ChangeRule(
        summary="new optional parameters",
        why="The method gets an optional argument.",
        sent=BOTH_MINOR,
        at=f"{_LIST}/0",
        after="{name: width, in: query, schema: {type: integer}}",
    ),
    "required-parameter-added": ChangeRule(
        summary="new required parameters",
        why="Old requests are refused, and old calls lack an argument.",
        sent=BOTH_MAJOR,
        at=f"{_LIST}/0",
        after="{name: width, in: query, required: true, schema: {type: integer}}",
    ),
    "parameter-became-required": ChangeRule(
        summary="parameters that are required now",
        why="Requests without the value are refused, and so are calls without the argument.",
        sent=BOTH_MAJOR,
        at=f"{_LIST}/0/required",
        after="true",
    ),
    "parameter-became-optional": ChangeRule(
        summary="parameters that are optional now",
        why="Callers may leave out the argument.",
        sent=BOTH_MINOR,
        at=f"{_LIST}/2/required",
        before="true",
        after="false",
    ),
    "parameter-moved": ChangeRule(
        summary="parameters in another part of the request, such as a header instead of the query",
        why="The server does not find the value where old clients send it.",
        sent=WIRE_MAJOR,
        at=f"{_LIST}/0/in",
        before="query",
        after="header",
    ),
    "parameter-style-changed": ChangeRule(
        summary="arrays and objects in parameters that are written in another way",
        why="The server reads another value, or refuses it. Calls stay the same.",
        sent=WIRE_MAJOR,
        at=f"{_LIST}/3/explode",
        after="false",
    ),
    "part-type-changed": ChangeRule(
        summary="parts of multipart bodies with another content type",
        why="The server may refuse the part. Calls stay the same.",
        sent=WIRE_MAJOR,
        at="/paths/~1quilts~1{id}~1photo/put/requestBody/content/multipart~1form-data/encoding/title",
        before="{contentType: text/plain}",
        after="{contentType: application/json}",
    ),
    "default-changed": ChangeRule(
        summary="parameters with another documented default",
        why="Requests without the value are treated in another way.",
        sent=WIRE_MINOR,
        at=f"{_LIST}/0/schema/default",
        before="1",
        after="0",
    ),
    "argument-deprecated": ChangeRule(
        summary="arguments that are deprecated now",
        why="The argument works, and its documentation advises against it.",
        sent=CODE_PATCH,
        at=f"{_LIST}/0/deprecated",
        after="true",
    ),
    "argument-renamed": ChangeRule(
        summary="arguments with another name for the same value",
        why="Calls with the old name are refused, though the request is the same.",
        sent=CODE_MAJOR,
        at="/paths",
        before="/patterns/{id}: {get: {operationId: pattern, tags: [quilts], parameters: "
        "[{name: id, in: path, required: true, schema: {type: string}}], "
        "responses: {'204': {description: Fine}}}}",
        after="/patterns/{name}: {get: {operationId: pattern, tags: [quilts], parameters: "
        "[{name: name, in: path, required: true, schema: {type: string}}], "
        "responses: {'204': {description: Fine}}}}",
    ),
    "argument-fixed": ChangeRule(
        summary="arguments that are constants now",
        why="The server takes one value, which the client sends; calls with the argument are refused.",
        sent=BOTH_MAJOR,
        at=f"{_LIST}/2/schema",
        before="{type: string}",
        after="{const: red}",
    ),
    "argument-not-fixed": ChangeRule(
        summary="constants that are arguments now",
        why="Old calls lack the argument, although the server takes what they have sent.",
        sent=Verdicts(MINOR, MAJOR),
        at=f"{_LIST}/4/schema",
        before="{const: quilt}",
        after="{enum: [quilt, pattern]}",
    ),
    "argument-nullable": ChangeRule(
        summary="arguments outside of the body that take `None` now",
        why="Paths, queries, headers and cookies have no null, so requests stay the same.",
        sent=CODE_MINOR,
        at=f"{_LIST}/0/schema",
        before="{type: integer}",
        after="{type: [integer, 'null']}",
    ),
    "argument-not-nullable": ChangeRule(
        summary="arguments outside of the body that do not take `None` any more",
        why="Paths, queries, headers and cookies have no null, so requests stay the same, but calls with "
        "`None` do not type-check.",
        sent=CODE_MAJOR,
        at=f"{_LIST}/0/schema",
        before="{type: [integer, 'null']}",
        after="{type: integer}",
    ),
    "sent-constant-changed": ChangeRule(
        summary="constants that the client sends, with another value",
        why="The server refuses the old value. Calls stay the same.",
        sent=WIRE_MAJOR,
        at=f"{_LIST}/4/schema",
        before="{const: quilt}",
        after="{const: quilts}",
    ),
    "argument-moved-to-client": ChangeRule(
        summary="headers of every operation, which are arguments of the client now",
        why="Calls with the argument are refused.",
        sent=CODE_MAJOR,
    ),
    "argument-moved-to-call": ChangeRule(
        summary="headers that not every operation has any more: arguments of calls now",
        why="A client cannot be made with the argument.",
        sent=CODE_MAJOR,
    ),
    "body-media-type-changed": ChangeRule(
        summary="request bodies in another media type",
        why="The server may refuse what old clients send.",
        sent=WIRE_MAJOR,
        at="/paths/~1quilts~1{id}/put/requestBody/content",
        before="application/json: {schema: {$ref: '#/components/schemas/Design'}}",
        after="application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Design'}}",
    ),
    "body-reshaped": ChangeRule(
        summary="request bodies of another shape: one argument `body` instead of many, or the reverse",
        why="Old requests may be refused, and the method takes other arguments.",
        sent=BOTH_MAJOR,
        at="/paths/~1quilts~1{id}/put/requestBody/content/application~1json/schema",
        before="{$ref: '#/components/schemas/Design'}",
        after="{type: array, items: {$ref: '#/components/schemas/Design'}}",
    ),
    "body-became-required": ChangeRule(
        summary="request bodies that must be sent now, even if they are empty",
        why="Requests without a body are refused. Calls stay the same.",
        sent=WIRE_MAJOR,
        at="/paths/~1quilts~1{id}/put/requestBody",
        before="content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}",
        after="content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}\n"
        "required: true",
    ),
    "body-became-optional": ChangeRule(
        summary="request bodies that may be left out now",
        why="Requests without a body are accepted, too.",
        sent=WIRE_MINOR,
        at="/paths/~1quilts~1{id}/put/requestBody",
        before="content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}\n"
        "required: true",
        after="content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}",
    ),
}
