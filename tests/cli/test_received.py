"""Sources that are no files: the standard input, and URLs."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from loopback.message import Response
from pull.site import DocsSite, served
from specquilt.cli.main import main
from specquilt.openapi.load import received
from specquilt.openapi.load.decode import MAX_BYTES
from specquilt.pull import once
from specquilt.pull.address import parsed
from specquilt.pull.wire import Answer, UnusableAnswerError, redirected

DOCUMENT = """\
openapi: 3.1.0
info: {title: Quilts, version: "1"}
servers: [{url: "https://quilts.dev"}]
paths:
  /quilts:
    get:
      operationId: listQuilts
      responses: {"204": {description: ""}}
"""
FOREIGN = DOCUMENT.replace('"204": {description: ""}', '"204": {$ref: "secret.yaml#/x"}')


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(received, "_RECEIVED", {})


@pytest.fixture
def site() -> Iterator[DocsSite]:
    with served(DocsSite({"/openapi.yaml": DOCUMENT})) as found:
        yield found


def _typed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))


def _findings(capsys: pytest.CaptureFixture[str], source: str) -> list[tuple[str, str, int]]:
    main(["lint", "--format", "json", source])
    found = json.loads(capsys.readouterr().out)["findings"]
    return [(each["rule"], each["path"], each["line"]) for each in found]


@pytest.mark.parametrize("name", ["-", "/dev/stdin"])
def test_the_standard_input_is_a_source(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _typed(monkeypatch, DOCUMENT.encode())
    assert ("missing-security", "-", 4) in _findings(capsys, name)


def test_a_url_is_a_source(site: DocsSite, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"{site.url}/openapi.yaml"
    assert ("missing-security", url, 4) in _findings(capsys, url)
    assert len(site.requests) == 1
    assert "specquilt" in (site.requests[0].header("user-agent") or "")


def test_an_excerpt_of_a_received_source_is_shown(
    site: DocsSite, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["lint", f"{site.url}/openapi.yaml"])
    assert "  4 | paths:\n    | ^" in capsys.readouterr().out


def test_a_client_is_generated_from_a_url_and_is_asked_for_again(
    site: DocsSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"{site.url}/openapi.yaml"
    assert main(["generate", url]) == 0
    assert f"{url}: written to ./quilts" in capsys.readouterr().err
    assert main(["generate", "--check", url]) == 0
    monkeypatch.setattr(received, "_RECEIVED", {})
    site.texts["/openapi.yaml"] = DOCUMENT.replace("listQuilts", "listQuilts\n      summary: All")
    assert main(["generate", url, "-o", "quilts"]) == 0
    assert '"""All.' in Path("quilts/quilts/resources/quilts.py").read_text("utf-8")


def test_the_command_that_updates_a_client_names_the_url(
    site: DocsSite, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"{site.url}/openapi.yaml"
    assert main(["generate", "--check", url, "-o", "c"]) == 1
    assert f"run: specquilt generate {url} --output=c" in capsys.readouterr().err


def test_versions_may_be_received(
    site: DocsSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _typed(monkeypatch, DOCUMENT.replace("/quilts:", "/quilts/all:").encode())
    url = f"{site.url}/openapi.yaml"
    assert main(["diff", url, "-"]) == 0
    printed = capsys.readouterr().out
    assert "sends `GET /quilts/all`, was `GET /quilts`" in printed
    assert f"was: {url}:6:5\n    now: -:6:5" in printed
    Path("new.yaml").write_text(DOCUMENT, "utf-8")
    assert main(["diff", url, "new.yaml"]) == 0
    assert capsys.readouterr().out == "no changes\n"


@pytest.mark.parametrize("name", ["-", "URL"])
def test_files_that_it_refers_to_are_not_read(
    name: str, site: DocsSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("secret.yaml").write_text("x: {description: hidden}\n", "utf-8")
    site.texts["/openapi.yaml"] = FOREIGN
    _typed(monkeypatch, FOREIGN.encode())
    assert main(["merge", name.replace("URL", f"{site.url}/openapi.yaml")]) == 2
    printed = capsys.readouterr()
    assert "external-reference" in printed.err
    assert "hidden" not in printed.out + printed.err


@pytest.mark.parametrize(
    ("response", "message"),
    [
        (Response(200, {}, b"<!doctype html>"), "is HTML"),
        (Response(200, {}, b"# Quilts"), "is not an OpenAPI document"),
        (Response(200, {}, b""), "is empty"),
        (Response(403), "answers with status 403"),
        (Response(302, {"location": "/openapi.yaml"}), "redirects more than 5 times"),
        (Response(302, {"location": "file:///etc/passwd"}), "not an http or https URL"),
        (
            Response(302, {"location": "http://127.0.0.2:9/x.yaml"}),
            "127.0.0.2 has the private address",
        ),
        (
            Response(302, {"location": "http://127.0.0.1:9/x.yaml"}),
            "127.0.0.1 has the private address",
        ),
    ],
)
def test_what_is_no_document_is_refused(
    response: Response, message: str, site: DocsSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site.handlers["/openapi.yaml"] = lambda _: response
    assert main(["generate", f"{site.url}/openapi.yaml"]) == 2
    printed = capsys.readouterr().err
    assert "error[pull-failed]" in printed
    assert message in printed
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://127.0.0.1:9/a.yaml", "cannot be reached"),
        ("https:///a.yaml", "has no host"),
        ("https://me:secret@quilts.dev/a.yaml", "contains credentials"),
    ],
)
def test_a_url_that_leads_nowhere_is_refused(
    url: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lint", url]) == 2
    assert message in capsys.readouterr().err


def test_a_redirect_stays_on_https() -> None:
    answer = Answer(302, {"location": "http://quilts.dev/"}, b"")
    with pytest.raises(UnusableAnswerError, match="redirects from https to http"):
        redirected(parsed("https://quilts.dev/"), answer)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_site_is_followed(status: int, site: DocsSite) -> None:
    site.handlers["/"] = lambda _: Response(status, {"location": "openapi.yaml"})
    assert main(["lint", "-q", f"{site.url}/"]) == 0


def test_five_redirects_are_followed(site: DocsSite) -> None:
    site.handlers["/a"] = lambda _: Response(307, {"location": "/a"})
    assert main(["lint", f"{site.url}/a"]) == 2
    assert len(site.requests) == 6


def test_too_much_is_refused(
    monkeypatch: pytest.MonkeyPatch, site: DocsSite, capsys: pytest.CaptureFixture[str]
) -> None:
    _typed(monkeypatch, b"#" * (MAX_BYTES + 2))
    assert main(["lint", "-"]) == 2
    assert "file is larger than 32 MiB" in capsys.readouterr().out
    monkeypatch.setattr(once, "MAX_BYTES", 100)
    assert main(["lint", f"{site.url}/openapi.yaml"]) == 2
    assert "has more than 100 bytes" in capsys.readouterr().err


def test_fixes_need_a_file_to_be_beside_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _typed(monkeypatch, DOCUMENT.encode())
    assert main(["lint", "--fix", "-"]) == 2
    assert "- is no file" in capsys.readouterr().err
    assert list(Path().iterdir()) == []
