"""The body of a pull request says what has changed; what comes from a site is quoted."""

from __future__ import annotations

from pathlib import Path

import pytest

from pull.conftest import Pull
from pull.site import DocsSite, page, write_configuration
from repositories import commit, git
from specquilt.cli.main import main
from specquilt.pull.description import Description, SourceChange, changes
from specquilt.pull.lock import PulledFile, PullLock

GOLDEN = Path(__file__).with_name("body.md")
DOCS = "https://docs.quilts.dev"


def _file(name: str, digest: str, gone: str = "") -> PulledFile:
    return PulledFile(f"{DOCS}/{name}.md", digest, "2026-03-01", gone)


BEFORE = {
    "same.md": _file("same", "1"),
    "changed.md": _file("changed", "1"),
    "gone.md": _file("gone", "1"),
    "still-gone.md": _file("still-gone", "1", "2026-02-01"),
    "back.md": _file("back", "1", "2026-02-01"),
    "removed.md": _file("removed", "1"),
}
AFTER = PullLock(
    {
        "new.md": _file("new", "1"),
        "same.md": _file("same", "1"),
        "changed.md": _file("changed", "2"),
        "gone.md": _file("gone", "1", "2026-03-01"),
        "still-gone.md": _file("still-gone", "1", "2026-02-01"),
        "back.md": _file("back", "1"),
    }
)


def test_the_body_of_a_pull_request(request: pytest.FixtureRequest) -> None:
    description = Description(
        sources=list(changes(BEFORE, AFTER)),
        files=["generated/quilts/quilts/client.py", "specs/quilts/specquilt.pull.lock"],
        said="specs/quilts: 5 operations, 31 files, 2,345 lines\n",
        calls="**1 major change**\n\n| where | what | rule |\n|---|---|---|\n",
    )
    text = f"{description.title()}\n\n{description.body()}"
    if request.config.getoption("--golden"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_parts_without_content_are_left_out() -> None:
    description = Description([], ["a.py"])
    assert description.title() == "Update generated code"
    assert description.body().partition("\n\n")[2] == "### Files\n\n- `a.py`\n"


@pytest.mark.parametrize("url", [f"{DOCS}/a|b`c", f"{DOCS}/<img src=x>", f"{DOCS}/a\n# b"])
def test_addresses_cannot_leave_their_cell(url: str) -> None:
    body = Description([SourceChange(url, "new")], []).body()
    (row,) = [line for line in body.splitlines() if DOCS in line]
    assert row.startswith(f"| `{DOCS}/")
    assert (row.count("`"), row.count("|"), row.count("<")) == (2, 3, 0)


def test_an_address_that_is_none_is_not_shown() -> None:
    assert "javascript" not in Description([SourceChange("javascript:x", "new")], []).body()


def test_messages_cannot_leave_their_fence() -> None:
    body = Description([], [], said="a\n````\n# b").body()
    assert "`````text\na\n````\n# b\n`````\n" in body


def test_names_of_files_cannot_leave_their_line() -> None:
    assert "- `a?b.py`" in Description([], ["a`b.py"]).body()


def test_a_long_description_is_cut() -> None:
    sources = [SourceChange(f"{DOCS}/{number}", "new") for number in range(102)]
    files = [f"{number}.py" for number in range(101)]
    body = Description(sources, files).body()
    assert "| 2 more pages | |" in body
    assert "- 1 more file\n" in body
    assert "`https://docs.quilts.dev/99`" in body
    assert "`https://docs.quilts.dev/100`" not in body
    longest = Description([], [], calls="a\n" * 40_000).body()
    assert len(longest) < 65_536
    assert longest.endswith("The rest is left out: the description would be too long.\n")


def test_it_is_about_what_is_not_committed(
    site: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    site.texts.update({"/a.md": page(0), "/b.md": page(1)})
    site.index("/a.md")
    write_configuration([f"{site.url}/llms.txt"])
    run("-q")
    git("init", "--quiet")
    commit()
    assert main(["describe"]) == 1
    assert capsys.readouterr().out == ""
    site.texts["/a.md"] = page(0, summary="Another")
    site.index("/a.md", "/b.md")
    run("-q")
    Path("said.txt").write_text("specs/quilts: 2 operations\n")
    assert main(["describe", "--title"]) == 0
    assert capsys.readouterr().out == "Update sources: 1 changed, 1 new\n"
    assert main(["describe", "--said", "said.txt"]) == 0
    body = capsys.readouterr().out
    parts = [f"| `{site.url}/a.md` | changed |", f"| `{site.url}/b.md` | new |", "/b.md`\n"]
    assert [part in body for part in [*parts, "2 operations", "specquilt.pull.lock"]] == [True] * 5


def test_without_a_commit_there_is_nothing_to_compare_with(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["describe"]) == 2
    assert "in no Git repository, or that has no commit" in capsys.readouterr().err
