"""Server variables that are not declared."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.openapi.paths import template_names
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report names in braces in the server URL that are not declared in `variables`."""
    url = node.value.get("url")
    for name in template_names(url) if isinstance(url, str) else ():
        if name not in node.mapping("variables"):
            yield Problem(f"undeclared server variable {name!r}", node.pointer_to("url"))


RULE = Rule(
    summary="server URLs with undeclared variables",
    why="The variable has no value, so the URL of the server is unknown.",
    on=Kind.SERVER,
    keys=("url",),
    check=check,
    before="""
        url: https://{region}.quilt.test
    """,
)
