"""`specquilt pull` keeps the files of a project as their site has them, and writes all or nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from loopback.message import Response
from pull.conftest import Pull
from pull.site import DocsSite, FakeTime, page, write_configuration
from specquilt.output.journal import ORIGINAL

ROOT = Path("specs/quilts")
LOCK = ROOT / "specquilt.pull.lock"
NAMES = ("b", "a")


@pytest.fixture
def docs(site: DocsSite) -> DocsSite:
    """Return a site with two pages that its llms.txt lists, and a project that pulls them."""
    for name in NAMES:
        site.texts[f"/docs/{name}.md"] = page(NAMES.index(name))
    site.index(*(f"/docs/{name}.md" for name in NAMES))
    write_configuration([f"{site.url}/llms.txt"])
    return site


def _tree() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def _file(name: str) -> Path:
    (found,) = ROOT.glob(f"pages/*/docs/{name}.md")
    return found


def _entries() -> dict[str, dict[str, str]]:
    files = json.loads(LOCK.read_text())["files"]
    return {Path(path).stem: entry for path, entry in files.items()}


def test_three_hundred_pages_are_pulled_once(site: DocsSite, run: Pull, time: FakeTime) -> None:
    """The second run transfers no body; all requests to a host are a second apart."""
    paths = [f"/docs/get-{number}.md" for number in range(300)]
    site.texts.update({path: page(number) for number, path in enumerate(paths)})
    site.texts["/robots.txt"] = "User-agent: *\nDisallow: /admin\n"
    site.index(*paths)
    write_configuration([f"{site.url}/llms.txt"])
    assert run() == 1
    assert site.paths == ["/robots.txt", "/llms.txt", *paths]
    assert time.pauses == [pytest.approx(1)] * 301
    files = {path.name: path.read_text() for path in ROOT.glob("pages/*/docs/*")}
    assert files == {f"get-{number}.md": page(number) for number in range(300)}
    site.forget()
    before = _tree()
    time.day += timedelta(days=1)
    assert run() == 0
    assert (len(site.requests), site.sent) == (302, 0)
    assert _tree() == before


def test_a_change_is_written_with_its_day(docs: DocsSite, run: Pull, time: FakeTime) -> None:
    assert run() == 1
    docs.texts["/docs/a.md"] = page(1, summary="Another")
    time.day += timedelta(days=1)
    assert run() == 1
    assert _file("a").read_text() == docs.texts["/docs/a.md"]
    assert {name: entry["date"] for name, entry in _entries().items()} == {
        "a": "2026-03-02",
        "b": "2026-03-01",
    }


@pytest.mark.usefixtures("docs")
def test_the_lock_keeps_the_order_of_the_site(run: Pull) -> None:
    run()
    assert list(_entries()) == ["b", "a"]


def test_new_etags_alone_change_nothing(docs: DocsSite, run: Pull) -> None:
    run()
    before = _tree()
    text = docs.texts["/docs/a.md"].encode()
    docs.handlers["/docs/a.md"] = lambda _: Response(200, {"etag": '"other"'}, text)
    assert run() == 0
    assert _tree() == before


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_reported_and_stays(
    docs: DocsSite, run: Pull, time: FakeTime, capsys: pytest.CaptureFixture[str], status: int
) -> None:
    run()
    kept = docs.texts.pop("/docs/a.md")
    docs.handlers["/docs/a.md"] = lambda _: Response(status)
    assert run() == 1  # the lock says so from now on
    error = capsys.readouterr().err
    assert ("warning[page-gone]" in error, "does not exist any more" in error) == (True, True)
    assert (_file("a").read_text(), _entries()["a"]["gone"]) == (kept, "2026-03-01")
    time.day += timedelta(days=1)
    assert run() == 0
    assert "warning[page-gone]" in capsys.readouterr().err
    _file("a").unlink()
    assert run() == 1
    assert list(_entries()) == ["b"]


def test_severities_of_the_project_apply(
    docs: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    docs.index("/docs/a.md", "/docs/dead.md")
    write_configuration([f"{docs.url}/llms.txt"], "[lint.severity]\npage-skipped = 'off'\n")
    assert run("-v") == 1
    assert "page-skipped" not in capsys.readouterr().err


def test_a_page_that_is_back_is_not_gone(
    docs: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    docs.index("/docs/b.md")
    assert run() == 1
    assert "is not listed any more" in capsys.readouterr().err
    assert "gone" in _entries()["a"]
    docs.index("/docs/b.md", "/docs/a.md")
    assert run() == 1
    assert "gone" not in _entries()["a"]


@pytest.mark.usefixtures("docs")
def test_a_check_shows_what_would_change_and_writes_nothing(
    run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _tree()
    assert run("--check") == 1
    output = capsys.readouterr()
    assert "+++ specs/quilts/pages/" in output.out
    assert "2 files: 2 new. To update, run: specquilt pull --config" in output.err
    assert _tree() == before
    run()
    assert run("--check") == 0


@pytest.mark.usefixtures("docs")
def test_a_file_that_was_deleted_is_pulled_again(run: Pull) -> None:
    run()
    text = _file("a").read_text()
    _file("a").unlink()
    assert run() == 1
    assert _file("a").read_text() == text


def test_an_edit_stops_the_run_unless_it_may_be_replaced(
    docs: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    _file("a").write_text("Mine.")
    docs.texts["/docs/b.md"] = page(0, summary="Another")
    before = _tree()
    assert run() == 2
    assert "error[edited-source]" in capsys.readouterr().err
    assert _tree() == before
    assert run("--overwrite") == 1
    assert _file("a").read_text() == docs.texts["/docs/a.md"]
    assert Path(f"{_file('a')}{ORIGINAL}").read_text() == "Mine."
    assert f"saved as pages/{_file('a').relative_to(ROOT / 'pages')}{ORIGINAL}" in (
        capsys.readouterr().err
    )


def test_other_line_ends_are_no_edit(docs: DocsSite, run: Pull) -> None:
    run()
    _file("a").write_bytes(_file("a").read_bytes().replace(b"\n", b"\r\n"))
    docs.forget()
    assert run() == 0
    assert docs.sent == 0


def test_an_edit_that_the_site_has_made_too_is_none(docs: DocsSite, run: Pull) -> None:
    run()
    docs.texts["/docs/a.md"] = page(1, summary="Corrected")
    _file("a").write_text(docs.texts["/docs/a.md"])
    assert run() == 1
    assert not list(ROOT.rglob(f"*{ORIGINAL}"))


@pytest.mark.usefixtures("docs")
@pytest.mark.parametrize(
    "text",
    [
        "<<<<<<< HEAD",
        *(
            pytest.param(text, marks=pytest.mark.long)
            for text in ("", "[]", '{"files": {"../a": {}}}')
        ),
    ],
)
def test_a_broken_lock_is_none(run: Pull, text: str) -> None:
    run()
    whole = LOCK.read_text()
    LOCK.write_text(text)
    assert run() == 1  # the files are the same: only the lock is written
    assert LOCK.read_text() == whole
    _file("a").write_text("Mine.")
    LOCK.write_text(text)
    assert run() == 2


@pytest.mark.usefixtures("docs")
def test_one_project_that_fails_leaves_the_others_alone(run: Pull) -> None:
    other = Path("specs/shop/specquilt.toml")
    other.parent.mkdir()
    text = (ROOT / "specquilt.toml").read_text()
    other.write_text(text.replace("/llms.txt", "/none/llms.txt"))
    before = _tree()
    assert run() == 2
    assert _tree() == before
    assert run("--config", str(ROOT / "specquilt.toml")) == 1


def test_pulled_files_must_be_read(
    site: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    write_configuration([f"{site.url}/llms.txt"], pages="other")
    assert run() == 2
    assert "[sources] pages has nothing in 'pages'" in capsys.readouterr().err
    assert not site.requests


def test_without_addresses_there_is_nothing_to_pull(
    run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    ROOT.mkdir(parents=True)
    (ROOT / "specquilt.toml").write_text('[sources]\npages = ["pages"]\n')
    assert run() == 2
    assert "no configuration has [pull] sources" in capsys.readouterr().err


@pytest.mark.long
def test_generate_imports_nothing_of_it() -> None:
    Path("api.json").write_text(
        '{"openapi": "3.1.0", "info": {"title": "Q", "version": "1"}, "paths": {}}'
    )
    script = (
        "import sys; from specquilt.cli.main import main; main(['merge', 'api.json', '-q']);"
        "print([name for name in sys.modules if name.startswith(('httpcore2', 'specquilt.pull'))])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert result.stdout.splitlines()[-1] == "[]"
