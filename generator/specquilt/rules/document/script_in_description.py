"""Scripts in descriptions."""

import re
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_TEXTS = ("description", "summary")
_SCRIPT = re.compile(
    r"<script[\s>/]|<iframe[\s>]|\]\(\s*+(java|vb)script:|(href|src)\s*+=\s*+[\"']?\s*+(java|vb)script:",
    re.IGNORECASE,
)


def check(node: Cursor) -> Iterator[Problem]:
    """Report script elements and script links in descriptions, except in code spans and fences."""
    for key in _TEXTS:
        text = node.value.get(key)
        if isinstance(text, str) and ("<" in text or "script:" in text):
            script = next(_scripts(text), None)
            if script:
                message = f"the {key} contains a script: {script!r}"
                yield Problem(message, node.pointer_to(key))


def _scripts(text: str) -> Iterator[str]:
    """Yield scripts outside of code spans and fences: after an even number of backticks."""
    backticks = counted = 0
    for found in _SCRIPT.finditer(text):
        backticks += text.count("`", counted, found.start())
        counted = found.start()
        if backticks % 2 == 0:
            yield found[0]


RULE = Rule(
    summary="scripts in descriptions",
    why="A script in a description runs on the reader's machine. Descriptions are shown on web "
    "pages and in editors.",
    on=Kind.OPERATION,
    also=(
        Kind.INFO,
        Kind.TAG,
        Kind.SERVER,
        Kind.PATH_ITEM,
        Kind.PARAMETER,
        Kind.REQUEST_BODY,
        Kind.RESPONSE,
        Kind.HEADER,
        Kind.EXAMPLE,
        Kind.EXTERNAL_DOCS,
        Kind.SCHEMA,
        Kind.SECURITY_SCHEME,
    ),
    keys=_TEXTS,
    check=check,
    before="""
        operationId: make
        description: Makes [quilts](javascript:alert(1)).
        responses: {'201': {description: Made}}
    """,
)
