"""Whatever a server does, a call ends in the right value or the right error, and in time."""

from __future__ import annotations

import time

import pytest

from specquilt.python.runtime import APIConnectionError, APITimeoutError, Timeout, response_info

from .conftest import KEY, Runner
from .scenarios import CONNECTION, TIME, Scenario
from .scenarios_of_answers import BODY, COMPRESSION, REDIRECTS, STATUS
from .server import (
    Loopback,
    stalls_after,
)

SCENARIOS = [*CONNECTION, *TIME, *BODY, *COMPRESSION, *STATUS, *REDIRECTS]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_call_ends_well_when_server(scenario: Scenario, runner: Runner, server: Loopback) -> None:
    play(scenario, runner, server)


def play(scenario: Scenario, runner: Runner, server: Loopback) -> None:
    server.answer(*scenario.answers)
    options = {"deadline": 20.0, **scenario.options}
    began = time.monotonic()
    if isinstance(scenario.ends, type):
        with pytest.raises(scenario.ends) as caught:
            runner.run(lambda client: client.jobs.get("j1"), **options)
        assert KEY not in f"{caught.value!r} {caught.value}"
    else:
        job = runner.run(lambda client: client.jobs.get("j1"), **options)
        assert scenario.ends(job)
        info = response_info(job)
        assert info is not None
        assert info.status in (200, 201)
    # The server would go on for much longer; a busy machine is given time to notice.
    assert time.monotonic() - began < options["deadline"] + 15
    assert scenario.requests in (None, len(server.received))


def test_refused_connection_is_tried_again_whatever_the_method(
    runner: Runner, server: Loopback
) -> None:
    unreachable = Loopback()
    runner.url = unreachable.url
    unreachable.close()
    with pytest.raises(APIConnectionError) as caught:
        runner.run(lambda client: client.jobs.create(name="x"))
    assert not caught.value.sent
    assert len(runner.slept) == 2
    assert server.received == []


def test_unknown_host_is_our_error(runner: Runner) -> None:
    runner.url = "http://host.invalid"
    with pytest.raises(APIConnectionError), pytest.warns(UserWarning, match="unencrypted"):
        runner.run(lambda client: client.jobs.get("x"), max_retries=0)


def test_timeouts_per_step_are_told_apart(runner: Runner, server: Loopback) -> None:
    server.answer(stalls_after(b""))
    timeout = Timeout(connect=5, read=0.1, write=5, pool=5)
    with pytest.raises(APITimeoutError, match="did not respond in time"):
        runner.run(lambda client: client.jobs.get("x"), timeout=timeout, max_retries=0)
