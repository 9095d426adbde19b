"""Jobs that take their time."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.python.runtime import (
    DeadlineExceededError,
    InvalidRequestError,
    PollingFailedError,
    PollingTimeoutError,
)
from specquilt.python.runtime.polling import Polling, _selected

from .conftest import Runner
from .server import Loopback, json_answer, stalls_after
from .stand_in import Client
from .stand_in_api import GET, Job


def state(status: str) -> bytes:
    return json_answer({"job_id": "j1", "status": status})


TARGET = Job(job_id="j1", status="processing")


def test_wait_looks_until_the_job_is_complete(runner: Runner, server: Loopback) -> None:
    server.answer(state("queued"), state("processing"), state("complete"))
    seen: list[str] = []
    job = runner.run(
        lambda client: client.wait(TARGET, interval=7, on_poll=lambda job: seen.append(job.status))
    )
    assert job.status == "complete"
    assert seen == ["queued", "processing", "complete"]
    assert runner.slept == [7, 7]
    assert server.received[0].path == "/v1/jobs/j1"


def test_wait_takes_an_id(runner: Runner, server: Loopback) -> None:
    server.answer(state("complete"))
    assert runner.run(lambda client: client.wait("j1")).status == "complete"


def test_wait_for_a_failed_job_raises_with_the_job(runner: Runner, server: Loopback) -> None:
    server.answer(state("failed"))
    with pytest.raises(PollingFailedError) as caught:
        runner.run(lambda client: client.wait(TARGET))
    assert caught.value.status == "failed"
    assert isinstance(caught.value.result, Job)
    assert caught.value.result.job_id == "j1"


@pytest.mark.parametrize("timeout", [1, 1.5, 2])
def test_wait_looks_once_more_before_it_gives_up(
    runner: Runner, server: Loopback, timeout: float
) -> None:
    server.answer(state("processing"))
    with pytest.raises(PollingTimeoutError, match="still has status 'processing' after") as caught:
        runner.run(lambda client: client.wait(TARGET, timeout=timeout))
    assert caught.value.status == "processing"
    assert isinstance(caught.value.result, Job)
    assert len(server.received) == 2
    (pause,) = runner.slept
    assert 0 < pause <= timeout / 2
    server.answer(state("processing"), state("complete"))
    job = runner.run(lambda client: client.wait(TARGET, timeout=timeout))
    assert job.status == "complete"


def test_wait_takes_its_interval_while_there_is_time(runner: Runner, server: Loopback) -> None:
    server.answer(state("queued"), state("queued"), state("complete"))
    runner.run(lambda client: client.wait(TARGET, interval=7, timeout=60))
    assert runner.slept == [7, 7]


@pytest.mark.parametrize(
    ("interval", "timeout", "slept"),
    [
        (2.0, 3.0, [2.0]),
        (2.0, 2.0, [1.0]),
        (2.0, 1.0, [0.5]),
        (0.0, 1.0, [0.0]),
        (2.0, None, [2.0]),
    ],
)
def test_last_look_comes_in_half_the_time_left(
    server: Loopback,
    monkeypatch: pytest.MonkeyPatch,
    interval: float,
    timeout: float | None,
    slept: list[float],
) -> None:
    monkeypatch.setattr("specquilt.python.runtime.polling.monotonic", lambda: 1000.0)
    server.answer(state("queued"), state("complete"))
    runner = Runner("sync", server.url)
    runner.run(lambda client: client.wait(TARGET, interval=interval, timeout=timeout))
    assert runner.slept == slept


@pytest.mark.parametrize("deadline", [None, 600.0])
def test_wait_for_a_silent_server_ends_with_its_timeout(
    runner: Runner, server: Loopback, deadline: float | None
) -> None:
    server.answer(stalls_after(b"", 30))
    with pytest.raises(PollingTimeoutError, match=r"unknown state after 0\.3 s") as caught:
        runner.run(
            lambda client: client.wait(
                TARGET, timeout=0.3, options={"timeout": 20, "deadline": deadline}
            )
        )
    assert (caught.value.result, caught.value.status) == (None, None)
    assert len(server.received) == 1


def test_wait_for_a_server_that_falls_silent_ends_with_the_last_state(
    runner: Runner, server: Loopback
) -> None:
    server.answer(state("queued"), stalls_after(b"", 30))
    with pytest.raises(PollingTimeoutError, match="still has status 'queued'") as caught:
        runner.run(lambda client: client.wait(TARGET, interval=0.1, timeout=0.5))
    assert isinstance(caught.value.result, Job)


def test_deadline_of_a_poll_that_is_the_callers_is_reported_as_such(
    runner: Runner, server: Loopback
) -> None:
    server.answer(stalls_after(b"", 30))
    with pytest.raises(DeadlineExceededError):
        runner.run(lambda client: client.wait(TARGET, timeout=30, options={"deadline": 0.3}))


def test_wait_for_something_else_is_refused(runner: Runner) -> None:
    with pytest.raises(InvalidRequestError):
        runner.run(lambda client: client.wait(5))


class Task:
    """Something that can be waited for in another way than a job."""

    def __init__(self, task_id: Any) -> None:
        self.task_id = task_id


class Subtask(Task):
    """One whose class is not documented."""


def polling(accepts: dict[str, str]) -> Polling[Any]:
    """Return how to wait for some classes."""
    return Polling(GET, status="status", succeeded=["done"], accepts=accepts, argument="id")


def test_target_tells_how_to_wait_for_it() -> None:
    jobs, tasks = polling({"Job": "job_id"}), polling({"Other": "x", "Task": "task_id"})
    assert _selected([jobs], "j1") == (jobs, "j1")
    for pollings in ([jobs, tasks], [tasks, jobs]):
        assert _selected(pollings, TARGET) == (jobs, "j1")
        assert _selected(pollings, Task("t1")) == (tasks, "t1")
        assert _selected(pollings, Subtask("t2")) == (tasks, "t2")
        for unknown in ("j1", Task(None), Task(5), None, 5):
            with pytest.raises(InvalidRequestError, match="does not identify a job"):
                _selected(pollings, unknown)


def test_pauses_are_those_of_the_clock_at_that_moment(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    client = Client("k", base_url=server.url)
    monkeypatch.setattr("time.sleep", slept.append)
    server.answer(state("processing"), state("complete"))
    with client:
        client.wait(TARGET, interval=7.0)
    assert slept == [7.0]
