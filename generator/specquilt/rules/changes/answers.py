"""Changes of answers and errors."""

from specquilt.rules.changes.rule import (
    BOTH_MAJOR,
    BOTH_MINOR,
    CODE_MAJOR,
    CODE_MINOR,
    CODE_PATCH,
    MAJOR,
    NONE,
    WIRE_MINOR,
    ChangeRule,
    Verdicts,
)

_ABOUT = "/paths/~1about/get/responses"

ANSWERS: dict[str, ChangeRule] = {
    "answer-kind-changed": ChangeRule(
        summary="answers of another kind, such as text instead of JSON, or nothing",
        why="Old readers cannot read the answer, and the method returns another type.",
        sent=BOTH_MAJOR,
        at=f"{_ABOUT}/200/content",
        before="text/plain: {schema: {type: string}}",
        after="application/json: {schema: {type: object, properties: {a: {type: string}}}}",
    ),
    "answer-format-changed": ChangeRule(
        summary="answers in another format with the same type in Python, such as JSON instead of text",
        why="Old readers cannot read the answer. Calls stay the same.",
        sent=Verdicts(MAJOR, NONE),
        at=f"{_ABOUT}/200/content",
        before="text/plain: {schema: {type: string}}",
        after="application/json: {schema: {type: string}}",
    ),
    "answer-media-type-changed": ChangeRule(
        summary="answers in another media type of the same kind",
        why="Readers that insist on the media type fail; the client does not.",
        sent=WIRE_MINOR,
        at=f"{_ABOUT}/200/content",
        before="text/plain: {schema: {type: string}}",
        after="text/markdown: {schema: {type: string}}",
    ),
    "answer-status-changed": ChangeRule(
        summary="successes with another status",
        why="Readers that insist on the status fail; the client takes any 2xx status.",
        sent=Verdicts(MAJOR, NONE),
        at=_ABOUT,
        before="'200': {description: About, content: {text/plain: {schema: {type: string}}}}",
        after="'203': {description: About, content: {text/plain: {schema: {type: string}}}}",
    ),
    "error-added": ChangeRule(
        summary="errors that are documented now",
        why="Calls may raise an exception that was not documented.",
        sent=BOTH_MINOR,
        at=f"{_ABOUT}/404",
        after="{description: Not found}",
    ),
    "error-removed": ChangeRule(
        summary="errors that are not documented any more",
        why="The documentation of the call does not mention the exception.",
        sent=CODE_PATCH,
        at="/paths/~1about/get/responses/404",
        before="{description: Not found}",
    ),
    "error-class-removed": ChangeRule(
        summary="exception classes that are gone, because no operation documents the status",
        why="Code that imports the class fails. The error is raised as a more general class.",
        sent=CODE_MAJOR,
        at=f"{_ABOUT}/418",
        before="{description: A teapot}",
    ),
    "error-class-added": ChangeRule(
        summary="new exception classes",
        why="The error had a more general class, which is a base of the new one.",
        sent=CODE_MINOR,
        at=f"{_ABOUT}/418",
        after="{description: A teapot}",
    ),
    "error-class-renamed": ChangeRule(
        summary="exception classes with another name for the same status",
        why="Code that imports the class fails.",
        sent=CODE_MAJOR,
        at="/paths/~1about/get/responses/410",
        before="{$ref: '#/components/responses/NoQuilt'}",
        after="{$ref: '#/components/responses/LostQuilt'}",
    ),
    "error-body-removed": ChangeRule(
        summary="errors whose body is not described any more",
        why="The body of the exception has no type.",
        sent=CODE_MAJOR,
        at="/paths/~1quilts/get/responses/404",
        before="{description: None, content: {application/json: {schema: "
        "{$ref: '#/components/schemas/Problem'}}}}",
        after="{description: None}",
    ),
    "error-body-added": ChangeRule(
        summary="errors whose body is described now",
        why="The body of the exception gets a type: the plain value becomes an object.",
        sent=CODE_MAJOR,
        at="/paths/~1quilts/get/responses/404",
        before="{description: None}",
        after="{description: None, content: {application/json: {schema: "
        "{$ref: '#/components/schemas/Problem'}}}}",
    ),
}
