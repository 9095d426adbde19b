"""Which blocks and which pages a Markdown text has, and at which lines and columns."""

from __future__ import annotations

import pytest

from specquilt.openapi.finding import InputError
from specquilt.openapi.page import Page
from specquilt.sources.fences import separate
from specquilt.sources.read import read_text

_QUILTS = "openapi: 3.1.0\npaths: {/quilts: {}}"
_PATCHES = "openapi: 3.1.0\npaths: {/patches: {}}"


def _fence(text: str, language: str = "yaml", mark: str = "```", indent: str = "") -> str:
    lines = [f"{mark}{language}", *text.split("\n"), mark]
    return "\n".join(indent + line for line in lines)


BLOCKS = {
    "backticks": ("```a b c \nx\n```\n", [("a", "b c", 2, "x\n")]),
    "tildes": ("~~~ a\n```\n~~~\n", [("a", "", 2, "```\n")]),
    "a longer fence": ("````\n```\nx\n```\n`````\n", [("", "", 2, "```\nx\n```\n")]),
    "an open end": ("```\nx", [("", "", 2, "x\n")]),
    "code in a line": ("```x``` y\n", []),
    "a blank line": ("```\n\n  x\n```", [("", "", 2, "\n  x\n")]),
    "a bullet": ("- ```a\n  x\n    y\n  ```\n", [("a", "", 2, "x\n  y\n")]),
    "a number": ("10. x\n\n    ```a\n    x\n    ```\n", [("a", "", 4, "x\n")]),
    "a quote": ("> ```a\n> x\n>  y\n> ```\n", [("a", "", 2, "x\n y\n")]),
    "a quote in a quote": ("> > ```\n> > > x\n> > ```\n", [("", "", 2, "> x\n")]),
    "the end of a quote": ("> ```\n> x\n```a\ny\n```", [("", "", 2, "x\n"), ("a", "", 4, "y\n")]),
    "a component": ("<Tab>\n    ```a\n    x\n    ```\n</Tab>", [("a", "", 3, "x\n")]),
    "tabs": ("<Tab>\n\t```a\n\tx\n\t```\n</Tab>", [("a", "", 3, "x\n")]),
    "a fence in a text": (
        "```a\nd: |\n    ```\n    ```\n```",
        [("a", "", 2, "d: |\n    ```\n    ```\n")],
    ),
    "less indentation": ("   ```\n x\n   ```", [("", "", 2, "x\n")]),
    "a glued title": (
        "```a\nx\n```# Y\n\n```b\ny\n```",
        [("a", "", 2, "x\n"), ("b", "", 6, "y\n")],
    ),
    "a glued tag": ("```a\nx\n```</Tab>\n```b\ny\n```", [("a", "", 2, "x\n"), ("b", "", 5, "y\n")]),
    "a form feed": ("a\x0cb\x85c\u2028d\n```\nx\n```", [("", "", 3, "x\n")]),
    "line ends of Windows": ("a\r\n```\r\nx\r\n```\r\nb", [("", "", 3, "x\n")]),
}


