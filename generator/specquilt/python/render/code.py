"""Template filters that make values safe for generated files.

Autoescape is on and `refuse_text` is the environment's ``finalize``. An unfiltered value in a
template is an error, so that text from the document never becomes code.
"""

from __future__ import annotations

import keyword
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from specquilt.openapi.toml import assignment
from specquilt.openapi.values import without_controls
from specquilt.python.annotations import Annotation
from specquilt.python.render.portable import portable, without_layout
from specquilt.python.render.prose import wrap

_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!https?://)")
_FENCE = re.compile(r"`{3,}")


class Code(Markup):
    """Text that is escaped for its place in a generated file."""

    __slots__ = ()
    if not TYPE_CHECKING:
        __new__ = str.__new__
        """That of `Markup` looks for text that is escaped already; there are 200,000 instances."""


class UnsafeTextError(Exception):
    """A template outputs a value without a filter."""


def refuse_text(value: Any) -> Markup:
    """Return a value unchanged if a filter or template made it. Jinja calls it for each expression.

    Raises:
        UnsafeTextError: The value did not pass a filter.
    """
    if isinstance(value, Markup):
        return value
    raise UnsafeTextError(f"template outputs {value!r:.60} without a filter")


def literal(value: Any) -> Code:
    """Return a value as a Python literal. Non-ASCII characters are escaped."""
    return Code(ascii(value))


def annotation(value: Annotation) -> Code:
    """Return the text of an annotation. It consists of identifiers and literals only."""
    return Code(value.text)


@lru_cache(maxsize=4096)
def identifier(name: str) -> Code:
    """Return a Python identifier.

    Raises:
        UnsafeTextError: The name is not an identifier, or is a keyword.
    """
    if not name.isidentifier() or keyword.iskeyword(name):
        raise UnsafeTextError(f"{name!r:.60} is not an identifier")
    return Code(name)


@lru_cache(maxsize=4096)  # many fields say the same, and methods are there twice
def docstring(text: str, indent: int = 4) -> Code:
    """Return a docstring literal, indented by a number of columns. The text is escaped."""
    margin = " " * indent
    safe = without_controls(text).replace("\\", "\\\\").replace('"""', r"\"\"\"")
    lines = wrap(safe, 96 - indent)
    if len(lines) == 1 and len(lines[0]) > 94 - indent:  # the quotes at its end need room, too
        lines = wrap(safe, 94 - indent)
    if len(lines) == 1:
        end = "." if lines[0].endswith('"') else ""
        return Code(f'"""{lines[0]}{end}"""')
    body = "\n".join(f"{margin}{line}".rstrip() for line in lines[1:])
    return Code(f'"""{lines[0]}\n{body}\n{margin}"""')


def toml(value: Any, key: str) -> Code:
    """Return an assignment in TOML, with its newline. Control characters become spaces."""
    return Code(assignment(without_controls(key), _plain(value)))


def _plain(value: Any) -> Any:
    match value:
        case str():
            return without_controls(value)
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case _:
            return [*map(_plain, value)]


def git_pattern(path: str) -> Code:
    """Return a path as a pattern of ``.gitattributes``.

    Raises:
        UnsafeTextError: The path has a character that means something there.
    """
    if not re.fullmatch(r"[\w./*-]+", path):
        raise UnsafeTextError(f"{path!r:.60} is no plain path")
    return Code(path)


def markdown(text: str, kind: str = "prose") -> Code:
    """Return text as Markdown: ``prose``, a table ``cell``, ``code`` or a ``line``.

    Prose keeps its Markdown except HTML and headings, which would break the page.
    """
    return Code(_MARKDOWN[kind](without_controls(text)))


def _prose(text: str) -> str:
    lines = [
        re.sub(r"^(\s*)#{1,6}\s+(.*)$", r"\1**\2**", line)
        for line in portable(text.strip()).splitlines()
    ]
    return "\n".join(_no_html(line) for line in lines)


def _no_html(line: str) -> str:
    """Escape HTML tags outside code spans."""
    outside = line.split("`")
    outside[::2] = (_TAG.sub("&lt;", without_layout(part)) for part in outside[::2])
    return "`".join(outside) if len(outside) % 2 else _TAG.sub("&lt;", line)


def _line(text: str) -> str:
    return _no_html(portable(" ".join(text.split())))


def _cell(text: str) -> str:
    return _line(text).replace("|", r"\|")


def _code(text: str) -> str:
    """Return a fenced code block. Its fence is longer than any in the text."""
    longest = max((len(found) for found in _FENCE.findall(text)), default=2)
    fence = "`" * (longest + 1)
    # A line that begins or ends a managed block must not come from a document.
    safe = text.strip().replace("<!-- specquilt:", "<!-- ")
    return f"{fence}python\n{safe}\n{fence}"


_MARKDOWN = {"prose": _prose, "line": _line, "cell": _cell, "code": _code}
