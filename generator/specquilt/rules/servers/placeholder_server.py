"""Placeholder servers."""

import re
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_PLACEHOLDER = re.compile(
    r"(\w+:)?//([^/@]*@)?([\w-]+\.)*"
    r"(example(\.(com|org|net|edu))?|invalid|localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])"
    r"(:\w+)?(/.*)?",
    re.IGNORECASE,
)


def check(node: Cursor) -> Iterator[Problem]:
    """Report example hosts, local hosts and relative URLs."""
    url = node.value.get("url")
    if not isinstance(url, str) or not url:
        return
    if is_placeholder(url):
        yield Problem(f"server {url} is a placeholder", node.pointer_to("url"))
    elif "://" not in url and not url.startswith("{"):
        yield Problem(f"server {url!r} is a relative URL without a host", node.pointer_to("url"))


def is_placeholder(url: str) -> bool:
    """Return whether the host of a URL is reserved for examples or for the local machine."""
    return bool(_PLACEHOLDER.fullmatch(url))


RULE = Rule(
    summary="placeholder servers",
    why="These hosts are reserved for documentation (RFC 2606) or for the local machine. A "
    "relative URL is only valid on the site that serves the document.",
    severity=Severity.WARNING,
    on=Kind.SERVER,
    keys=("url",),
    check=check,
    before="""
        url: https://api.example.com/v1
    """,
)
