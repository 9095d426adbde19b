"""Pages that a vendor describes for the clients of other generators."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.operations import PAGINATION, SAID_BY
from specquilt.openapi.values import is_yes, mapping
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.hints import keys_of
from specquilt.rules.facts.operations import is_call

_KEYS = keys_of("declared-pagination")
_ADVICE = "the pages are found by their shape, if they have one that specquilt knows"


def check(node: Cursor) -> Iterator[Problem]:
    """Report operations whose pages are described in an extension, and not yet in ours."""
    found = [key for key in _KEYS if is_yes(node.get(key))]
    if not found or PAGINATION in node.value or not is_call(node):
        return
    # Most documents describe no pages: they do not need these readers.
    from specquilt.rules.facts.declared_pages import is_plain, pages_of

    key, declared = found[0], _inherited(node, found[0])
    hint = pages_of(declared)
    if hint and is_plain(hint):
        edit = Set(node.pointer_to(PAGINATION), {**hint, SAID_BY: key})
        yield Problem(
            f"the document describes the pages: {hint['style']}", node.pointer_to(key), (edit,)
        )
    else:
        yield Problem(f"{_reason(declared)}: {key!r}", node.pointer_to(key), help=_ADVICE)


def _inherited(node: Cursor, key: str) -> Any:
    """Return what an operation says; where that is only yes, what the document says."""
    value = node.get(key)
    return node.document.data.get(key) if not mapping(value) and is_yes(value) else value


def _reason(declared: Any) -> str:
    link = mapping(declared).get("nextLinkName", "")
    return (
        "the document knows no link to a next page" if link is None else "pages of an unknown form"
    )


RULE = Rule(
    summary="pages that are described for other generators",
    why="The vendor knows which field leads to the next page. The fix says it in `x-specquilt-pagination`, "
    "with the extension that it is from; what cannot be used is reported, and the pages are found by their "
    "shape, as without it. A hint of your own takes precedence.",
    severity=Severity.INFO,
    fix=Fix.SAFE,
    on=Kind.OPERATION,
    keys=_KEYS,
    check=check,
    before="""
        operationId: listQuilts
        parameters: [{name: after, in: query, schema: {type: string}}]
        x-fern-pagination: {cursor: $request.after, next_cursor: $response.next, results: $response.data}
        responses: {'204': {description: Done}}
    """,
    after="""
        operationId: listQuilts
        parameters: [{name: after, in: query, schema: {type: string}}]
        x-fern-pagination: {cursor: $request.after, next_cursor: $response.next, results: $response.data}
        responses: {'204': {description: Done}}
        x-specquilt-pagination:
          {style: cursor, advance: after, next: next, items: data, from: x-fern-pagination}
    """,
)
