"""What becomes of a vendor's Markdown outside of the vendor's site."""

from __future__ import annotations

import pytest

from specquilt.python.render.code import markdown

KEPT = [
    "[docs](https://zoo.example/docs)",
    "[`docs`](https://zoo.example/docs)",
    "[mail](mailto:a@zoo.example)",
    "`[a](b)` and ``[c](d)``",
    "```\n[a](/b) ![c](d)\n```",
    "a[1] and f(x) and [not a link]",
    "- `a`\n- `b`",
    "an open ` tick\n\nand another ` one",
]
CHANGED = {
    "[the docs](/docs/a)": "the docs",
    "[the\ndocs](/docs/a)": "the\ndocs",
    "[`docs`](../a.md)": "`docs`",
    "[up](#top) there": "up there",
    '[title](/a "A title") end': "title end",
    "before ![logo](https://zoo.example/logo.png) after": "before  after",
    "![logo](logo.png)": "",
    "a `code\nspan` here": "a `code span` here",
    "one<br>two<br/>three": "one two three",
    '<img src="a.png"/>text': "text",
    "<b>bold</b> and <key>": "bold and &lt;key>",
}


@pytest.mark.parametrize("text", KEPT)
def test_portable_markdown_stays(text: str) -> None:
    assert markdown(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGED.items())
def test_what_only_works_on_one_site_is_left_out(text: str, expected: str) -> None:
    assert markdown(text) == expected
