"""An overlay action without a target."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="overlay actions whose target matches nothing",
    why="The standard calls this a success, but it nearly always means that the source has "
    "changed, or that the target is misspelt: the correction is lost without a word.",
)
