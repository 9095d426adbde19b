"""No site can fill the memory or the disk: bodies and pages are bounded."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from loopback.message import Response
from pull.conftest import Pull
from pull.site import DOCUMENT, DocsSite, assert_refused, write_configuration
from specquilt.pull import settings


def test_bodies_are_bounded_also_when_they_are_compressed(
    docs: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    bomb = gzip.compress(b"{" + b" " * (3 << 20))
    assert len(bomb) < 10_000
    docs.handlers["/openapi.json"] = lambda _: Response(200, {"content-encoding": "gzip"}, bomb)
    write_configuration([f"{docs.url}/openapi.json"], "max-megabytes = 1\n")
    assert_refused(run, capsys, "exceeds the 1 MiB that a run may receive")


@pytest.mark.usefixtures("docs")
def test_a_file_that_could_not_be_read_is_not_received(
    run: Pull,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert settings.LARGEST_FILE == 32 << 20
    monkeypatch.setattr("specquilt.pull.site.LARGEST_FILE", len(DOCUMENT) - 1)
    assert_refused(run, capsys, f"/openapi.json has more than {len(DOCUMENT) - 1} bytes")
    monkeypatch.setattr("specquilt.pull.site.LARGEST_FILE", len(DOCUMENT))
    assert run() == 1


def test_a_compressed_body_is_saved_decompressed(docs: DocsSite, run: Pull) -> None:
    body = gzip.compress(DOCUMENT.encode())
    docs.handlers["/openapi.json"] = lambda _: Response(200, {"content-encoding": "gzip"}, body)
    assert run() == 1
    (file,) = Path("specs").rglob("openapi.json")
    assert file.read_text() == DOCUMENT


def test_pages_are_counted_before_they_are_pulled(
    site: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    site.index("/a.md", "/b.md", "/c.md", "/c")
    write_configuration([f"{site.url}/llms.txt"], "max-pages = 2\n")
    assert_refused(run, capsys, "the sources have 3 pages, and 2 are the limit")
    assert site.paths == ["/robots.txt", "/llms.txt"]
