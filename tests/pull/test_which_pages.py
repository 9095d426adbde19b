"""Which pages are pulled: the sources themselves, what they list, and the texts beside HTML pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from pull.conftest import Pull
from pull.site import HTML, DocsSite, assert_refused, page, write_configuration
from specquilt.pull import catalog

ROOT = Path("specs/quilts")


def test_a_document_is_pulled_by_its_address(site: DocsSite, run: Pull) -> None:
    site.texts["/v3/api-docs"] = '{"openapi": "3.1.0", "info": {}, "paths": {}}'
    write_configuration([f"{site.url}/v3/api-docs"])
    assert run() == 1
    assert [path.name for path in ROOT.glob("pages/*/v3/*")] == ["api-docs.json"]
    site.forget()
    assert run() == 0
    assert site.paths == ["/robots.txt", "/v3/api-docs"]


def test_the_text_of_a_page_is_found_beside_it(site: DocsSite, run: Pull) -> None:
    site.texts.update(
        {"/docs/a.md": page(0), "/docs/b/index.md": page(1), "/docs/c.html.md": page(2)}
    )
    for path in ("/docs/a", "/docs/b/", "/docs/b.md", "/docs/c.html"):
        site.handlers[path] = lambda _: HTML
    site.index("/docs/a", "/docs/b/", "/docs/c.html", "/docs/a.md")
    write_configuration([f"{site.url}/llms.txt"])
    assert run() == 1
    names = sorted(path.relative_to(ROOT / "pages").as_posix() for path in ROOT.rglob("*.md"))
    assert [name.partition("/docs/")[2] for name in names] == ["a.md", "b/index.md", "c%2Ehtml.md"]
    site.forget()
    assert run() == 0
    assert site.paths[2:] == ["/docs/a.md", "/docs/b/index.md", "/docs/c.html.md"]


def test_lists_of_lists_are_followed_once(site: DocsSite, run: Pull) -> None:
    site.texts.update({"/a.md": page(0), "/b.md": page(1), "/c.md": page(2)})
    site.index("/api/llms.txt", "/sitemap.xml", "/a.md")
    site.texts["/api/llms.txt"] = "- [All](/llms.txt)\n- [B](/b.md)\n"
    locations = "".join(
        f"<url><loc>{site.url}{path}</loc></url>" for path in ("/c", "/sitemap.xml")
    )
    site.texts["/sitemap.xml"] = f"<urlset>{locations}</urlset>"
    write_configuration([f"{site.url}/llms.txt"])
    assert run() == 1
    assert sorted(path.name for path in ROOT.rglob("*.md")) == ["a.md", "b.md", "c.md"]
    assert len(site.paths) == len(set(site.paths)) == 7


def test_lists_are_counted(
    site: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog, "_MOST_INDEXES", 2)
    site.texts.update({"/a.md": page(0), "/b/llms.txt": "- [A](/a.md)"})
    site.index("/b/llms.txt")
    write_configuration([f"{site.url}/llms.txt"])
    assert run() == 1
    site.texts.update({"/b/llms.txt": "- [C](/c/llms.txt)", "/c/llms.txt": "- [A](/a.md)"})
    assert_refused(run, capsys, "leads to more than 2 lists of pages")


def test_patterns_choose_among_listed_pages(site: DocsSite, run: Pull) -> None:
    site.texts.update({"/docs/a.md": page(0), "/docs/b.md": page(1), "/guide/c.md": "# Guide"})
    site.index("/docs/a.md", "/docs/b.md", "/guide/c.md")
    write_configuration([f"{site.url}/llms.txt"], 'include = ["*/docs/*"]\nexclude = ["*/b.md"]\n')
    run()
    assert [path.name for path in ROOT.rglob("*.md")] == ["a.md"]


def test_names_that_differ_in_case_only_get_files_of_their_own(site: DocsSite, run: Pull) -> None:
    site.texts.update({"/docs/a.md": page(0), "/docs/A.md": page(1)})
    site.index("/docs/a.md", "/docs/A.md")
    write_configuration([f"{site.url}/llms.txt"])
    run()
    names = [path.name.lower() for path in ROOT.rglob("*.md")]
    assert len(names) == len(set(names)) == 2
