"""A parameter that nobody can send."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="parameters without a name or a known place",
    why="A client must know under which name and where a value goes: path, query, header or "
    "cookie.",
)
