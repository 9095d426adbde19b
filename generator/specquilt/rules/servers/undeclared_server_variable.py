"""A server URL with a gap."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.paths import template_names


def check(node: Cursor) -> Iterator[Problem]:
    """Look for braces in the URL that no variable fills."""
    url = node.value.get("url")
    for name in template_names(url) if isinstance(url, str) else ():
        if name not in node.mapping("variables"):
            yield Problem(f"server variable {{{name}}} is not declared", node.pointer_to("url"))


RULE = Rule(
    summary="server URLs with variables that are not declared",
    why="Nobody knows what to put there, so there is no URL to send a call to.",
    on=Kind.SERVER,
    keys=("url",),
    check=check,
    before="""
        url: https://{region}.quilt.test
    """,
)
