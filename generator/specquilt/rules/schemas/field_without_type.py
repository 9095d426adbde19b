"""A field that has lost its type."""

import re
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.pages import is_exported, samples
from specquilt.rules.facts.usage import names_of_properties

_EMPTY = {"type": "object", "properties": {}}


def check(node: Cursor) -> Iterator[Problem]:
    """Look for a component that is an object of no fields and no words, where a field is meant."""
    if node.value != _EMPTY or not is_exported(node):
        return
    names = node.once(names_of_properties).get(node.pointer, set())
    if names and not any(_is_sent_as_object(node, name) for name in names):
        fields = " and ".join(map(repr, sorted(names)))
        message = f"an object without fields or description says nothing of {fields}"
        yield Problem(message, node.pointer, (Set(node.pointer, {}),))


def _is_sent_as_object(node: Cursor, name: str) -> bool:
    """Say whether a sample sends an object: then it is one, of whatever fields."""
    field = re.compile(rf"""["']?\b{re.escape(name)}\b["']?\s*(:|=>?)\s*[{{\[]""")
    return any(field.search(sample) for sample in node.once(samples))


RULE = Rule(
    summary="fields whose type is an object without fields",
    why="The export writes this for what it could not express, often a choice of texts or nothing: "
    "a client that insists on an object refuses the real answers.",
    severity=Severity.WARNING,
    fix=Fix.GUESS,
    on=Kind.SCHEMA,
    shown=Kind.COMPONENTS,
    keys=("properties",),
    check=check,
    page=r"""
        # Make a quilt

        POST https://api.quilt.test/quilts/{id}

        ```ruby
        request.body = "{\"thread\": {\"colour\": \"red\"}}"
        ```
    """,
    before="""
        schemas:
          Quilt:
            type: object
            properties:
              pattern: {$ref: '#/components/schemas/QuiltPattern'}
              maker: {$ref: '#/components/schemas/QuiltMaker'}
              thread: {$ref: '#/components/schemas/QuiltThread'}
          QuiltThread:
            type: object
            properties: {}
          QuiltPattern:
            type: object
            properties: {}
          QuiltMaker:
            type: object
            properties: {}
            description: Whatever you want to tell about yourself.
    """,
    after="""
        schemas:
          Quilt:
            type: object
            properties:
              pattern: {$ref: '#/components/schemas/QuiltPattern'}
              maker: {$ref: '#/components/schemas/QuiltMaker'}
              thread: {$ref: '#/components/schemas/QuiltThread'}
          QuiltThread:
            type: object
            properties: {}
          QuiltPattern: {}
          QuiltMaker:
            type: object
            properties: {}
            description: Whatever you want to tell about yourself.
    """,
)
