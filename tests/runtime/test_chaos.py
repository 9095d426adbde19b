"""Whatever a server does, every kind of operation ends well, and the client goes on working."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from specquilt.python.runtime import SDKError

from .conftest import KEY, Runner
from .scenarios import GOOD
from .scenarios_of_operations import LISTS, NOT_REPEATED, OPERATIONS, REPEATED, OperationScenario
from .scenarios_of_streams import DOWNLOADS, STREAMS
from .server import Loopback

SCENARIOS = [*NOT_REPEATED, *REPEATED, *STREAMS, *DOWNLOADS, *LISTS]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: f"{each.operation}: {each.name}")
@pytest.mark.filterwarnings("error::ResourceWarning")
def test_operation_ends_well_when_server(
    scenario: OperationScenario, runner: Runner, server: Loopback
) -> None:
    """There is a single connection: a call that does not give it back leaves none to the next."""
    server.answer(*scenario.answers)
    received: list[int] = []
    use = (
        _use(scenario, server, received)
        if runner.is_sync
        else _use_async(scenario, server, received)
    )
    options = {"deadline": 60.0, "timeout": 60.0, **scenario.options, "max_connections": 1}
    ended = runner.run(use, **options)
    if isinstance(scenario.ends, type):
        assert isinstance(ended, scenario.ends)
        assert KEY not in f"{ended!r} {ended}"
    else:
        assert ended == scenario.ends
    assert scenario.requests in (None, received[0])


def _use(scenario: OperationScenario, server: Loopback, received: list[int]) -> Any:
    def use(client: Any) -> object:
        try:
            ended = _drained(OPERATIONS[scenario.operation](client))
        except SDKError as error:
            ended = error
        received.append(len(server.received))
        server.answer(GOOD)
        assert client.jobs.get("j1", options={"deadline": 60.0, "timeout": 60.0}).job_id == "j1"
        return ended

    return use


def _use_async(scenario: OperationScenario, server: Loopback, received: list[int]) -> Any:
    async def use(client: Any) -> object:
        try:
            ended = await _drained_async(OPERATIONS[scenario.operation](client))
        except SDKError as error:
            ended = error
        received.append(len(server.received))
        server.answer(GOOD)
        job = await client.jobs.get("j1", options={"deadline": 60.0, "timeout": 60.0})
        assert job.job_id == "j1"
        return ended

    return use


def _drained(result: Any) -> object:
    if hasattr(result, "read"):
        return result.read()
    return [_plain(item) for item in result] if hasattr(result, "__next__") else _plain(result)


async def _drained_async(result: Any) -> object:
    if inspect.isawaitable(result):
        result = await result
    if hasattr(result, "read"):
        return await result.read()
    if hasattr(result, "__anext__"):
        return [_plain(item) async for item in result]
    return _plain(result)


def _plain(result: Any) -> object:
    return getattr(result, "job_id", None) or getattr(result, "text", result)
