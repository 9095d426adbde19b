"""The configuration of a client: where it sends to, what it always sends, and what copies share."""

from __future__ import annotations

import re
from typing import Any

import pytest

from specquilt.python.runtime import (
    OMIT,
    Bearer,
    ClientSpec,
    GlobalHeader,
    Hooks,
    InvalidRequestError,
)
from specquilt.python.runtime.core import CallContext, Core
from specquilt.python.runtime.request import Origin

from .stand_in import Client

SPEC = ClientSpec(
    "my-api",
    "1.2",
    ("https://first.example/v1/", "https://second.example"),
    server_environment="MY_API_URL",
    auth=(Bearer("api_key"),),
    headers=(GlobalHeader("project", "X-Project"), GlobalHeader("beta", "X-Beta")),
)
UNUSED: Any = None


def core(
    base_url: str | None = None,
    options: dict[str, Any] | None = None,
    spec: ClientSpec = SPEC,
    **values: object,
) -> Core:
    """Return the configuration of a client."""
    return Core(spec, base_url, options or {}, values)


@pytest.mark.parametrize(
    ("given", "environment", "url"),
    [
        (None, None, "https://first.example/v1"),
        (None, "", "https://first.example/v1"),
        (None, "  ", "https://first.example/v1"),
        (None, " https://env.example/ ", "https://env.example"),
        ("https://own.example//", None, "https://own.example"),
        ("https://own.example", "https://env.example", "https://own.example"),
        ("", "https://env.example", "https://env.example"),
    ],
)
def test_base_url_is_given_or_of_the_environment_or_the_first_documented_one(
    given: str | None, environment: str | None, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MY_API_URL", raising=False)
    if environment is not None:
        monkeypatch.setenv("MY_API_URL", environment)
    found = core(given)
    assert found.base_url == url
    elsewhere = Origin("https", "third.example", 443), "/v3"
    is_users = "first" not in url
    monkeypatch.delenv("MY_API_URL", raising=False)
    for each in (found, found.with_options({"timeout": 5})):
        assert each.base_url == url
        assert each.address(None) == (each.origin, each.base_path)
        expected = (each.origin, each.base_path) if is_users else elsewhere
        assert each.address("https://third.example/v3") == expected


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (None, "the API has no default server: pass base_url"),
        ("https://a?b", "base_url must not contain a query or a fragment"),
        ("https://a#b", "base_url must not contain a query or a fragment"),
    ],
)
def test_base_url_that_cannot_be_used_is_refused(url: str | None, words: str) -> None:
    nowhere = SPEC._replace(servers=(), server_environment=None)
    with pytest.raises(InvalidRequestError, match=words):
        core(url, spec=nowhere)
    assert core("https://a", spec=nowhere).base_url == "https://a"


def test_headers_of_every_request() -> None:
    always = core().headers
    assert set(always) == {"accept-encoding", "user-agent"}
    assert always["accept-encoding"] == "gzip, deflate"
    assert re.fullmatch(r"my-api/1\.2 python/3\.\d+\.\d+", always["user-agent"])
    for project, beta, more in (
        ("p", True, {"x-project": "p", "x-beta": "true"}),
        ("p", None, {"x-project": "p"}),
        (OMIT, 0, {"x-beta": "0"}),
        ("", None, {"x-project": ""}),
    ):
        assert core(project=project, beta=beta).headers == {**always, **more}
    options = {"headers": {"User-Agent": "mine", "X-Project": "q"}}
    assert core(None, options, project="p").headers == {
        "accept-encoding": "gzip, deflate",
        "user-agent": "mine",
        "x-project": "q",
    }


@pytest.mark.parametrize(
    ("before", "after", "headers"),
    [
        ({"a": "1"}, {"b": "2"}, {"a": "1", "b": "2"}),
        ({"a": "1"}, {"a": "2"}, {"a": "2"}),
        ({"a": "1"}, None, {"a": "1"}),
        (None, {"b": "2"}, {"b": "2"}),
    ],
)
def test_headers_of_a_copy_are_added_to_those_before(
    before: Any, after: Any, headers: dict[str, str]
) -> None:
    copied = core(None, {"headers": before, "max_retries": 7}, api_key="k", project="p")
    copied = copied.with_options({"headers": after, "timeout": 5})
    usual = core(project="p").headers
    assert copied.headers == {**usual, **headers}
    assert (copied.settings.max_retries, copied.settings.timeout.read) == (7, 5)
    assert copied.credentials == {"api_key": "k"}


def test_copy_shares_tokens_and_warnings_and_nothing_else() -> None:
    first = core()
    second = first.with_options({})
    assert second is not first
    assert second.tokens is first.tokens
    assert second.warned_of_plain_http is first.warned_of_plain_http
    other = core()
    assert other.tokens is not first.tokens
    assert other.warned_of_plain_http is not first.warned_of_plain_http


def test_hooks_and_logger_of_a_client() -> None:
    assert core().hooks == core(None, {"hooks": None}).hooks == Hooks()
    assert core(None, {"hooks": Hooks(on_error=print)}).hooks.on_error is print
    found = core()
    assert found.logger is found.logger
    assert found.logger.name == "my_api"
    assert repr(core(api_key="secret")) == "'https://first.example/v1', api_key=***"


@pytest.mark.parametrize(
    ("deadline", "seconds", "left"),
    [(600, 5, 5), (5, 600, 5), (None, 5, 5), (600, None, 600), (None, None, None), (600, 0, 0)],
)
def test_context_within_some_seconds_has_the_earlier_deadline(
    deadline: float | None, seconds: float | None, left: float | None
) -> None:
    context = CallContext(core(), UNUSED, {"deadline": deadline, "headers": {"a": "b"}})
    within = context.within(seconds)
    assert (within.settings.deadline, context.settings.deadline) == (left, deadline)
    assert within.options == context.options
    assert CallContext(core(), UNUSED, None).options == {}


def test_classes_of_the_user_may_have_other_bases() -> None:
    class Counted:
        made: list[str] = []  # noqa: RUF012

        def __init_subclass__(cls) -> None:
            cls.made.append(cls.__name__)

    class Own(Client, Counted):
        pass

    assert Counted.made == ["Own"]


def test_resource_gives_its_client_to_the_resources_below_it() -> None:
    client = Client("k")
    assert client.jobs._client is client
    assert type(client.jobs)(client.jobs._client)._core is client._core
