"""Header fields, the same with every transport."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.python.runtime import (
    InvalidRequestError,
    response_info,
)

from ..conftest import Runner
from ..scenarios import GOOD
from ..server import Loopback, json_answer
from .calling import BUILT_IN


@pytest.mark.parametrize("runner", BUILT_IN, indirect=True)
def test_cookies_are_not_kept(runner: Runner, server: Loopback) -> None:
    # Browsers and aiohttp keep no cookies of addresses, only of names.
    runner.url = server.url.replace("127.0.0.1", "localhost")
    server.answer(json_answer({"job_id": "j1", "status": "x"}, set_cookie="session=secret"))
    if runner.is_sync:
        runner.run(lambda client: [client.jobs.get("j1") for _ in range(2)])
    else:

        async def use(client: Any) -> None:
            await client.jobs.get("j1")
            await client.jobs.get("j1")

        runner.run(use)
    assert ["cookie" in received.headers for received in server.received] == [False, False]


def test_host_can_be_chosen(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)
    options = {"headers": {"Host": "virtual.example"}}
    runner.run(lambda client: client.jobs.get("j1", options=options))
    assert server.received[0].headers["host"] == "virtual.example"


def test_bytes_of_headers_are_latin_1(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({"job_id": "j1", "status": "x"}, x_name="b\u00c3\u00bc"))
    job = runner.run(lambda client: client.jobs.get("j1"))
    info = response_info(job)
    assert info is not None
    assert info.headers["x-name"] == "b\u00c3\u00bc"


def test_header_beyond_ascii_is_sent_as_latin_1_or_refused(
    runner: Runner, server: Loopback
) -> None:
    server.answer(GOOD)
    options = {"headers": {"X-Name": "b\u00fc"}}
    if runner.flavour == "aiohttp":
        with pytest.raises(InvalidRequestError, match="'x-name'"):
            runner.run(lambda client: client.jobs.get("j1", options=options))
        assert server.received == []
        return
    runner.run(lambda client: client.jobs.get("j1", options=options))
    assert server.received[0].headers["x-name"] == "b\u00fc"