@pytest.mark.parametrize(("text", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(text: str, expected: list[tuple[str, str, int, str]]) -> None:
    blocks = separate(text)[1]
    assert [(each.language, each.title, each.line, each.text) for each in blocks] == expected


def test_prose_is_what_is_outside_of_blocks() -> None:
    prose = separate("a\n```\nx\n```# B\n> ```\n> x\nc\n")[0]
    assert prose == [(1, "a"), (4, "# B"), (7, "c"), (8, "")]


TITLES = {
    "# A": "A",
    "### A ###": "A",
    "# C#": "C#",
    "# C# #": "C#",
    "   # A": "A",
    "#\tA": "A",
    "#A\n# B": "B",
    "####### A\n# B": "B",
    "# #\n# B": "B",
    "---\ntitle: A\n---\n# B": "B",
}


@pytest.mark.parametrize(("text", "title"), TITLES.items())
def test_title(text: str, title: str) -> None:
    [page] = read_text("page.md", f"{text}\n\n{_fence(_QUILTS)}\n")
    assert page.title
    assert page.title.value == title


def _paths(pages: list[Page]) -> list[str | None]:
    return [next(iter(page.fragment.data["paths"])) if page.fragment else None for page in pages]


BUNDLES = {
    "one below the other": f"# A\n\n{_fence(_QUILTS)}\n\n# B\n\n{_fence(_PATCHES)}",
    "glued": f"# A\n\nGET /a\n\n{_fence(_QUILTS)}# B\n\nGET /b\n\n{_fence(_PATCHES)}",
    "glued without requests": f"# A\n\n{_fence(_QUILTS)}# B\n\n{_fence(_PATCHES)}",
    "on one page": f"# A\n\nGET /a\n\n{_fence(_QUILTS)}\n\n{_fence(_PATCHES)}",
    "above the first title": f"{_fence(_QUILTS)}\n\n# B\n\nGET /b\n\n{_fence(_PATCHES)}",
    "with one request line": f"# A\n\n{_fence(_QUILTS)}\n\n# B\n\nGET /b\n\n{_fence(_PATCHES)}",
    "in tabs": f"<Tab>\n{_fence(_QUILTS, indent='  ')}\n</Tab>\n{_fence(_PATCHES, indent='      ')}",
    "as JSON": _fence('{"info": {},\n  "openapi": "3.1.0", "paths": {"/quilts": {}}}', "json")
    + "\n"
    + _fence('{"openapi":"3.1.0","paths":{"/patches":{}}}', "json"),
}


@pytest.mark.parametrize("text", BUNDLES.values(), ids=BUNDLES)
def test_no_specification_is_lost(text: str) -> None:
    assert _paths(read_text("page.md", text)) == ["/quilts", "/patches"]


_BOTH = ["/quilts", "/patches"]
PASTED = {
    "after a fence": (f"# Quilts\n\n{_fence(_QUILTS)}\n\n{_PATCHES}\n", _BOTH, [4, 8]),
    "before a fence": (f"Quilts\n\n{_QUILTS}\n\n{_fence(_PATCHES)}\n", _BOTH, [3, 7]),
    "next to a fence": (f"{_fence(_QUILTS)}\n{_PATCHES}\nText.\n", _BOTH, [2, 5]),
    "twice": (f"Quilts\n\n{_QUILTS}\n\nPatches\n\n{_PATCHES}\n", _BOTH, [3, 8]),
    "twice without text between": (f"Quilts\n\n{_QUILTS}\n{_PATCHES}\n", _BOTH, [3, 5]),
    "a version in a text": (f"{_fence(_QUILTS)}\nWe use\nopenapi: 3.1.0\n", ["/quilts"], [2]),
}


@pytest.mark.parametrize(("text", "paths", "lines"), PASTED.values(), ids=PASTED)
def test_specification_without_a_fence_is_read_at_its_line(
    text: str, paths: list[str], lines: list[int]
) -> None:
    pages = read_text("page.md", text)
    assert _paths(pages) == paths
    assert [page.fragment.block.first_line for page in pages if page.fragment] == lines


def test_what_names_a_specification_is_none() -> None:
    named = _fence("openapi: GET /quilts") + "\n" + _fence('{"openapi": "/api.json"}', "json")
    assert _paths(read_text("page.md", f"{_fence(_QUILTS)}\n{named}")) == ["/quilts"]


@pytest.mark.parametrize(
    ("lead", "indent", "column"),
    [("", "", 6), ("- ", "  ", 8), ("> ", "> ", 8), ("<Tab>\n      ", "      ", 12)],
)
def test_a_fault_in_an_indented_block_is_located(lead: str, indent: str, column: int) -> None:
    text = f"{lead}```yaml\n{indent}openapi: 3.1.0\n{indent}x-a: !tag x\n{indent}```\n"
    with pytest.raises(InputError) as caught:
        read_text("page.md", text)
    place = caught.value.findings[0].location
    assert place
    assert (place.line, place.column) == (text[: text.index("x-a")].count("\n") + 1, column)


REQUESTS = {
    "GET https://api.quilt.test/quilts": "https://api.quilt.test/quilts",
    "GET /quilts/{id}": "/quilts/{id}",
    "GET {base}/quilts ": "{base}/quilts",
    "GET\tapi.quilt.test/quilts": "api.quilt.test/quilts",
}


@pytest.mark.parametrize(("line", "url"), REQUESTS.items())
def test_request_line_without_a_specification(line: str, url: str) -> None:
    [page] = read_text("page.md", f"# List quilts\n\n{line}\n\nReference: https://quilt.test/a\n")
    assert page.method
    assert page.url
    assert page.title
    assert page.reference
    assert (page.method.value, page.url.value, page.url.line) == ("GET", url, 3)
    assert page.fragment is None


@pytest.mark.parametrize("line", ["GET started", "> GET /quilts", "Use GET /quilts", "get /quilts"])
def test_prose_about_requests_is_no_request_line(line: str) -> None:
    with pytest.raises(InputError, match="page-without-spec"):
        read_text("page.md", f"# Quilts\n\n{line}\n")


def test_pages_that_only_have_request_lines_begin_at_their_titles() -> None:
    text = "> Index\n\n# A\n\nGET /a\n\n# Note\n\nx\n\n# B\n\nPOST /b\n"
    pages = read_text("page.md", text)
    assert [(page.line, page.url and page.url.value) for page in pages] == [(3, "/a"), (11, "/b")]
