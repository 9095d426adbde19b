"""Text that may stand in generated files: made by these filters, or written in a template.

Autoescape is on and `refuse_text` is the environment's ``finalize``: any other value in a template
is an error, so text of the document can never become code.
"""

from __future__ import annotations

import json
import keyword
import re
from typing import Any

from markupsafe import Markup

from specquilt.python.annotations import Annotation
from specquilt.python.render.prose import wrap

_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!https?://)")
_FENCE = re.compile(r"`{3,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


class Code(Markup):
    """Text that has been made safe for the place it goes to."""


class UnsafeTextError(Exception):
    """A template holds a value that went through no filter."""


def refuse_text(value: Any) -> Markup:
    """Let through what a filter or a template has made; jinja2 calls it for every expression.

    Raises:
        UnsafeTextError: the value is anything else.
    """
    if isinstance(value, Markup):
        return value
    raise UnsafeTextError(f"a template puts {value!r:.60} into code without a filter")


def literal(value: Any) -> Code:
    """Write a value as a Python literal; characters that are not plain ASCII are escaped."""
    return Code(ascii(value))


def annotation(value: Annotation) -> Code:
    """Write an annotation, which is made of identifiers and literals only."""
    return Code(value.text)


def identifier(name: str) -> Code:
    """Write a name.

    Raises:
        UnsafeTextError: it is no Python identifier, or a keyword.
    """
    if not name.isidentifier() or keyword.iskeyword(name):
        raise UnsafeTextError(f"{name!r:.60} is no identifier")
    return Code(name)


def docstring(text: str, indent: int = 4) -> Code:
    """Write a docstring whose lines start at a column; nothing in it can end it early."""
    margin = " " * indent
    safe = _CONTROL.sub(" ", text).replace("\\", "\\\\").replace('"""', r"\"\"\"")
    lines = wrap(safe, 96 - indent)
    if len(lines) == 1:
        end = "." if lines[0].endswith('"') else ""
        return Code(f'"""{lines[0]}{end}"""')
    body = "\n".join(f"{margin}{line}".rstrip() for line in lines[1:])
    return Code(f'"""{lines[0]}\n{body}\n{margin}"""')


def toml(text: str) -> Code:
    """Write a TOML basic string; JSON's escapes are among those of TOML 1.0."""
    return Code(json.dumps(_CONTROL.sub(" ", text), ensure_ascii=False))


def markdown(text: str, kind: str = "prose") -> Code:
    """Write text of the document into Markdown: as ``prose``, table ``cell``, ``code`` or ``line``.

    Prose keeps its own Markdown, except HTML and headings, which would break the page.
    """
    return Code(_MARKDOWN[kind](_CONTROL.sub(" ", text)))


def _prose(text: str) -> str:
    lines = [
        re.sub(r"^(\s*)#{1,6}\s+(.*)$", r"\1**\2**", line) for line in text.strip().splitlines()
    ]
    return "\n".join(_no_html(line) for line in lines)


def _no_html(line: str) -> str:
    """Escape tags, except in code spans, where nothing is a tag."""
    outside = line.split("`")
    outside[::2] = (_TAG.sub("&lt;", part) for part in outside[::2])
    return "`".join(outside) if len(outside) % 2 else _TAG.sub("&lt;", line)


def _line(text: str) -> str:
    return _no_html(" ".join(text.split()))


def _cell(text: str) -> str:
    return _line(text).replace("|", r"\|")


def _code(text: str) -> str:
    """Fence code; the fence is longer than any inside."""
    longest = max((len(found) for found in _FENCE.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}python\n{text.strip()}\n{fence}"


_MARKDOWN = {"prose": _prose, "line": _line, "cell": _cell, "code": _code}
