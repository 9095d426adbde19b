"""Rules for robots, as RFC 9309 has them."""

from __future__ import annotations

import pytest

from specquilt.pull import robots
from specquilt.pull.address import parsed


def _allows(text: str, path: str = "/docs/a.md") -> bool:
    return robots.allows(robots.lines_of(text), parsed(f"https://quilts.dev{path}"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "User-agent: *\nDisallow:",
        "User-agent: *\nDisallow: /api",
        "User-agent: other\nDisallow: /",
        "User-agent: *\nDisallow: /\n\nUser-agent: specquilt\nAllow: /",
        "User-agent: *\nDisallow: /\nAllow: /docs",
        "User-agent: *\nDisallow: /docs\nAllow: /docs",
        "User-agent: *\nDisallow: /*.json$",
        "User-agent: *\nDisallow: /*.m$",
        "User-agent: *\nDisallow: /x*",
        "User-agent: *\nDisallow: /docs$",
        "User-agent: *\nDisallow: /*/b*.md",
        "User-agent: *\nDisallow: /*a.md*a.md$",
        "<!doctype html><p>User-agent: none",
        "Disallow: /",
        "User-agent: *\nDisallow: //[",
        "User-agent: *\nRequest-rate: ²/³",
        "User-agent: *\nCrawl-delay: ²",
        f"User-agent: *\nCrawl-delay: {'9' * 5000}",
    ],
)
def test_what_no_rule_forbids_is_allowed(text: str) -> None:
    assert _allows(text)


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nDisallow: /",
        "user-agent: *  # everybody\n\n# nothing\nDISALLOW : /docs/  # these",
        "User-agent: *\nAllow: /\nDisallow: /docs/",
        "User-agent: a\nUser-agent: SpecQuilt\nDisallow: /docs",
        "User-agent: *\nAllow: /\n\nUser-agent: specquilt\nDisallow: /",
        "User-agent: *\nDisallow: /*.md$",
        "User-agent: *\nDisallow: *.md",
        "User-agent: *\nDisallow: /*/a",
        "User-agent: *\nDisallow: /docs/a.md$",
        "User-agent: *\nAllow: /docs\nDisallow: /*/a.md",
        "User-agent: *\nDisallow: /d%6Fcs",
        "User-agent: *\nDisallow: /**s*.md$",
    ],
)
def test_what_a_rule_forbids_is_not_allowed(text: str) -> None:
    assert not _allows(text)


def test_rules_are_about_queries_and_encoded_paths_too() -> None:
    assert not _allows("User-agent: *\nDisallow: /*?", "/docs?a=b")
    assert not _allows("User-agent: *\nDisallow: /ü", "/%C3%BC.md")
    assert not _allows("User-agent: *\nDisallow: /*[", "//[")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 7\nDisallow: /*.md", 7),
        ("User-agent: *\nDisallow: /*.md\nCrawl-delay: 7", 7),
        ("User-agent: other\nCrawl-delay: 7", 0),
        ("User-agent: *\nCrawl-delay: soon", 0),
        ("", 0),
    ],
)
def test_a_delay_is_that_of_our_group(text: str, seconds: float) -> None:
    assert robots.delay(robots.lines_of(text), parsed("https://quilts.dev/a.md")) == seconds


def test_only_lines_with_a_meaning_are_kept() -> None:
    text = "# Hello\n\nUser-agent: * # all\nSitemap: https://quilts.dev/sitemap.xml\nHello\nDisallow:\n"
    assert robots.lines_of(text) == ("User-agent: *", "Disallow:")
