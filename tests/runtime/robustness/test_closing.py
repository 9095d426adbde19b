"""Clients that are closed, or dropped with answers that were not read."""

from __future__ import annotations

import gc
import threading
from typing import Any

import httpx2
import pytest

from specquilt.python.runtime import ClientClosedError

from ..conftest import Runner
from ..scenarios import GOOD
from ..server import Loopback, answer
from ..stand_in import Client
from .programs import python


def test_use_after_close_is_our_error(runner: Runner, server: Loopback) -> None:
    server.answer(GOOD)
    if runner.is_sync:

        def use(client: Any) -> None:
            client.jobs.get("j1")
            client.close()
            client.close()
            client.jobs.get("j1")

        with pytest.raises(ClientClosedError):
            runner.run(use)
        return

    async def use_async(client: Any) -> None:
        await client.jobs.get("j1")
        await client.close()
        await client.close()
        await client.jobs.get("j1")

    with pytest.raises(ClientClosedError):
        runner.run(use_async)


def test_closed_httpx2_client_is_our_error(server: Loopback) -> None:
    http_client = httpx2.Client(verify=False)
    http_client.close()
    with pytest.raises(ClientClosedError):
        Client("k", base_url=server.url, http_client=http_client).jobs.get("j1")


def test_no_thread_and_no_socket_is_left_behind(server: Loopback) -> None:
    server.answer(GOOD)
    before = threading.active_count()
    with Client("k", base_url=server.url) as client:
        client.jobs.get("j1")
    gc.collect()
    assert threading.active_count() <= before + 1


@pytest.mark.parametrize("begun", ["client.download()", "begun(client.lines())"])
def test_answer_that_was_not_read_ends_quietly_with_the_program(
    server: Loopback, begun: str
) -> None:
    server.answer(answer(b'{"text":"a"}\n' * 500_000))
    # What a module of the standard library holds goes when hardly anything is left.
    code = (
        "import re, sys; from tests.runtime.stand_in import Client;"
        "begun = lambda stream: (stream, next(stream));"
        f"client = Client('k', base_url={server.url!r}); re.kept = {begun}"
    )
    done = python(code)
    assert (done.returncode, done.stderr) == (0, "")
