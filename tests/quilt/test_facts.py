"""What the quilt report knows: which page gave what, who changed it, and what recordings have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quilt.sewn import PAGES
from repositories import commit, git
from specquilt.openapi.finding import Location
from specquilt.project.configuration import Job, load
from specquilt.quilt.facts import Facts, gather
from specquilt.quilt.pages import PageIndex


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    """Return the job of a project with three pages and a recording, in the working directory."""
    monkeypatch.chdir(tmp_path)
    files = {f"specs/quilts/pages/{name}": text for name, text in PAGES.items()}
    exchange = {"method": "GET", "url": "https://api.quilts.dev/quilts", "status": 200}
    files["specs/quilts/seen.jsonl"] = json.dumps({**exchange, "response_body": {"patches": 1}})
    files["specs/quilts/specquilt.toml"] = (
        '[sources]\npages = ["pages"]\n[client]\noutput = "../../out"\n'
        '[recordings]\npaths = ["seen.jsonl"]\n'
    )
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")
    return load(Path("specs/quilts/specquilt.toml"))


@pytest.fixture
def facts(job: Job) -> Facts:
    """Return what the report shows of the project."""
    return gather(job)


def test_parts_have_their_pages_and_the_main_one_comes_first(facts: Facts) -> None:
    given = {part.name: part.pages for part in (*facts.operations, *facts.components)}
    assert given["GET /quilts"] == (0,)
    assert given["POST /quilts"] == (1,)
    assert set(given["schemas/Quilt"]) == {0, 1}
    assert given["schemas/Other"] == (2,)
    assert [part.pages[0] for part in facts.parts] == sorted(part.pages[0] for part in facts.parts)


def test_operations_have_their_calls_and_places(facts: Facts) -> None:
    (post,) = (part for part in facts.operations if part.name == "POST /quilts")
    assert post.call.startswith("quilts.")
    assert post.place.startswith("specs/quilts/pages/b.md:")
    assert all(not part.call for part in facts.components)


def test_recordings_say_what_was_seen(facts: Facts) -> None:
    assert {part.name: part.seen for part in facts.operations} == {
        "GET /quilts": 1,
        "POST /quilts": 0,
        "GET /others": 0,
    }


def test_contradictions_are_conflicts(facts: Facts) -> None:
    assert [each.rule for each in facts.conflicts] == ["schema-conflict"]


def test_without_a_commit_changes_are_not_known(facts: Facts) -> None:
    assert isinstance(facts.changes, str)
    assert facts.changes.startswith("Not known: ")
    assert facts.changes.endswith(".")


def test_changes_are_those_since_the_last_commit(job: Job) -> None:
    git("init", "-q")
    commit()
    assert gather(job).changes == []
    Path("specs/quilts/pages/c.md").unlink()
    changes = gather(job).changes
    assert not isinstance(changes, str)
    assert "major" in {str(change.worst) for change in changes}


PLACES = PageIndex([("a.md", 1), ("a.md", 20), ("b.md", 5)], ["one", "two", "three"])


@pytest.mark.parametrize(
    ("path", "line", "number"),
    [("a.md", 1, 0), ("a.md", 19, 0), ("a.md", 20, 1), ("b.md", 99, 2), ("b.md", 4, None)],
)
def test_a_line_is_on_the_last_page_that_begins_before(
    path: str, line: int, number: int | None
) -> None:
    assert PLACES.number_of(Location(path, line)) == number
    assert PLACES.number_of(None) is None


def test_places_are_shown_without_the_folder_that_all_share() -> None:
    assert PageIndex([("p/a.md", 1), ("p/b.md", 1)], ["", ""]).short("p/a.md:3:1") == "a.md:3:1"
    assert PageIndex([("p/a.md", 1), ("q/b.md", 1)], ["", ""]).short("p/a.md:3:1") == "p/a.md:3:1"
