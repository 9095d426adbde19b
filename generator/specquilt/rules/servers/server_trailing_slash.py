"""A slash at the end of the server."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Look for a server URL that ends with a slash."""
    url = node.value.get("url")
    if isinstance(url, str) and url.endswith("/") and url.strip("/"):
        pointer = node.pointer_to("url")
        message = f"server {url!r} ends with a slash, and every path begins with one"
        yield Problem(message, pointer, (Set(pointer, url.rstrip("/")),))


RULE = Rule(
    summary="server URLs that end with a slash",
    why="The path is appended to the server (OpenAPI 3.1, section 4.8.8): the URL gets two slashes "
    "in a row, which many servers do not know.",
    severity=Severity.WARNING,
    fix=Fix.SAFE,
    on=Kind.SERVER,
    keys=("url",),
    check=check,
    before="""
        url: https://api.quilt.test/v1/
    """,
    after="""
        url: https://api.quilt.test/v1
    """,
)
