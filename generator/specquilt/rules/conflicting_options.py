"""Options of the command line that do not go together."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="options that contradict or miss each other",
    why="Whichever of them the tool obeyed, somebody would be surprised.",
)
