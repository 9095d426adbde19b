"""Security schemes that are required but not declared."""

import difflib
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import mapping
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report names in `security` that are not declared in `components`."""
    known = node.once(_declared)
    for index, requirement in enumerate(node.listing("security")):
        for name in mapping(requirement):
            if name not in known:
                close = difflib.get_close_matches(name, known, n=1)
                advice = (
                    f"did you mean {close[0]!r}?"
                    if close
                    else "declare it in the document or in the overlay"
                )
                message = f"security scheme {name!r} is not declared"
                yield Problem(message, node.pointer_to("security", index, name), help=advice)


def _declared(document: Document) -> tuple[str, ...]:
    components = mapping(document.data.get("components"))
    return tuple(mapping(components.get("securitySchemes")))


RULE = Rule(
    summary="required security schemes that are not declared",
    why="A client does not know which credentials to send, or where.",
    on=Kind.DOCUMENT,
    also=(Kind.OPERATION,),
    keys=("security",),
    check=check,
    before="""
        security:
          - bearerAuth: []
    """,
)
