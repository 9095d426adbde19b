"""Runs the tests for one mutant: the test command of cosmic-ray.

Usage: run_tests.py <file with a plan> [number of the stage]

The plan is JSON: the tree, and the stages. A stage has the paths of tests, and either the ids of
those to run, in this order, or of those to leave out. The exit status is 0 if all tests pass.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

# The modules beside this script must not hide others.
sys.path.pop(0)

import pytest

# A mutant may loop for ever or fill the memory. Wall time only ends tests that wait for ever.
_CPU_SECONDS, _BYTES, _SECONDS_OF_ONE_TEST = 300, 6 * 1024**3, 120


class _Chosen:
    """A plugin: keeps and sorts tests, or leaves some out.

    Args:
        only: The tests to run, in this order; or None for all.
        without: The tests to leave out.
    """

    def __init__(self, only: list[str] | None, without: set[str]) -> None:
        self._only = only
        self._without = without

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self._only is None:
            items[:] = [item for item in items if item.nodeid not in self._without]
            return
        by_id = {item.nodeid: item for item in items}
        items[:] = [by_id[test] for test in self._only if test in by_id]


def main(plan_file: str, number: str = "0") -> int:
    """Run the tests of a stage; if all pass, run the next stage in a new process."""
    plan: dict[str, Any] = json.loads(Path(plan_file).read_text("utf-8"))
    stage, *more = plan["stages"][int(number) :]
    _prepare(Path(plan["tree"]))
    chosen = _Chosen(stage.get("only"), set(stage.get("without", ())))
    status = _run(stage["paths"], chosen) if stage["paths"] else 0
    if status == 0 and more:
        os.execv(sys.executable, [sys.executable, __file__, plan_file, str(int(number) + 1)])
    return status


def _prepare(tree: Path) -> None:
    os.chdir(tree)
    # cosmic-ray keeps the output only; an import that fails is reported as an error.
    os.dup2(1, 2)
    # The tree has byte code that is checked by its hash (`trees.py`). Reading it saves seconds.
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # Tests that start other processes must find the mutant, too.
    os.environ["PYTHONPATH"] = str(tree / "generator")
    # The same examples in every run, so that a mutant dies in every run or in none.
    os.environ["CI"] = "1"
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    # Not the address space: tests that start Node.js, which reserves a lot of it, would always fail.
    resource.setrlimit(resource.RLIMIT_DATA, (_BYTES, _BYTES))


def _run(paths: list[str], chosen: _Chosen) -> int:
    limits = [f"faulthandler_timeout={_SECONDS_OF_ONE_TEST}", "faulthandler_exit_on_timeout=true"]
    options = [
        "-q",
        "-x",
        "--tb=line",
        "-m",
        "not long",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
    ]
    for limit in limits:
        options += ["-o", limit]
    status = pytest.main([*options, *paths], plugins=[chosen])
    # Without a test to run there is none that fails.
    return 0 if status == pytest.ExitCode.NO_TESTS_COLLECTED else int(status)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
