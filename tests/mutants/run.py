"""Runs the pending mutants of a session, each worker in its own tree."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import attrs
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import TestOutcome, WorkResult

from mutants.covering import Covering, related
from mutants.operators import register

# Only a last resort, as `run_tests.py` limits CPU time, and the time of one test.
_WALL_SECONDS = 3600


def run(session: Path, trees: list[Path], base: Path, covering: Covering) -> None:
    """Run all mutants that have no result yet.

    Args:
        session: The session.
        trees: One tree for each worker.
        base: The tree that the session was drawn from.
        covering: The tests for each line.
    """
    register()
    free: SimpleQueue[Path] = SimpleQueue()
    for tree in trees:
        free.put(tree)

    def outcome(item: Any) -> WorkResult:
        tree = free.get()
        try:
            return _result(item.mutations[0], tree, base, covering)
        finally:
            free.put(tree)

    with use_db(session, WorkDB.Mode.open) as work, ThreadPoolExecutor(len(trees)) as workers:
        _collect(work, workers, outcome)


def _collect(
    work: WorkDB, workers: ThreadPoolExecutor, outcome: Callable[[Any], WorkResult]
) -> None:
    pending = work.pending_work_items
    started = {workers.submit(outcome, item): item for item in pending}
    try:
        for number, done in enumerate(as_completed(started), start=1):
            item, result = started[done], done.result()
            work.set_result(item.job_id, result)
            print(f"{number}/{len(pending)} {_summary(item.mutations[0], result)}", flush=True)
    finally:
        # An interrupt waits for the mutants that run, and not for all others.
        workers.shutdown(cancel_futures=True)


def _result(mutation: Any, tree: Path, base: Path, covering: Covering) -> WorkResult:
    path = mutation.module_path.relative_to(base).as_posix()
    tests = covering.tests(path, mutation.start_pos[0])
    known = {"paths": sorted({test.partition("::")[0] for test in tests}), "only": tests}
    new = {"paths": related(path), "without": sorted(covering.known)}
    plan = {"tree": str(tree), "stages": [new, known] if covering.again else [known, new]}
    plan_file = tree.with_suffix(".json")
    plan_file.write_text(json.dumps(plan), "utf-8")
    here = attrs.evolve(mutation, module_path=tree / path)
    # The tree's own script: that of the checkout may be edited while the mutants run.
    script = tree / "tests/mutants/run_tests.py"
    command = shlex.join([sys.executable, str(script), str(plan_file)])
    return mutate_and_test([here], command, _WALL_SECONDS)


def _summary(mutation: Any, result: WorkResult) -> str:
    kind = mutation.operator_name.partition("/")[2]
    word = "SURVIVED" if result.test_outcome == TestOutcome.SURVIVED else result.test_outcome.value
    return f"{word} {mutation.module_path.name}:{mutation.start_pos[0]} {kind}"
