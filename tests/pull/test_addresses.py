"""What is an address, where the text of a page may be, and which file it is saved in."""

from __future__ import annotations

from pathlib import Path

import pytest

from specquilt.output.lock import is_inside
from specquilt.pull.address import Address, parsed
from specquilt.pull.file_names import file_name
from specquilt.pull.links import listed
from specquilt.sources.folder import files_of

INDEX = parsed("https://docs.quilts.dev/guide/llms.txt")


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("HTTPS://Docs.Quilts.DEV", "https://docs.quilts.dev/"),
        ("https://docs.quilts.dev:443/a b?c=d e#f", "https://docs.quilts.dev/a%20b?c=d%20e"),
        ("http://docs.quilts.dev:8080/a%20b", "http://docs.quilts.dev:8080/a%20b"),
        ("https://bücher.dev/ü", "https://xn--bcher-kva.dev/%C3%BC"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        (" /a.md ", "https://docs.quilts.dev/a.md"),
        ("a.md", "https://docs.quilts.dev/guide/a.md"),
        ("//cdn.quilts.dev/a", "https://cdn.quilts.dev/a"),
    ],
)
def test_an_address_has_one_spelling(text: str, spelling: str) -> None:
    assert str(parsed(text, INDEX)) == spelling


@pytest.mark.parametrize(
    "text",
    [
        "mailto:a@quilts.dev",
        "file:///etc/passwd",
        "https://user:pass@quilts.dev",
        "https://user@quilts.dev",
        "https://",
        "https://quilts.dev:port/",
        "https://[::1/",
        "https://a b/",
        "https://\x00/",
    ],
)
def test_other_texts_are_no_addresses(text: str) -> None:
    with pytest.raises(ValueError):
        parsed(text)


@pytest.mark.parametrize(
    ("path", "twins"),
    [
        ("/a.md", ["/a.md"]),
        ("/a.json", ["/a.json"]),
        ("/llms-full.txt", ["/llms-full.txt"]),
        ("/a?b=c", ["/a?b=c"]),
        ("/", ["/"]),
        ("/a/b", ["/a/b.md", "/a/b"]),
        ("/v1.2", ["/v1.2.md", "/v1.2"]),
        ("/a/b/", ["/a/b.md", "/a/b/index.md", "/a/b/"]),
        ("/a.html", ["/a.html.md", "/a.md", "/a.html"]),
    ],
)
def test_the_text_of_a_page_may_be_beside_it(path: str, twins: list[str]) -> None:
    address = parsed(f"https://docs.quilts.dev{path}")
    assert [each.target for each in address.twins()] == twins


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://quilts.dev/a/get.md", "quilts.dev/a/get.md"),
        ("http://quilts.dev:8080/get.md", "quilts.dev_8080/get.md"),
        ("https://quilts.dev/", "quilts.dev/index.md"),
        ("https://quilts.dev/a/", "quilts.dev/a.md"),
        ("https://quilts.dev/.well-known/api.json", "quilts.dev/%2Ewell-known/api.json"),
        ("https://quilts.dev/a.bak.md", "quilts.dev/a%2Ebak.md"),
        ("https://quilts.dev/a.overlay.yaml", "quilts.dev/a%2Eoverlay.yaml"),
        ("https://quilts.dev/a~.md", "quilts.dev/a%7E.md"),
        ("https://quilts.dev/v1.2", "quilts.dev/v1%2E2.md"),
        ("https://quilts.dev/specquilt.lock", "quilts.dev/specquilt%2Elock.md"),
        ("https://quilts.dev/a/../../b.md", "quilts.dev/a/%2E./%2E./b.md"),
        ("https://quilts.dev/%2e%2e/b.md", "quilts.dev/%2e%2e/b.md"),
        ("https://quilts.dev/a?b=c/d", "quilts.dev/a%3Fb=c%2Fd.md"),
        ("https://quilts.dev//a\\b.md", "quilts.dev/a%5Cb.md"),
        ("https://quilts.dev/.md", "quilts.dev/%2Emd.md"),
    ],
)
def test_a_file_is_named_after_its_page(url: str, name: str) -> None:
    assert file_name(parsed(url), "# Quilts") == name
    assert is_inside(f"pages/{name}")


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("# openapi", ".md"),
        ('\ufeff\n{"openapi": "3.1.0"}', ".json"),
        ("openapi: 3.1.0\n", ".yaml"),
    ],
)
def test_without_a_suffix_the_text_decides(text: str, suffix: str) -> None:
    assert (
        file_name(parsed("https://quilts.dev/v3/api-docs"), text)
        == f"quilts.dev/v3/api-docs{suffix}"
    )


def test_long_names_are_shortened_and_stay_different() -> None:
    names = {file_name(parsed(f"https://quilts.dev/{'a' * 300}{end}.md"), "") for end in "bc"}
    assert len(names) == 2
    assert all(len(name) < 150 for name in names)


def test_every_file_is_read_as_a_page(tmp_path: Path) -> None:
    paths = [
        "/.a/b.md",
        "/a.bak",
        "/a.orig.md",
        "/a~",
        "/a.overlay.md",
        "/specquilt.lock",
        "/a.old",
    ]
    names = [file_name(parsed(f"https://quilts.dev{path}"), "") for path in paths]
    for name in names:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# Quilts")
    assert len(files_of(tmp_path)) == len(set(names)) == len(paths)


def _targets(text: str, index: Address = INDEX) -> list[str]:
    return [str(each).removeprefix("https://docs.quilts.dev") for each in listed(text, index)]


def test_an_llms_txt_lists_the_links_at_the_start_of_its_lines() -> None:
    text = """\
# Quilts
> See [the guide](/not-listed.md).

## API
- [Get quilts](https://docs.quilts.dev/get.md): Or see [others](/not-listed-either.md).
* [List [all]](/list)
  - [Nested](<nested.md>)
+ [Encoded](/a_(b).md)
[No bullet](/plain.md)
- [Twice](/get.md)
- [Mail](mailto:help@quilts.dev)
- [Logo](/logo.PNG)
- [Everything](/llms-full.txt)
- [More](/more/llms.txt)
- Not a link: /x.md
- [ ] task (/y.md)
"""
    expected = ["/get.md", "/list", "/guide/nested.md", "/a_(b).md", "/plain.md", "/more/llms.txt"]
    assert _targets(text) == expected


SITEMAP = parsed("https://docs.quilts.dev/sitemap.xml")


def test_a_sitemap_lists_its_locations() -> None:
    text = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made by a tool -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="urn:images">
  <url><loc> https://docs.quilts.dev/a?b=1&amp;c=2 </loc><lastmod>2026-01-01</lastmod>
    <i:image><i:loc>https://docs.quilts.dev/image</i:loc></i:image></url>
  <url><lastmod>2026-01-01</lastmod></url>
</urlset>"""
    assert _targets(text, SITEMAP) == ["/a?b=1&c=2"]
    plain = (
        "<sitemapindex><sitemap><loc>https://docs.quilts.dev/b.xml</loc></sitemap></sitemapindex>"
    )
    assert _targets(plain, SITEMAP) == ["/b.xml"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<urlset><url>", "not XML"),
        ("- [A](/a.md)", "not XML"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><urlset/>', "document type"),
    ],
)
def test_a_sitemap_that_is_none_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        listed(text, SITEMAP)
