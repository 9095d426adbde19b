"""A document that the OpenAPI schema refuses."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="violations of the OpenAPI schema that no rule describes better",
    why="What comes after relies on a valid document; openapi-spec-validator is the judge.",
)
