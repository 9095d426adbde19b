"""Tags that are not declared."""

import difflib
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import listing
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report tags that are not declared, if the document declares tags."""
    known = node.once(_declared)
    for index, tag in enumerate(node.listing("tags") if known else ()):
        if isinstance(tag, str) and tag not in known:
            close = difflib.get_close_matches(tag, known, n=1)
            advice = f"did you mean {close[0]!r}?" if close else ""
            yield Problem(
                f"tag {tag!r} is not declared", node.pointer_to("tags", index), help=advice
            )


def _declared(document: Document) -> tuple[str, ...]:
    tags = listing(document.data.get("tags"))
    return tuple(str(tag["name"]) for tag in tags if isinstance(tag, dict) and "name" in tag)


RULE = Rule(
    summary="tags that are not in the document's list of tags",
    why="The tag is probably misspelled, and its operation would be in a separate group. A "
    "document that declares tags usually declares all of them.",
    severity=Severity.WARNING,
    on=Kind.OPERATION,
    shown=Kind.DOCUMENT,
    keys=("tags",),
    check=check,
    before="""
        tags:
          - name: quilts
        paths:
          /quilts:
            get:
              operationId: list_quilts
              tags:
                - quits
              responses:
                '204':
                  description: No content
    """,
)
