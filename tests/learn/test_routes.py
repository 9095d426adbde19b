"""Exchanges are matched with the operation that a server would choose."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.recordings.routes import Routes, host_of, path_of, shown_path

PATHS = [
    "/secrets/public-key",
    "/files/{id}",
    "/files/newest",
    "/files/{id}.json",
    "/repos/{owner}/{path}",
    "/a b/{x}/end",
    "/tokens#refresh",
    "/tokens",
    "/jobs?beta=true",
    "/",
]
SERVERS = [
    {"url": "https://api.test/v1/"},
    {"url": "https://{tenant}.test/{version}"},
    {"url": "/api"},
]


def _routes(paths: list[str], servers: list[Any], item: Any = None) -> Routes:
    own = {path: {"get": {"operationId": path}, **(item or {})} for path in paths}
    return Routes({"servers": servers, "paths": own})


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v1/files/7", "/files/{id}"),
        ("/v1/files/newest", "/files/newest"),
        ("/v1/files/7.json", "/files/{id}.json"),
        ("/api/files/7/", "/files/{id}"),
        ("/v9/files/7", "/files/{id}"),
        ("/files/7", "/files/{id}"),
        ("/v1/repos/ada/src/main.py", "/repos/{owner}/{path}"),
        ("/v1/a b/1/end", "/a b/{x}/end"),
        ("/v1/tokens", "/tokens"),
        ("/v1/jobs", "/jobs?beta=true"),
        ("/v1/", "/"),
        ("/v1/files", None),
        ("/v1/files/7/more", None),
        ("/x/v1/files/7", None),
    ],
)
def test_path_belongs_to_the_most_literal_template(path: str, expected: str | None) -> None:
    found = _routes(PATHS, SERVERS).find("GET", path)
    assert (found.path if found else None) == expected


def test_other_method_is_another_operation() -> None:
    assert _routes(PATHS, SERVERS).find("POST", "/v1/files/7") is None


def test_server_of_a_path_replaces_those_of_the_api() -> None:
    routes = _routes(["/up"], SERVERS, {"servers": [{"url": "https://up.test/beta"}]})
    assert routes.find("GET", "/beta/up")
    assert not routes.find("GET", "/v1/up")


def test_hosts_are_those_of_servers() -> None:
    hosts = _routes(PATHS, SERVERS).hosts
    assert hosts.fullmatch("api.test")
    assert hosts.fullmatch("acme.test")
    assert not hosts.fullmatch("acme.other")
    assert not _routes(PATHS, [{"url": "/v1"}]).hosts.fullmatch("")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("api.test", True),
        ("acme.test", True),
        ("api.quilts.com", True),
        ("api.quilts.eu", True),
        ("beta.quilts.co.uk", True),
        ("", True),
        ("localhost", True),
        ("127.0.0.1", True),
        ("proxy.internal", True),
        ("api.quilting.com", False),
        ("quilts.other.com", False),
        ("127.example.com", False),
    ],
)
def test_exchanges_are_with_servers_of_the_document_or_with_a_proxy(
    host: str, expected: bool
) -> None:
    item = {"servers": [{"url": "https://api.quilts.com/v1"}]}
    assert _routes(["/up"], SERVERS, item).serves(host) is expected
    assert _routes(["/up"], [{"url": "/v1"}]).serves(host)


@pytest.mark.parametrize(
    ("url", "host", "path", "shown"),
    [
        ("https://me:pass@Api.test:99/a%20b?x=1#y", "api.test", "/a b", "/a b"),
        ("https://api.test", "api.test", "/", "/"),
        ("https://a.test/x%2Fy/z%20", "a.test", "/x%2Fy/z ", "/x%2Fy/z "),
        ("/only/path", "", "/only/path", "/only/path"),
        ("https://a.test/jobs/17", "a.test", "/jobs/17", "/jobs/{…}"),
        ("https://a.test/me@quilt.test/x", "a.test", "/me@quilt.test/x", "/{…}/x"),
        (
            "https://a.test/sk-live-abcdef012345/run_step",
            "a.test",
            "/sk-live-abcdef012345/run_step",
            "/{…}/run_step",
        ),
        ("https://a.test/deadbeefdeadbeefcafe", "a.test", "/deadbeefdeadbeefcafe", "/{…}"),
        ("https://[broken/x", "", "/", "/"),
    ],
)
def test_parts_of_urls(url: str, host: str, path: str, shown: str) -> None:
    assert (host_of(url), path_of(url), shown_path(url)) == (host, path, shown)
