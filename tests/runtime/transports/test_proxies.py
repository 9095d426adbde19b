"""Proxies: of an option and of the environment."""

from __future__ import annotations

import pytest

from specquilt.python.runtime import InvalidRequestError
from specquilt.python.runtime.request import Origin, split_url
from specquilt.python.runtime.transport import connections
from specquilt.python.runtime.transport.connections import ConnectionOptions

from ..conftest import Runner
from ..scenarios import GOOD
from ..server import Loopback
from ..stand_in import Client
from .calling import BUILT_IN, call


@pytest.mark.parametrize("runner", BUILT_IN, indirect=True)
def test_proxy_is_asked(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)
    proxy = server.url.replace("http://", "http://user:pass@")
    runner.url = "http://api.localhost:81"
    call(runner, proxy=proxy)
    request = server.received[0]
    assert request.target == "http://api.localhost:81/v1/jobs/j1"
    assert request.headers["proxy-authorization"].startswith("Basic ")


@pytest.mark.parametrize("runner", BUILT_IN, indirect=True)
def test_proxy_of_the_environment_is_asked(
    runner: Runner, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer(GOOD)
    monkeypatch.setenv("HTTP_PROXY", server.url)
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "direct.localhost")
    runner.url = "http://api.localhost:81"
    call(runner)
    assert server.received[0].target.startswith("http://api.localhost:81/")
    assert ConnectionOptions().proxy_for(Origin("http", "direct.localhost", 80)) is None


@pytest.mark.parametrize(
    ("proxy", "port"),
    [
        ("proxy.example", 80),
        ("https://proxy.example", 443),
        ("socks5://proxy.example", 1080),
        ("socks5h://proxy.example:9", 9),
    ],
)
def test_proxy_has_the_usual_port_of_its_scheme(
    proxy: str, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "find_spec", lambda _: object())
    options = ConnectionOptions(proxy=proxy)
    url = options.proxy_for(Origin("http", "a.example", 80))
    assert options.pool_arguments("http", url)["proxy"].url.port == port


@pytest.mark.parametrize("runner", BUILT_IN, indirect=True)
def test_socks_proxy_without_its_package_is_explained(
    runner: Runner, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "find_spec", lambda _: None)
    with pytest.raises(InvalidRequestError, match=r"'socksio'|does not support SOCKS"):
        call(runner, proxy="socks5://127.0.0.1:9")
    assert server.received == []


@pytest.mark.parametrize("variable", ["ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize("runner", BUILT_IN, indirect=True)
def test_proxy_for_all_schemes_is_asked(
    runner: Runner, server: Loopback, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer(GOOD)
    monkeypatch.setenv(variable, server.url.removeprefix("http://"))
    runner.url = "http://api.localhost:81"
    call(runner)
    assert server.received[0].target.startswith("http://api.localhost:81/")
    assert ConnectionOptions().proxy_for(Origin("https", "a.example", 443)) == server.url


def test_proxy_of_a_scheme_takes_precedence() -> None:
    options = ConnectionOptions(environment={"all": "http://a", "https": "http://s"})
    assert options.proxy_for(Origin("https", "a.example", 443)) == "http://s"
    assert options.proxy_for(Origin("http", "a.example", 80)) == "http://a"


@pytest.mark.parametrize(
    ("no_proxy", "reached", "proxied"),
    [
        ("*", ["http://a.example", "http://10.0.0.1"], []),
        ("a.example", ["http://a.example", "http://b.a.example"], ["http://xa.example"]),
        (".a.example", ["http://a.example", "http://b.a.example"], ["http://xa.example"]),
        ("*.a.example", ["http://b.a.example"], ["http://a.example", "http://xa.example"]),
        ("A.Example", ["http://a.example"], ["http://b.example"]),
        ("a.example:81", ["http://a.example:81"], ["http://a.example", "http://a.example:8"]),
        ("a.example:443", ["https://a.example"], ["http://a.example"]),
        ("*.a.example:81", ["http://b.a.example:81"], ["http://b.a.example"]),
        ("10.0.0.0/8", ["http://10.1.2.3"], ["http://11.0.0.1", "http://a.example"]),
        ("10.1.2.3/8", ["http://10.0.0.9"], ["http://11.0.0.1"]),
        ("10.0.0.1", ["http://10.0.0.1"], ["http://10.0.0.10"]),
        ("10.0.0.1:81", ["http://10.0.0.1:81"], ["http://10.0.0.1"]),
        ("[::1]", ["http://[::1]", "http://[0:0::1]:81"], ["http://[::2]"]),
        ("[::1]:81", ["http://[::1]:81"], ["http://[::1]"]),
        ("::1", ["http://[::1]:81"], ["http://[::2]"]),
        ("fd00::/8", ["http://[fd12::3]"], ["http://[fe80::1]"]),
        (" b.example ,, a.example", ["http://a.example", "http://b.example"], ["http://c.example"]),
        ("b.example a.example", ["http://a.example"], ["http://c.example"]),
        ("not/a/network, ., *., :81", [], ["http://a.example:81", "http://10.0.0.1:81"]),
        ("", [], ["http://a.example"]),
    ],
)
def test_no_proxy_names_what_is_reached_directly(
    no_proxy: str, reached: list[str], proxied: list[str]
) -> None:
    options = ConnectionOptions(environment={"all": "http://proxy", "no": no_proxy})
    assert [options.proxy_for(split_url(url)[0]) for url in reached] == [None] * len(reached)
    assert [options.proxy_for(split_url(url)[0]) for url in proxied] == ["http://proxy"] * len(
        proxied
    )


@pytest.mark.parametrize("runner", BUILT_IN, indirect=True)
def test_no_proxy_with_a_port_is_respected(
    runner: Runner, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer(GOOD)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", server.url.removeprefix("http://"))
    assert call(runner).job_id == "j1"
    assert server.received[0].target == "/v1/jobs/j1"


@pytest.mark.parametrize("proxy", ["ftp://a", "http://", "nonsense://x:1"])
def test_proxy_that_cannot_be_used_is_refused(server: Loopback, proxy: str) -> None:
    client = Client("k", base_url=server.url, proxy=proxy)
    with client, pytest.raises(InvalidRequestError):
        client.jobs.get("j1")
