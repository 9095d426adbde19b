"""Each version line of OpenAPI in a source is in a fragment or in a finding."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specquilt.openapi.finding import InputError
from specquilt.sources.read import read, read_text

_YAML = "openapi: 3.1.0\ninfo: {title: Quilts, version: '1'}\npaths:\n  /quilts: {}\n"
_JSON = '{\n  "openapi": "3.0.0",\n  "paths": {"/quilts": {}}\n}\n'
_INDENTS = st.sampled_from(["", "  ", "    ", "\t", "> ", "      "])
_LEADS = st.sampled_from(["", "- ", "1. ", "> ", "# Title\n\n", "GET https://x.test/quilts\n\n"])
_MARKS = st.sampled_from(["```", "````", "~~~", ""])
_LANGUAGES = st.sampled_from(["yaml", "json", "", "text", "openapi", "yaml GET /quilts"])
_GLUE = st.sampled_from(
    [
        "",
        "\n",
        "\n\n",
        "# Next page\n",
        "\n# Next\n\nGET https://x.test/a\n",
        "</Tab>",
        "---\n",
        "> a\n",
    ]
)


@st.composite
def _blocks(draw: st.DrawFn) -> str:
    indent, mark = draw(_INDENTS), draw(_MARKS)
    content = "".join(
        indent + line for line in draw(st.sampled_from([_YAML, _JSON])).splitlines(True)
    )
    opening = f"{draw(_LEADS)}{mark}{draw(_LANGUAGES)}\n" if mark else ""
    return f"{opening}{content}{indent if mark else ''}{mark}{draw(_GLUE)}"


@given(st.lists(_blocks(), min_size=1, max_size=4).map("".join))
def test_no_specification_is_lost_without_a_finding(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.md")
        path.write_text(text, encoding="utf-8", newline="")
        try:
            found = read([path])
        except InputError:
            return  # the file is refused, with its findings
    reported = {finding.location.line for finding in found.findings if finding.location}
    blocks = [page.fragment.block for page in found.pages if page.fragment]
    for number, line in enumerate(text.split("\n"), 1):
        if "openapi: 3" in line or '"openapi": "3' in line:
            read_lines = (
                range(each.first_line, each.first_line + each.text.count("\n")) for each in blocks
            )
            assert number in reported or any(number in lines for lines in read_lines)


_FENCE = f"```yaml\n{_YAML}```"


@pytest.mark.parametrize(
    "start",
    [
        "# Page\n\n",
        "---\ntitle: Page\n---\n\n",
        "> Page\n\n",
        "GET https://x.test/quilts\n\n",
        "Page\n\n",
        "",
    ],
    ids=["title", "front matter", "quote", "request line", "text", "fence"],
)
def test_pages_that_are_glued_together_are_all_read(start: str) -> None:
    pages = read_text("pages.md", f"{start}{_FENCE}" * 3)
    assert [bool(page.fragment) for page in pages] == [True] * 3
