"""Fields whose type was lost."""

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
    """Report objects without properties or description that are the type of a property."""
    if node.value != _EMPTY or not is_exported(node):
        return
    names = node.once(names_of_properties).get(node.pointer, set())
    if names and not any(_is_sent_as_object(node, name) for name in names):
        fields = " and ".join(map(repr, sorted(names)))
        message = f"the schema of {fields} is an object without properties or description"
        yield Problem(message, node.pointer, (Set(node.pointer, {}),))


def _is_sent_as_object(node: Cursor, name: str) -> bool:
    """Return whether a code sample sends an object for a field, so that the type is correct."""
    field = re.compile(rf"""["']?\b{re.escape(name)}\b["']?\s*(:|=>?)\s*[{{\[]""")
    return any(field.search(sample) for sample in node.once(samples))


RULE = Rule(
    summary="fields whose type is an object without properties",
    why="A client that requires an object would reject the real responses. Documentation "
    "exporters write this for schemas they cannot express, often a union of a string and null.",
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
            description: Free text about the maker.
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
            description: Free text about the maker.
    """,
)
