"""Documents without servers."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.openapi.load.block import Block
from specquilt.openapi.page import Page
from specquilt.openapi.provenance import Origin
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report documents without servers; the fix uses the request line of the page."""
    if node.value.get("servers") or not node.value.get("paths"):
        return
    edits = tuple(_edits(node.document.page, node.value["paths"]))
    advice = "" if edits else "set `base-url` in [client], or add `servers` in an overlay"
    yield Problem("the document has no `servers`", ("paths",), edits, advice)


def _edits(page: Page | None, paths: Any) -> Iterator[Edit]:
    """Set the server: the URL of the request line without the path at its end."""
    if page is None or page.url is None or not isinstance(paths, dict):
        return
    for path in paths:
        url = page.url.value.partition("?")[0]
        if url.endswith(path) and "://" in url[: -len(path)]:
            block = Block(page.path, page.url.value, page.url.line)
            yield Set(("servers",), [{"url": url[: -len(path)]}], Origin(block))
            return


RULE = Rule(
    summary="documents without servers",
    why="A client does not know where to send requests. OpenAPI then assumes the location of the "
    "document.",
    fix=Fix.SAFE,
    on=Kind.DOCUMENT,
    keys=("paths",),
    check=check,
    page="""
        # List jobs

        GET https://api.quilt.test/base/v1/jobs
    """,
    before="""
        servers: []
        paths:
          /v1/jobs:
            get:
              operationId: list_jobs
              responses: {'204': {description: Done}}
    """,
    after="""
        paths:
          /v1/jobs:
            get:
              operationId: list_jobs
              responses: {'204': {description: Done}}
        servers:
          - url: https://api.quilt.test/base
    """,
)
