"""Unions whose discriminator was lost."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import listing, mapping
from specquilt.openapi.words import words
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.composition import parts
from specquilt.rules.facts.enums import unwrapped
from specquilt.rules.facts.pages import is_exported


def check(node: Cursor) -> Iterator[Problem]:
    """Report unions whose variants share an enum with exactly one value per variant."""
    if not is_exported(node) or "discriminator" in node.value:
        return
    for keyword in ("oneOf", "anyOf"):
        references = [mapping(member).get("$ref") for member in node.listing(keyword)]
        if len(references) < 2 or not all(isinstance(each, str) for each in references):
            continue
        variants = {str(each): _properties(node, each) for each in references}
        for name in sorted(set.intersection(*map(set, variants.values()))):
            tags = _tags(name, variants)
            if tags:
                edit = Set(
                    node.pointer_to("discriminator"), {"propertyName": name, "mapping": tags}
                )
                message = f"no discriminator, although {name!r} has one value for each variant"
                yield Problem(message, node.pointer_to(keyword), (edit,))
                return


def _properties(node: Cursor, reference: Any) -> dict[str, Any]:
    """Return the resolved properties of a variant."""
    schemas = parts(node, {"$ref": reference}, "allOf")
    return {
        name: node.resolve(value)
        for schema in schemas
        for name, value in mapping(schema.get("properties")).items()
    }


def _tags(name: str, variants: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Return the variant of each value, or nothing unless every value belongs to one variant."""
    choices = {
        reference: [unwrapped(value) for value in listing(mapping(properties[name]).get("enum"))]
        for reference, properties in variants.items()
    }
    values = list(dict.fromkeys(value for choice in choices.values() for value in choice))
    if all(len(choice) < 2 for choice in choices.values()) or len(values) != len(variants):
        return {}
    tags = {str(value): _owner(value, choices, variants) for value in values}
    return tags if set(tags.values()) == set(variants) else {}


def _owner(value: Any, choices: dict[str, list[Any]], variants: dict[str, dict[str, Any]]) -> str:
    """Return the variant that a value belongs to, or an empty text if that is not clear.

    A variant that only allows this value comes first, then one that has a property of this
    name, then the one with the most similar name.
    """
    scores = {
        reference: (
            choices[reference] == [value],
            value in properties,
            len(_words(str(value)) & _words(reference)),
        )
        for reference, properties in variants.items()
        if value in choices[reference]
    }
    best = max(scores.values())
    winners = [reference for reference, score in scores.items() if score == best]
    is_clear = len(winners) == 1 and (any(best) or len(scores) == 1)
    return winners[0] if is_clear else ""


def _words(name: str) -> set[str]:
    return {word.lower() for word in words(name.rpartition("/")[2])}


RULE = Rule(
    summary="unions whose discriminator was lost",
    why="Without a discriminator, a client may decode a response as the wrong variant. "
    "Documentation exporters give every variant the same enum of all discriminator values. The "
    "fix assigns each value to a variant by its name.",
    severity=Severity.WARNING,
    fix=Fix.GUESS,
    on=Kind.SCHEMA,
    shown=Kind.COMPONENTS,
    keys=("oneOf", "anyOf"),
    check=check,
    page="""
        # Make a quilt

        POST https://api.quilt.test/quilts/{id}
    """,
    before="""
        schemas:
          Kind: {type: string, enum: [plain, image_url]}
          PlainPatch:
            type: object
            properties: {kind: {$ref: '#/components/schemas/Kind'}}
            required: [kind]
          PrintedPatch:
            type: object
            properties:
              kind: {$ref: '#/components/schemas/Kind'}
              image_url: {type: string}
            required: [kind, image_url]
          Patch:
            oneOf:
              - $ref: '#/components/schemas/PlainPatch'
              - $ref: '#/components/schemas/PrintedPatch'
    """,
    after="""
        schemas:
          Kind: {type: string, enum: [plain, image_url]}
          PlainPatch:
            type: object
            properties: {kind: {$ref: '#/components/schemas/Kind'}}
            required: [kind]
          PrintedPatch:
            type: object
            properties:
              kind: {$ref: '#/components/schemas/Kind'}
              image_url: {type: string}
            required: [kind, image_url]
          Patch:
            oneOf:
              - $ref: '#/components/schemas/PlainPatch'
              - $ref: '#/components/schemas/PrintedPatch'
            discriminator:
              propertyName: kind
              mapping:
                plain: '#/components/schemas/PlainPatch'
                image_url: '#/components/schemas/PrintedPatch'
    """,
)
