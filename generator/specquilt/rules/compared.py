"""Findings of `specquilt diff` about what it cannot compare, which no rule checks."""

from specquilt.rules.engine.rule import Rule

COMPARED: dict[str, Rule] = {
    "client-not-found": Rule(
        summary="installed packages without a class that is recognised as a client",
        why="There is nothing to compare with. Name the class with `--client MODULE:CLASS`.",
    ),
    "different-apis": Rule(
        summary="versions to compare that have no operation in common",
        why="They are of different APIs, or one of them is not the document that was meant.",
    ),
    "missing-extra": Rule(
        summary="commands that need a package that is not installed",
        why="Most users do not need it. Install it with the extra that the message names.",
    ),
    "package-not-found": Rule(
        summary="installed packages that are not in this environment, or have no Python code",
        why="There is nothing to compare with. Name the folder of the package, or its wheel.",
    ),
    "package-unreadable": Rule(
        summary="installed packages whose main module cannot be parsed",
        why="There is nothing to compare with. Name another version of the package.",
    ),
}
