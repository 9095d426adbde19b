"""A server that is not there."""

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
    """Look for example.com, localhost, and URLs that are relative."""
    url = node.value.get("url")
    if not isinstance(url, str) or not url:
        return
    if is_placeholder(url):
        yield Problem(f"{url} is a placeholder, not a server", node.pointer_to("url"))
    elif "://" not in url and not url.startswith("{"):
        yield Problem(f"server {url!r} is relative to nowhere", node.pointer_to("url"))


def is_placeholder(url: str) -> bool:
    """Say whether the host of a URL is one that no API lives at."""
    return bool(_PLACEHOLDER.fullmatch(url))


RULE = Rule(
    summary="servers that are placeholders",
    why="The names are reserved for documentation (RFC 2606) or for one's own machine, and a "
    "relative URL only means something on the site that shows it. Calls would go nowhere.",
    severity=Severity.WARNING,
    on=Kind.SERVER,
    keys=("url",),
    check=check,
    before="""
        url: https://api.example.com/v1
    """,
)
