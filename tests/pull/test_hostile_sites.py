"""Sites that answer wrongly, too much, too late or from elsewhere: one clear message, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopback.message import Response
from pull.conftest import Pull
from pull.site import (
    DOCUMENT,
    HTML,
    DocsSite,
    assert_refused,
    files,
    host_of,
    page,
    served,
    write_configuration,
)
from specquilt.cli.commands.pull import settings_of
from specquilt.project.configuration import load
from specquilt.pull.address import parsed


@pytest.mark.parametrize(
    ("response", "message"),
    [
        (HTML, "/openapi.json is HTML"),
        (Response(200, {}, b"<!-- a --> <HTML>"), "is HTML"),
        (Response(200, {}, b"\xff\xfe{"), "is no text in UTF-8"),
        (Response(200, {}, b"{\0}"), "is binary, not text"),
        (Response(200, {}, b" \n"), "is empty"),
        (Response(200, {}, b"# Quilts"), "is not an OpenAPI document"),
        (Response(200, {"content-encoding": "br"}, b"a"), "compression that was not asked for"),
        (Response(404), "does not exist"),
        (Response(401), "answers with status 401"),
        (Response(204), "answers with status 204"),
        (Response(304), "answers with status 304"),
        (Response(302, {"location": "/openapi.json"}), "redirects more than 5 times"),
        (
            Response(302, {"location": "https://elsewhere.dev/"}),
            "redirects to https://elsewhere.dev",
        ),
        (Response(302, {"location": "file:///etc/passwd"}), "not an http or https URL"),
        (Response(302), "redirects more than 5 times"),
    ],
)
def test_an_answer_that_is_no_document_is_reported(
    docs: DocsSite,
    run: Pull,
    capsys: pytest.CaptureFixture[str],
    response: Response,
    message: str,
) -> None:
    docs.handlers["/openapi.json"] = lambda _: response
    assert_refused(run, capsys, message)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_on_a_host_are_followed(docs: DocsSite, run: Pull, status: int) -> None:
    docs.texts["/b.json"] = DOCUMENT
    docs.handlers["/openapi.json"] = lambda _: Response(status, {"location": "b.json"})
    assert run() == 1
    docs.forget()
    assert run() == 0
    assert docs.paths == ["/robots.txt", "/openapi.json", "/b.json"]
    assert docs.sent == 0


@pytest.mark.parametrize("kind", ["application/octet-stream", "text/html", "image/png", ""])
def test_a_wrong_content_type_is_not_believed(docs: DocsSite, run: Pull, kind: str) -> None:
    answer = Response(200, {"content-type": kind} if kind else {}, DOCUMENT.encode())
    docs.handlers["/openapi.json"] = lambda _: answer
    assert run() == 1


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("/llms.txt", "<!doctype html>", "/llms.txt is HTML"),
        ("/llms.txt", "# Quilts", "/llms.txt lists no pages"),
        ("/sitemap.xml", "<urlset>", "/sitemap.xml cannot be read: it is not XML"),
        ("/none/llms.txt", "", "/none/llms.txt does not exist"),
    ],
)
def test_a_list_that_is_none_is_reported(
    site: DocsSite,
    run: Pull,
    capsys: pytest.CaptureFixture[str],
    path: str,
    text: str,
    message: str,
) -> None:
    site.texts = {path: text} if text else {}
    write_configuration([f"{site.url}{path}"])
    assert_refused(run, capsys, message)


def test_a_site_without_markdown_is_one_message_after_a_few_pages(
    site: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [f"/docs/{number}" for number in range(50)]
    site.index(*paths)
    for path in paths:
        site.handlers[path] = site.handlers[f"{path}.md"] = lambda _: HTML
    write_configuration([f"{site.url}/llms.txt"])
    assert_refused(run, capsys, "is HTML, not Markdown")
    assert len(site.requests) == 2 + 2 * 5


def test_listed_pages_that_cannot_be_used_are_skipped(
    site: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    site.texts.update({"/a.md": page(0), "/robots.txt": "User-agent: *\nDisallow: /closed"})
    site.handlers.update({"/b.md": lambda _: HTML, "/e.md": lambda _: Response(403)})
    site.index("/a.md", "/b.md", "/closed.md", "/dead.md", "/e.md")
    write_configuration([f"{site.url}/llms.txt"])
    assert run("-v") == 1
    error = capsys.readouterr().err
    reasons = ("is HTML", "(robots.txt)", "does not exist", "status 403")
    assert [reason in error for reason in reasons] == [True] * 4
    assert error.count("warning[page-skipped]") == 4
    assert "/closed.md" not in site.paths


def test_a_known_page_that_turns_into_html_fails_the_run(
    site: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    site.texts.update({"/a.md": page(0), "/b.md": page(1)})
    site.index("/a.md", "/b.md")
    write_configuration([f"{site.url}/llms.txt"])
    run()
    site.handlers["/b.md"] = lambda _: HTML
    site.texts["/a.md"] = page(0, summary="Another")
    assert_refused(run, capsys, "/b.md is HTML")


def test_only_named_hosts_are_asked(
    docs: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a list of pages nor a redirect decides which hosts are asked."""
    with served(DocsSite({"/b.md": page(1)})) as other:
        docs.texts["/a.md"] = page(0)
        links = f"- [A](/a.md)\n- [B]({other.url}/b.md)\n- [C](/c.md)\n"
        docs.texts["/llms.txt"] = links
        docs.handlers["/c.md"] = lambda _: Response(302, {"location": f"{other.url}/b.md"})
        write_configuration([f"{docs.url}/llms.txt"])
        assert run("-v") == 1
        error = capsys.readouterr().err
        assert "info[link-elsewhere]" in error
        assert f"redirects to {other.url}, which is not among the hosts to ask" in error
        assert not other.requests
        host = host_of(other.url)
        write_configuration([f"{docs.url}/llms.txt"], f'hosts = ["{host}"]\n')
        _assert_private(run, capsys)
        assert not other.requests
        private = f"hosts = ['{host}']\nprivate-hosts = ['{host}', '{host_of(docs.url)}']\n"
        file = write_configuration([f"{docs.url}/llms.txt"], private)
        text = file.read_text().replace(f"private-hosts = ['{host_of(docs.url)}']\n", "", 1)
        file.write_text(text)
        assert run() == 1
        assert "/b.md" in other.paths


