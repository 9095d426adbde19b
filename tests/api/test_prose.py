"""Descriptions are read as Markdown, whatever the documentation site writes them in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specquilt.openapi.prose import readable

READ = {
    "one paragraph": ("<p>Deletes a job.</p>", "Deletes a job."),
    "paragraphs": ("<p>One.</p>\n\n<p>Two.</p>", "One.\n\nTwo."),
    "code": ("Set <code>model</code>.", "Set `model`."),
    "emphasis": ("<b>Never</b> <em>twice</em>.", "**Never** *twice*."),
    "list": ("Either:<ul><li>one</li><li>two</li></ul>", "Either:\n\n- one\n\n- two"),
    "line break": ("One.<br/>Two.<br>Three.", "One.\nTwo.\nThree."),
    "callout": ("Starts it. <Note>It takes long.</Note>", "Starts it. \n\nNote: It takes long."),
    "title": ('<Card title="Jobs" href="/jobs">All of them.</Card>', "**Jobs** All of them."),
    "layout": ("<Tabs><Tab>One.</Tab></Tabs>", "One."),
    "link": ('See <a href="https://a.b/c" class="x">jobs</a>.', "See [jobs](https://a.b/c)."),
    "relative link": ('See <a href="/c">jobs</a>.', "See jobs."),
    "script link": ('See <a href="javascript:alert()">jobs</a>.', "See jobs."),
    "code span": ("Send `<p>` or ```\n<Note>\n```", "Send `<p>` or ```\n<Note>\n```"),
    "placeholder": ("Bearer <token>, <API Key>, <String>", "Bearer <token>, <API Key>, <String>"),
    "comparison": ("a < b and b > c", "a < b and b > c"),
}


@pytest.mark.parametrize(("written", "expected"), READ.values(), ids=READ)
def test_elements_are_markdown(written: str, expected: str) -> None:
    assert readable(written) == expected


@given(st.text("ab <>`\n/*=\"'"))
def test_other_text_stays_as_it_is(text: str) -> None:
    known = ("<b", "</b", "<a")
    if not any(each in text for each in known) and "\n" not in text:
        assert readable(text).strip() == text.strip()
