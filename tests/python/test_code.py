"""Templates output filtered values only, and filters escape all text."""

from __future__ import annotations

import ast
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError

from specquilt.python.render.code import (
    UnsafeTextError,
    docstring,
    identifier,
    literal,
    markdown,
    toml,
)
from specquilt.python.render.environment import environment

HOSTILE = [
    '"""',
    "'''",
    '"',
    "\\",
    'x"""\nimport os\n"""',
    '\\"""',
    '\\\\"""',
    "{{ 7 * 7 }}",
    "{% raw %}",
    "\N{LINE SEPARATOR}import os",
    "\x00\x0c\x1b",
    "\ud800",
    "<script>",
    "#}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_literal_is_the_value(text: str) -> None:
    assert ast.literal_eval(literal(text)) == text
    assert literal(text).isascii()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("indent", [0, 4, 8])
def test_a_docstring_is_one_string_and_nothing_else(text: str, indent: int) -> None:
    _assert_one_string(f"{' ' * indent}{docstring(text, indent)}")


@given(st.text())
def test_text_cannot_end_a_docstring(text: str) -> None:
    _assert_one_string(docstring(text))


def _assert_one_string(code: str) -> None:
    (statement,) = ast.parse(
        code.strip().encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    ).body
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Constant)
    assert isinstance(statement.value.value, str)


def test_a_docstring_keeps_backslashes_and_quotes() -> None:
    value = ast.literal_eval(docstring('Use "C:\\new" or """.'))
    assert value == 'Use "C:\\new" or """.'


@pytest.mark.parametrize("text", ["a b", "1a", "", "class", "a;b", "a\n", "__import__('os')"])
def test_invalid_name_is_refused(text: str) -> None:
    with pytest.raises(UnsafeTextError):
        identifier(text)


@given(st.text(st.characters(codec="utf-8")))
def test_text_cannot_end_a_toml_string(text: str) -> None:
    assert isinstance(tomllib.loads(str(toml(text, "x")))["x"], str)


def test_toml_keeps_what_people_write() -> None:
    text = 'A "zoo" für alle'
    assert tomllib.loads(str(toml(text, "x"))) == {"x": text}


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("# Heading\ntext", "prose", "**Heading**\ntext"),
        ("<script>alert(1)</script>", "prose", "&lt;script>alert(1)&lt;/script>"),
        ("see <https://example.com>", "prose", "see <https://example.com>"),
        ("a < b", "prose", "a < b"),
        ("`Bearer <token>` or <key>", "prose", "`Bearer <token>` or &lt;key>"),
        ("an open ` and <key>", "prose", "an open ` and &lt;key>"),
        ("a\n\nb", "line", "a b"),
        ("a | b\nc", "cell", r"a \| b c"),
        ("x = 1\n", "code", "```python\nx = 1\n```"),
        ("```\nescape", "code", "````python\n```\nescape\n````"),
    ],
)
def test_markdown(text: str, kind: str, written: str) -> None:
    assert markdown(text, kind) == written


@pytest.mark.parametrize("value", ["text", 1, None, ["x"]])
def test_a_template_cannot_write_a_value_without_a_filter(value: object) -> None:
    template = environment().from_string("x = {{ value }}")
    with pytest.raises(UnsafeTextError):
        template.render(value=value)


def test_a_template_cannot_use_other_filters() -> None:
    with pytest.raises(TemplateError):
        environment().from_string("{{ 'import os'|safe }}")


def test_templates_output_safe_text_as_it_is() -> None:
    compiled = environment().compile("{{ value|literal }}", raw=True)
    assert "escape(" not in compiled.split("yield", 1)[1]
    assert environment().from_string("{{ value|literal }}").render(value="<&>") == "'<&>'"


def test_what_a_macro_returns_is_safe() -> None:
    macro = "{% macro shown(value) %}{{ value|literal }}{% endmacro %}"
    assert environment().from_string(f"{macro}{{{{ shown('<') }}}}").render() == "'<'"
    with pytest.raises(UnsafeTextError):
        environment().from_string("{{ name() }}").render(name=lambda: "import os")


def test_a_loop_does_not_change_how_functions_are_called() -> None:
    template = environment().from_string(
        "{% for each in 'ab' %}{{ f(each, n=1)|literal }}{% endfor %}"
    )
    assert template.render(f=lambda text, n: text * n) == "'a''b'"


def test_templates_read_attributes_and_not_items() -> None:
    template = environment().from_string("{{ value.name|literal }}")
    assert template.render(value=environment().get_template("package/types.py.j2")).endswith("j2'")
    with pytest.raises(AttributeError):
        template.render(value={"name": 1})
