"""Long lines of docstrings are wrapped; what a template has wrapped stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specquilt.python.format import docstrings
from specquilt.python.format.docstrings import wrapped
from specquilt.python.format.statements import statements
from specquilt.python.render.code import docstring

LINK = f"https://example.com/{'a' * 90}"
WORDS = "some words and " * 8


@pytest.mark.parametrize(
    ("text", "laid_out"),
    [
        # the words of a model are joined to lines, and begin behind the quotes
        (f'"""\n    a\n    b\n    {LINK}\n    """', f'"""a b\n    {LINK}\n    """'),
        (f'"""a {LINK}\n    """', f'"""a\n    {LINK}\n    """'),
        # the quotes of a link alone have a line of their own
        (f'"""{LINK}"""', f'"""{LINK}\n    """'),
        (f'"""a\n    b {LINK}"""', f'"""a b\n    {LINK}\n    """'),
        # the items of lists are closed up where they continue
        (f'"""- a\n      b  c\n\n    {LINK}\n    """', f'"""- a\n      b c\n\n    {LINK}\n    """'),
        (
            f'"""1) a\n       b  c\n\n    {LINK}\n    """',
            f'"""1) a\n       b c\n\n    {LINK}\n    """',
        ),
        (f'"""a\n\n    *\n    b\n    {LINK}\n    """', f'"""a\n\n    * b\n    {LINK}\n    """'),
    ],
)
def test_long_docstrings_are_wrapped(text: str, laid_out: str) -> None:
    assert wrapped(f"    {text}", 4) == f"    {laid_out}"


PIECES = ["a", "`b`", "- c", "1.", "* ", "# d", "> e", "|f|", "```", "    g", "  h", WORDS, LINK]
TEXTS = st.lists(st.sampled_from([*PIECES, "\n", "\n\n", " ", "\nArgs:\n    a: b\n"]), max_size=20)


@given(TEXTS.map("".join), st.sampled_from([4, 8]))
def test_what_a_template_has_wrapped_would_be_wrapped_the_same_way(text: str, indent: int) -> None:
    statement = f"{' ' * indent}{docstring(text, indent)}"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(docstrings, "_is_wrapped", lambda *_: False)
        again = wrapped(statement, indent)
    assert wrapped(statement, indent) == again


def test_what_a_template_has_wrapped_is_not_wrapped_again(monkeypatch: pytest.MonkeyPatch) -> None:
    statement = f"    {docstring(f'{WORDS} {LINK} {WORDS}')}"
    monkeypatch.setattr(docstrings, "wrap", None)
    assert wrapped(statement, 4) == statement


@pytest.mark.parametrize(
    "text",
    [
        '"""a (b"""',
        '"""a\n\\""" [b\n"""',
        '"""a ""b"" {c"""',
        '"""a\\\\"""',
        'x = \'(\' + "\\"[" + f(\'a\', "{")',
        "x = [(a, b), {c: (d)},\n  e]",
        "x = (a\n  (b) [c])",
        "def f(\n    a=(1, 2),\n) -> b[c]:",
    ],
)
def test_statements_end_where_brackets_and_texts_do(text: str) -> None:
    assert list(statements(f"{text}\n{text}\n\ny\n")) == [text, text, "", "y"]