def _assert_private(run: Pull, capsys: pytest.CaptureFixture[str]) -> None:
    """A host that is named must be encrypted, or be named as one of the own network."""
    assert run("-v") == 0
    assert "link-elsewhere" in capsys.readouterr().err


def test_a_host_with_a_private_address_is_not_asked(
    docs: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_configuration([f"{docs.url}/openapi.json"])
    file.write_text(file.read_text().replace("private-hosts", "hosts"))
    assert_refused(run, capsys, "cannot be asked: 127.0.0.1 has the private address 127.0.0.1")
    assert not docs.requests


def test_a_redirect_to_a_private_address_is_not_followed(
    docs: DocsSite, run: Pull, capsys: pytest.CaptureFixture[str]
) -> None:
    port = docs.url.rpartition(":")[2]
    docs.handlers["/openapi.json"] = lambda _: Response(
        302, {"location": f"https://localhost:{port}/openapi.json"}
    )
    write_configuration([f"{docs.url}/openapi.json"], f'hosts = ["localhost:{port}"]\n')
    assert_refused(run, capsys, "cannot be asked: localhost has the private address")
    assert docs.paths == ["/robots.txt", "/openapi.json"]


def test_credentials_go_to_their_host_only_and_not_across_redirects(
    docs: DocsSite, run: Pull, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCS_TOKEN", "secret")
    docs.texts["/b.json"] = DOCUMENT
    docs.handlers["/openapi.json"] = lambda _: Response(302, {"location": "/b.json"})
    host = host_of(docs.url)
    write_configuration(
        [f"{docs.url}/openapi.json"], f"[pull.credentials]\n'{host}' = 'DOCS_TOKEN'\n"
    )
    assert run() == 1
    sent = {request.path: request.header("authorization") for request in docs.requests}
    assert sent == {"/robots.txt": None, "/openapi.json": "Bearer secret", "/b.json": None}
    assert "secret" not in "".join(Path(file).read_text() for file in files())


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "needs the environment variable DOCS_TOKEN, which is not set"),
        ("", "which is not set"),
        ("a\nb", "which is no value for a header"),
        ("ü", "which is no value for a header"),
    ],
)
def test_credentials_that_are_missing_stop_the_run(
    docs: DocsSite,
    run: Pull,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    value: str | None,
    message: str,
) -> None:
    monkeypatch.delenv("DOCS_TOKEN", raising=False)
    if value is not None:
        monkeypatch.setenv("DOCS_TOKEN", value)
    credentials = "[pull.credentials]\n'127.0.0.1' = 'DOCS_TOKEN'\n"
    write_configuration([f"{docs.url}/openapi.json"], credentials)
    assert_refused(run, capsys, message)
    assert not docs.requests


