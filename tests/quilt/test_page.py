"""The quilt report as a page: it shows everything, escapes everything, and loads nothing."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from quilt.sewn import HOSTILE, PAGES, written
from shared import SHARED
from specquilt.cli.main import main
from specquilt.openapi.finding import Finding, Fix, Severity
from specquilt.quilt.page import state

CORPUS = SHARED / "corpus"


class _Tags(HTMLParser):
    """Gathers the tags of a page with their attributes, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def html(tmp_path: Path) -> str:
    """Return the report of three pages, one of them hostile."""
    return written(tmp_path)


def test_hostile_texts_are_texts(html: str) -> None:
    page = _Tags(html)
    assert HOSTILE in page.text
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert "img" not in {tag for tag, _ in page.tags}
    assert not [name for _, attributes in page.tags for name in attributes if name[:2] == "on"]


def test_the_page_loads_nothing(html: str) -> None:
    page = _Tags(html)
    assert not [tag for tag, attributes in page.tags if "src" in attributes]
    assert [given["href"] for tag, given in page.tags if tag == "link"] == ["data:,"]
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest", html)
    (policy,) = (given["content"] for _, given in page.tags if "http-equiv" in given)
    assert (policy or "").startswith("default-src 'none';")


def test_the_same_sources_give_the_same_page(tmp_path: Path, html: str) -> None:
    assert written(tmp_path) == html


def test_conflicts_are_shown_side_by_side(html: str) -> None:
    (sides,) = re.findall(r'<div class="sides">(.*?)</div>', html, re.DOTALL)
    places = re.findall(r"<figcaption><code>([^<]+)</code>", sides)
    assert {Path(place.split(":")[0]).name for place in places} == {"a.md", "b.md"}
    assert sides.count('class="marked"') == 2


def test_excerpts_are_the_lines_around_the_marked_one(tmp_path: Path, html: str) -> None:
    for place, pre in re.findall(
        r"<code>([^<]+)</code></figcaption><pre[^>]*>(.*?)</pre>", html, re.S
    ):
        path, line = place.split(":")[0], int(place.split(":")[1])
        source = (tmp_path / "pages" / Path(path).name).read_text("utf-8").splitlines()
        shown = [row.split(maxsplit=1) for row in unescape(re.sub("<[^>]+>", "", pre)).splitlines()]
        numbers = [int(row[0]) for row in shown]
        assert numbers == [*range(max(line - 3, 1), min(line + 3, len(source)) + 1)]
        assert [row[1:] for row in shown] == [source[n - 1].split(maxsplit=0) for n in numbers]
        assert re.findall(r'"marked">\s*(\d+)', pre) == [str(line)]


def test_the_table_of_pages_counts_what_each_gave(html: str) -> None:
    rows = re.findall(r'<td class="n">(\d+)</td><td class="n">(\d+)</td>.*?>(\d+)</button>', html)
    given = [tuple(map(int, row)) for row in rows]
    assert [row[0] for row in given] == [1, 1, 1]
    assert sum(row[1] for row in given) == 2
    found = [re.findall(f'data-rule="[^"]+" data-page="{number}"', html) for number in range(3)]
    assert [row[2] for row in given] == [len(rows) for rows in found]


def test_what_needs_a_person_comes_first_and_the_most_severe_first_of_that(html: str) -> None:
    rows = re.findall(r'data-severity="(\w+)" data-rule="([^"]+)".*?data-state="(\w+)"', html)
    order = ["error", "warning", "info"]
    keys = [(state == "fixed", order.index(severity), rule) for severity, rule, state in rows]
    assert keys == sorted(keys)
    assert len({key[0] for key in keys}) == 2


def test_what_is_settled_is_left_out_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, html: str
) -> None:
    monkeypatch.setattr("specquilt.quilt.page.MOST_FINDINGS", 1)
    short = written(tmp_path)
    total = html.count("data-rule=")
    assert short.count("data-rule=") == 1
    assert 'data-state="fixed"' not in short
    assert f"1 of {total} findings" in short


def test_one_is_singular(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(PAGES["a.md"], "utf-8")
    text = written(tmp_path, str(tmp_path / "one.md"))
    shown = _Tags(text)
    tiles = re.findall(r"<dt>(\w+)</dt><dd>1</dd>", text)
    assert tiles[:3] == ["page", "operation", "component"]
    assert "2 parts of 1 page;" in str(shown.tags)


def test_sources_on_the_command_line_have_no_changes(html: str) -> None:
    assert "Sources that are named on the command line have no version before." in html


def test_every_finding_has_what_the_filters_need(html: str) -> None:
    rows = [given for tag, given in _Tags(html).tags if tag == "tr" and "data-rule" in given]
    assert rows
    assert {row["data-state"] for row in rows} <= {"open", "guessed", "fixed"}
    assert {row["data-page"] for row in rows} >= {"0", "1", "2"}
    assert f"{len(rows)} of {len(rows)} findings" in html


def test_there_is_a_patch_for_each_part(html: str) -> None:
    (svg,) = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert svg.count("<g data-page=") == 5
    assert svg.count('class="operation"') == 3
    assert svg.count('<path d="') == 6, "the schema of two pages has two triangles"
    assert [*map(int, re.findall(r'data-page="(\d)"', svg))] == sorted(
        map(int, re.findall(r'data-page="(\d)"', svg))
    )


@pytest.mark.parametrize(
    ("fix", "repaired", "word"),
    [(Fix.GUESS, True, "guessed"), (Fix.SAFE, True, "fixed"), (Fix.SAFE, False, "open")],
)
def test_a_finding_says_what_was_done(fix: Fix, repaired: bool, word: str) -> None:
    assert state(Finding("a", Severity.INFO, "b", fix=fix, repaired=repaired)) == word


def test_several_projects_are_not_one_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        (tmp_path / "specs" / name).mkdir(parents=True)
        (tmp_path / "specs" / name / "specquilt.toml").write_text('[sources]\npages = ["p"]\n')
    assert main(["report"]) == 2
    assert "there are 2 configurations to report on" in capsys.readouterr().err
    assert not Path("quilt.html").exists()


def test_a_source_is_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path)
    page = tmp_path / "pages" / "a.md"
    assert main(["report", str(page), "-o", str(page)]) == 2
    assert "output-is-source" in capsys.readouterr().err


@pytest.mark.long
@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"{CORPUS} does not exist")
def test_a_hundred_pages_are_one_small_file(tmp_path: Path) -> None:
    text = written(tmp_path, str(CORPUS / "elevenlabs"))
    assert text.count("<g data-page=") > 400
    assert len(text.encode()) < 3_000_000


def test_what_a_guess_writes_is_shown(tmp_path: Path) -> None:
    answers = {"204": {"description": "Done", "content": {"text/plain": {}}}}
    operation = {"operationId": "cut", "tags": ["quilts"], "responses": answers}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Quilts", "version": "1"},
        "servers": [{"url": "https://api.quilts.dev"}],
        "paths": {"/cut": {"post": operation}},
    }
    (tmp_path / "api.json").write_text(json.dumps(document), "utf-8")
    page = written(tmp_path, str(tmp_path / "api.json"))
    assert page.count("<small>guess: remove content</small>") == 1
    assert page.count("<small>guess: ") == page.count('data-state="guessed"')
