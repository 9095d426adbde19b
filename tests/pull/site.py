"""A documentation site on the loopback interface: its pages, how it behaves, and what it has sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import pytest

from loopback.message import Request, Response
from loopback.server import LoopbackServer
from specquilt.pull.pace import Clock

MARKDOWN = {"content-type": "text/markdown; charset=utf-8"}
HTML = Response(200, {"content-type": "text/html"}, b"<!doctype html>\n<title>Quilts</title>")
DOCUMENT = '{"openapi": "3.1.0", "info": {"title": "Quilts", "version": "1"}, "paths": {}}'
TODAY = datetime(2026, 3, 1, 12, tzinfo=UTC)

Handler: TypeAlias = Callable[[Request], Response]


def page(number: int, *, summary: str = "") -> str:
    """Return the text of a page with one operation."""
    return (
        f"# Get quilt {number}\n\nGET https://api.quilts.dev/quilts{number}/{{id}}\n\n"
        f"Reference: https://docs.quilts.dev/reference/get-{number}\n\n"
        "## OpenAPI Specification\n\n```yaml\nopenapi: 3.1.1\n"
        f"info: {{title: Get quilt {number}, version: endpoint_quilts{number}.get}}\n"
        f"paths:\n  /quilts{number}/{{id}}:\n    get:\n      operationId: get\n"
        f"      summary: {summary or f'Get quilt {number}'}\n"
        f"      tags:\n        - - subpackage_quilts{number}\n"
        "      parameters:\n        - {name: id, in: path, required: true, schema: {type: string}}\n"
        "      responses:\n        '200':\n          description: A quilt\n          content:\n"
        f"            application/json:\n              schema: {{$ref: '#/components/schemas/Quilt{number}'}}\n"
        f"components:\n  schemas:\n    Quilt{number}:\n      type: object\n"
        "      properties:\n        name: {type: string}\n      required: [name]\n```\n"
    )


@dataclass
class DocsSite:
    """A site that answers with what it has, and recognizes unchanged texts by ETags.

    Args:
        texts: by path; an ``llms.txt`` among them is written by `index`.
        handlers: answers of its own, by path.
        requests: all that have been received.
        sent: bytes of all bodies that have been sent.
    """

    texts: dict[str, str] = field(default_factory=dict)
    handlers: dict[str, Handler] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    sent: int = 0
    url: str = ""

    def __call__(self, request: Request) -> Response:
        self.requests.append(request)
        handler = self.handlers.get(request.path, self.answer)
        response = handler(request)
        self.sent += len(response.body)
        return response

    def answer(self, request: Request) -> Response:
        """Answer with a text, unless the client has it."""
        text = self.texts.get(request.target)
        if text is None:
            return Response(404, {"content-type": "text/html"})
        body = text.encode()
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if request.header("if-none-match") == etag:
            return Response(304, {"etag": etag})
        return Response(200, {**MARKDOWN, "etag": etag}, body)

    def index(self, *paths: str) -> None:
        """Write an llms.txt that lists pages."""
        links = "".join(f"- [Page]({self.url}{path}): What it is about.\n" for path in paths)
        self.texts["/llms.txt"] = f"# Quilts\n\n> All about quilts.\n\n## Docs\n\n{links}"

    @property
    def paths(self) -> list[str]:
        """The paths of all requests."""
        return [request.target for request in self.requests]

    def forget(self) -> None:
        """Forget all requests."""
        self.requests.clear()
        self.sent = 0


@contextmanager
def served(site: DocsSite) -> Iterator[DocsSite]:
    """Serve a site."""
    with LoopbackServer(site, record=False) as server:
        site.url = server.url
        yield site


class FakeTime:
    """A clock whose time passes only while code sleeps."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.pauses: list[float] = []
        self.day = TODAY

    @property
    def clock(self) -> Clock:
        """The clock."""
        return Clock(lambda: self.seconds, self._sleep, lambda: self.day)

    def _sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.pauses.append(seconds)
        self.seconds += seconds


def host_of(url: str) -> str:
    """Return the host of a URL, with its port."""
    return url.removeprefix("http://").partition("/")[0]


def write_configuration(sources: list[str], more: str = "", *, pages: str = "pages") -> Path:
    """Write a configuration below the working directory that may ask loopback hosts."""
    file = Path("specs/quilts/specquilt.toml")
    file.parent.mkdir(parents=True, exist_ok=True)
    private = sorted({host_of(source) for source in sources})
    file.write_text(
        f'[sources]\npages = ["{pages}"]\n[document]\noutput = "openapi.yaml"\n'
        f"[pull]\nsources = {sources!r}\nprivate-hosts = {private!r}\n{more}",
        encoding="utf-8",
    )
    return file


def files() -> set[str]:
    """Return the paths of all files below the working directory."""
    return {path.as_posix() for path in Path().rglob("*") if path.is_file()}


def assert_refused(
    run: Callable[..., int], capsys: pytest.CaptureFixture[str], message: str
) -> None:
    """Check that a run fails with one message and writes nothing."""
    before = files()
    assert run() == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("error[") == 1
    assert files() == before
