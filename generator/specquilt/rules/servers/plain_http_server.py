"""A server that anybody can listen to."""

import re
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.servers.placeholder_server import is_placeholder

_AT_HOME = re.compile(r"http://(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|[\w-]+(:\d+)?(/|$)|\{)")


def check(node: Cursor) -> Iterator[Problem]:
    """Look for ``http://`` and a host on the internet."""
    url = str(node.value.get("url"))
    if url.startswith("http://") and not is_placeholder(url) and not _AT_HOME.match(url):
        yield Problem(f"{url} is not encrypted", node.pointer_to("url"))


RULE = Rule(
    summary="servers on the internet without encryption",
    why="Every call carries the key of the caller; over plain HTTP, everyone on the way can read "
    "it.",
    severity=Severity.WARNING,
    on=Kind.SERVER,
    keys=("url",),
    check=check,
    before="""
        url: http://api.quilt.test/v1
    """,
)
