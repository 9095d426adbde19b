"""Server URLs with a trailing slash."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report server URLs with a trailing slash."""
    url = node.value.get("url")
    if isinstance(url, str) and url.endswith("/") and url.strip("/"):
        pointer = node.pointer_to("url")
        message = f"server URL {url!r} ends with a slash"
        yield Problem(message, pointer, (Set(pointer, url.rstrip("/")),))


RULE = Rule(
    summary="server URLs with a trailing slash",
    why="The URL of a request gets two slashes in a row, which many servers do not accept. The "
    "path is appended to the server URL (OpenAPI 3.1, section 4.8.8).",
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
