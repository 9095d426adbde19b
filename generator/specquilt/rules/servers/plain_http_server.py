"""Servers without TLS."""

import re
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.servers.placeholder_server import is_placeholder

_PRIVATE = re.compile(r"http://(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|[\w-]+(:\d+)?(/|$)|\{)")


def check(node: Cursor) -> Iterator[Problem]:
    """Report ``http://`` URLs of public hosts."""
    url = str(node.value.get("url"))
    if url.startswith("http://") and not is_placeholder(url) and not _PRIVATE.match(url):
        yield Problem(f"server {url} does not use HTTPS", node.pointer_to("url"))


RULE = Rule(
    summary="public servers without TLS",
    why="Over plain HTTP, anyone on the network can read the credentials of a request.",
    severity=Severity.WARNING,
    on=Kind.SERVER,
    keys=("url",),
    check=check,
    before="""
        url: http://api.quilt.test/v1
    """,
)
