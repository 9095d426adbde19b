"""An output folder that belongs to somebody else."""

from specquilt.rules._rule import Rule

RULE = Rule(
    summary="output folders that hold something else",
    why="Writing the package replaces the folder; files that were not written by specquilt must "
    "not vanish by a misspelt path.",
)
