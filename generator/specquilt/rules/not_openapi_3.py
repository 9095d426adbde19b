"""A document of another standard."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="documents that are Swagger 2 or AsyncAPI",
    why="They describe other things in other words; reading them as OpenAPI 3 would give a "
    "wrong client.",
)
