"""Whatever a site sends, or a lock says, can be read or is refused."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from hypothesis import strategies

from pull.site import DOCUMENT
from specquilt.output.lock import is_inside
from specquilt.pull import lock, robots
from specquilt.pull.address import parsed
from specquilt.pull.file_names import file_name
from specquilt.pull.links import listed
from specquilt.pull.pace import Clock, Pace
from specquilt.pull.texts import text_of
from specquilt.pull.wire import Answer, UnusableAnswerError
from tiers import examples

INDEX, SITEMAP = parsed("https://quilts.dev/llms.txt"), parsed("https://quilts.dev/sitemap.xml")
MARKS = strategies.text(alphabet="aA/.:?#[]@%20*$\\ \n\t|`<>~&;é²\0-_=()13", max_size=30)
TEXTS = strategies.text(max_size=60) | MARKS
NAMES = strategies.sampled_from(["files", "indexes", "robots", "url", "digest", "date", "lines"])
VALUES: strategies.SearchStrategy[Any] = strategies.recursive(
    strategies.none() | strategies.integers() | TEXTS,
    lambda inner: strategies.lists(inner, max_size=3)
    | strategies.dictionaries(NAMES, inner, max_size=4),
)


@examples(20, 500, MARKS, strategies.sampled_from(["", "https://", "https://a.dev/", "//"]))
def test_an_address_has_a_spelling_and_a_file(text: str, start: str) -> None:
    with suppress(ValueError):
        address = parsed(start + text, INDEX)
        assert parsed(str(address)) == address
        names = [file_name(each, DOCUMENT) for each in address.twins()]
        assert all(is_inside(f"pages/{name}") for name in names)


@examples(20, 500, MARKS, TEXTS)
def test_rules_for_robots_are_read(path: str, text: str) -> None:
    with suppress(ValueError):
        address = parsed(f"https://a.dev/{path}")
        rules = [f"Disallow: {word}" for word in (path, *text.split())]
        lines = robots.lines_of("\n".join(["User-agent: *", *rules, f"Crawl-delay: {text}", text]))
        assert isinstance(robots.allows(lines, address), bool)
        assert robots.delay(lines, address) >= 0


@examples(20, 500, TEXTS)
def test_lists_are_read_or_refused(text: str) -> None:
    assert isinstance(listed(text, INDEX), list)
    with suppress(ValueError):
        listed(f"<urlset><url><loc>{text}</loc></url></urlset>", SITEMAP)


@examples(20, 500, VALUES)
def test_a_lock_is_read_or_none(value: Any) -> None:
    parts: dict[str, Any] = {"files": {}, "indexes": {}, "robots": {}}
    for lock_ in (value, {**parts, "files": value}, {**parts, "indexes": value, "robots": value}):
        read = lock.parse(json.dumps(lock_).encode())
        assert lock.parse(read.text().encode()) == read


@examples(20, 500, strategies.binary(max_size=40))
def test_bodies_are_text_or_refused(body: bytes) -> None:
    with suppress(UnusableAnswerError):
        assert text_of(body, INDEX)


@examples(20, 500, TEXTS)
def test_any_retry_after_is_read(text: str) -> None:
    assert isinstance(Pace(Clock(), 1)._wanted(Answer(429, {"retry-after": text}, b"")), float)
