"""An interrupted run of the mutation tester goes on, and loses nothing."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, WorkerOutcome, WorkItem, WorkResult
from cosmic_ray.work_item import TestOutcome as Outcome
from coverage import Coverage

from mutants import __main__, covering, run, sample

SURVIVES = WorkResult(
    worker_outcome=WorkerOutcome.NORMAL,
    test_outcome=Outcome.SURVIVED,
    diff="+++ b/generator/a.py\n-  a\n+  b",
)
DIES = WorkResult(
    worker_outcome=WorkerOutcome.NORMAL, test_outcome=Outcome.KILLED, output="1 failed"
)


class Interrupted(BaseException):
    """What Ctrl-C is here: pytest itself would end with the real one."""


def interrupt(*_: object, **__: object) -> Any:
    raise Interrupted


@pytest.mark.parametrize("status", [2, 3, -9])
def test_recording_that_was_interrupted_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    _fake_pytest(monkeypatch, status)
    with pytest.raises(SystemExit, match=f"status is {status}"):
        covering.record(tmp_path, tmp_path)
    assert not (tmp_path / "times.xml").exists()


@pytest.mark.parametrize("status", [0, 1])
def test_recording_counts_also_if_tests_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    _fake_pytest(monkeypatch, status)
    covering.record(tmp_path, tmp_path)
    assert (tmp_path / "times.xml").read_text() == "<testsuites/>"


def test_recording_has_all_that_is_mutated_and_copies_of_the_runtime(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = _fake_pytest(monkeypatch, 0)
    covering.record(tmp_path, tmp_path)
    file = next(word for word in commands[0] if word.startswith("--cov-config="))
    settings = Coverage(data_file=None, config_file=file.partition("=")[2])
    copies = "*/_runtime"
    recorded = [*sample.MUTATED, copies]
    assert settings.get_option("run:include") == [f"{folder}/*" for folder in recorded]
    assert settings.get_option("paths") == {"runtime": [sample.MUTATED[0], copies]}


def _fake_pytest(monkeypatch: pytest.MonkeyPatch, status: int) -> list[list[str]]:
    commands: list[list[str]] = []

    def pytest_writes_a_report(command: list[str], **_: object) -> Any:
        commands.append(command)
        report = next(word for word in command if word.startswith("--junitxml="))
        Path(report.partition("=")[2]).write_text("<testsuites/>")
        return SimpleNamespace(returncode=status)

    monkeypatch.setattr(subprocess, "run", pytest_writes_a_report)
    return commands


def test_drawing_that_was_interrupted_leaves_no_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / sample.MUTATED[0] / "a.py"
    module.parent.mkdir(parents=True)
    module.write_text("def run(a):\n    if a > 1:\n        return not a\n    return 2\n")
    session = tmp_path / "1-2.sqlite"
    with monkeypatch.context() as patches:
        patches.setattr(sample, "_is_worthwhile", interrupt)
        with pytest.raises(Interrupted):
            sample.draw(session, tmp_path, 2, 1)
    assert not session.exists()
    sample.draw(session, tmp_path, 2, 1)
    with use_db(session, WorkDB.Mode.open) as work:
        assert work.num_work_items == 2


def test_forgetting_survivors_loses_no_result_when_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = tmp_path / "session.sqlite"
    with use_db(session, WorkDB.Mode.create) as work:
        work.add_work_items([_item("survives"), _item("dies"), _item("pending")])
        work.set_result("survives", SURVIVES)
        work.set_result("dies", DIES)
    with monkeypatch.context() as patches:
        patches.setattr(WorkDB, "add_work_items", interrupt)
        with pytest.raises(Interrupted):
            __main__._forget_survivors(session)
    assert _ids(session) == ({"survives", "dies"}, {"pending"})
    __main__._forget_survivors(session)
    assert _ids(session) == ({"dies"}, {"survives", "pending"})


def _item(name: str) -> WorkItem:
    where: Any = {"start_pos": (1, 0), "end_pos": (1, 1), "definition_name": None}
    return WorkItem.single(name, MutationSpec(Path("a.py"), "core/AddNot", 0, **where))


def _ids(session: Path) -> tuple[set[str], set[str]]:
    with use_db(session, WorkDB.Mode.open) as work:
        completed = {item.job_id for item, _ in work.completed_work_items}
        return completed, {item.job_id for item in work.pending_work_items}


class _Workers(ThreadPoolExecutor):
    """One worker; its second task runs until the first `shutdown`."""

    def __init__(self) -> None:
        super().__init__(1)
        self.is_shut_down = Event()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        super().shutdown(wait=False, cancel_futures=cancel_futures)
        self.is_shut_down.set()
        super().shutdown(wait)


def test_interrupt_ends_a_run_after_the_mutants_that_run() -> None:
    begun: list[str] = []

    def outcome(item: Any) -> WorkResult:
        begun.append(item.job_id)
        if len(begun) > 1:
            workers.is_shut_down.wait(60)
        return DIES

    work: Any = SimpleNamespace(
        pending_work_items=[_item(str(number)) for number in range(50)], set_result=interrupt
    )
    with pytest.raises(Interrupted), _Workers() as workers:
        run._collect(work, workers, outcome)
    assert len(begun) <= 2
