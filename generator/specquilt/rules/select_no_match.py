"""A pattern of `[select]` without an operation."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="patterns of `[select]`, `--include` and `--exclude` that match no operation",
    why="It is misspelt, or the API has changed: something that is wanted is missing, or something "
    "that is not wanted would come back under another name.",
)