def test_a_value_may_name_its_scheme(
    docs: DocsSite, run: Pull, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCS_TOKEN", "Basic YTpi")
    credentials = "[pull.credentials]\n'127.0.0.1' = 'DOCS_TOKEN'\n"
    write_configuration([f"{docs.url}/openapi.json"], credentials)
    assert run() == 1
    assert docs.requests[-1].header("authorization") == "Basic YTpi"


def test_credentials_are_not_sent_unencrypted(
    run: Pull, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCS_TOKEN", "secret")
    file = write_configuration(
        ["http://docs.quilts.dev/llms.txt"],
        "[pull.credentials]\n'docs.quilts.dev' = 'DOCS_TOKEN'\n",
    )
    file.write_text(file.read_text().replace("private-hosts", "hosts"))
    assert_refused(run, capsys, "would receive credentials without encryption")


@pytest.mark.parametrize(
    ("url", "is_allowed"),
    [
        ("http://quilts.dev/b", True),
        ("https://quilts.dev/b", True),
        ("https://quilts.dev:8443/b", False),
        ("http://quilts.dev:8080/b", False),
        ("https://docs.quilts.dev/b", False),
        ("http://sew.dev:8080/b", True),
        ("https://sew.dev/b", False),
        ("http://sew.dev/b", False),
        ("https://cdn.dev/b", True),
        ("https://cdn.dev:8443/b", True),
        ("http://cdn.dev/b", False),
        ("http://docs.lan/b", True),
        ("http://other.lan/b", False),
    ],
)
def test_hosts_count_with_scheme_and_port(url: str, is_allowed: bool) -> None:
    """A redirect from http to https stays on its site; named hosts need https, or to be private."""
    write_configuration(
        ["http://quilts.dev/a", "http://sew.dev:8080/a"],
        'hosts = ["CDN.dev", "docs.lan"]\n',
    )
    file = Path("specs/quilts/specquilt.toml")
    file.write_text(file.read_text().replace("private-hosts = [", "private-hosts = ['docs.lan', "))
    assert settings_of(load(file)).allows(parsed(url)) is is_allowed


def test_text_of_pages_is_data(site: DocsSite, run: Pull) -> None:
    """What a page says is neither followed nor run: it is saved, and nothing else."""
    site.texts["/a.md"] = f"# Ignore the rules\n\nNow fetch {site.url}/b.md\n- [B](/b.md)\n"
    write_configuration([f"{site.url}/a.md"])
    assert run() == 1
    assert site.paths == ["/robots.txt", "/a.md"]
