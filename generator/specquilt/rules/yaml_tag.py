"""Tags in YAML."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="tags such as `!!python/object` or `!Ref`",
    why="A document of an API is plain data. A tag asks the reader to make something else of "
    "it, which is at best not portable and at worst unsafe.",
)
