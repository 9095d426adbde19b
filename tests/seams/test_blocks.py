"""Managed blocks of the README: the text inside of them is generated, all other text is the user's."""

from __future__ import annotations

import re

import pytest

from seams.conftest import Generate
from seams.project import OUTPUT, write_document, write_project
from specquilt.output import blocks
from specquilt.python.render.sections import in_blocks

README = OUTPUT / "README.md"
INSTALL = "<!-- specquilt:begin install -->\n"


def _block(name: str, text: str) -> str:
    found = re.search(rf"<!-- specquilt:begin {name} -->\n(.*?)<!-- specquilt:end", text, re.DOTALL)
    return found[1] if found else ""


def _outside(text: str) -> str:
    return re.sub(
        r"(<!-- specquilt:begin ([\w-]+) -->\n).*?(?=<!-- specquilt:end \2 -->)",
        r"\1",
        text,
        flags=re.DOTALL,
    )


def _insert(before: str, text: str) -> None:
    page = README.read_text()
    assert before in page
    README.write_text(page.replace(before, text + before, 1))


def test_each_section_of_a_generated_readme_is_a_block(generate: Generate) -> None:
    write_project()
    generate()
    page = README.read_text()
    sections = re.findall(r"^## (.*)", page, re.MULTILINE)
    assert len(sections) > 5
    assert blocks.digests(page).keys() == {
        "intro",
        *(re.sub(r"\W+", "-", each.lower()) for each in sections),
    }
    assert "## " not in _outside(page)


def test_text_around_blocks_stays_and_text_inside_follows_the_document(generate: Generate) -> None:
    write_project()
    generate()
    _insert(INSTALL, "Mine: before.\n\n")
    README.write_text(
        README.read_text().replace("# quilts-client", "# My quilts") + "\nMine: at the end.\n"
    )
    before = README.read_text()
    assert generate() == (0, "specs/quilts: up to date\n")
    write_document(title="Covers")
    assert generate()[0] == 0
    after = README.read_text()
    assert _outside(after) == _outside(before)
    assert "Covers" in _block("intro", after)
    assert generate("--check")[0] == 0
    assert generate() == (0, "specs/quilts: up to date\n")


def test_line_ends_of_the_page_stay(generate: Generate) -> None:
    write_project()
    generate()
    README.write_bytes(README.read_bytes().replace(b"\n", b"\r\n") + b"Mine.\r\n")
    write_document(title="Covers")
    assert generate()[0] == 0
    page = README.read_bytes()
    assert page.endswith(b"Mine.\r\n")
    assert page.count(b"\n") == page.count(b"\r\n")
    assert b"Covers" in page


def test_a_block_that_the_user_removes_stays_away_until_he_writes_its_marks(
    generate: Generate,
) -> None:
    write_project()
    generate()
    page = README.read_text()
    block = f"{INSTALL}{_block('install', page)}<!-- specquilt:end install -->\n"
    README.write_text(page.replace(block, ""))
    write_document(title="Covers")
    assert generate()[0] == 0
    assert "pip install quilts-client\n" not in README.read_text()
    with README.open("a") as file:
        file.write(f"{INSTALL}<!-- specquilt:end install -->\n")
    assert generate()[0] == 0
    assert README.read_text().endswith(block)


def test_an_edit_inside_of_a_block_stops_the_run(generate: Generate) -> None:
    write_project()
    generate()
    _insert("<!-- specquilt:end install -->", "Mine.\n")
    _insert(INSTALL, "Mine, too.\n")
    before = README.read_text()
    code, shown = generate()
    assert code == 1
    assert "-Mine.\n" in shown
    assert "-Mine, too." not in shown
    assert README.read_text() == before
    assert generate("--overwrite")[0] == 0
    assert README.with_name("README.md.orig").read_text() == before
    assert README.read_text() == before.replace("Mine.\n", "")


def test_a_section_that_is_gone_leaves_an_empty_block() -> None:
    made = in_blocks("# A\n\n## Install\n\nNow.\n")
    old = in_blocks("# A\n\n## Install\n\nOnce.\n\n## Uploads\n\nFiles.\n")
    known = blocks.digests(old)
    page = f"Mine.\n{old}"
    assert blocks.edited(page, made, known, "README.md") == []
    assert blocks.merged(page, made, known) == page.replace("Once.", "Now.").replace(
        "## Uploads\n\nFiles.\n", ""
    )


@pytest.mark.parametrize(
    ("marks", "line", "message"),
    [
        ("begin a", 2, "block 'a' has no end"),
        ("end a", 2, "block 'a' ends, but has not begun"),
        ("begin a|end b", 3, "block 'b' ends, but has not begun"),
        ("begin a|begin b|end b|end a", 3, "block 'b' begins inside of block 'a'"),
        ("begin a|end a|begin a|end a", 4, "block 'a' begins again: see line 2"),
    ],
)
def test_a_broken_block_is_named_with_its_line_and_nothing_is_written(
    generate: Generate, marks: str, line: int, message: str
) -> None:
    write_project()
    generate()
    lines = [f"<!-- specquilt:{mark} -->" for mark in marks.split("|")]
    README.write_text("\n".join(["Mine.", *lines, ""]))
    write_document(list_patches="/patches")
    before = {path: path.read_bytes() for path in OUTPUT.rglob("*") if path.is_file()}
    code, shown = generate()
    assert code == 2
    assert f"generated/quilts-client/README.md:{line}:1: error[broken-block] {message}" in shown
    assert {path: path.read_bytes() for path in OUTPUT.rglob("*") if path.is_file()} == before


def test_a_page_without_marks_is_an_edited_file(generate: Generate) -> None:
    write_project()
    generate()
    README.write_text("# Mine\n")
    assert generate()[0] == 1
    assert README.read_text() == "# Mine\n"


def test_a_page_that_is_not_utf_8_is_an_edited_file(generate: Generate) -> None:
    write_project()
    generate()
    README.write_bytes(README.read_bytes() + b"\xff")
    assert generate()[0] == 1
    assert README.read_bytes().endswith(b"\xff")


def test_headings_in_code_begin_no_block() -> None:
    page = in_blocks("# A\n\n## Use\n\n````\n```\n## not this\n```\n````\n\n## Use\n\nMore.\n")
    assert [*blocks.digests(page)] == ["intro", "use", "use-1"]
