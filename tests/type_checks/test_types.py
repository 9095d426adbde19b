"""The generated package, and code that uses it, are clean under both strict type checkers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generated/cohere-embed"
USER_CODE = Path(__file__).with_name("user_code")


WRONG = """
from cohere_embed import Client, Cliemt
from cohere_embed._runtime import Resorce
Client().embed_jobs.get(3)
Client().embed_jobs.got('')
Client().datasets.list(limit=1, options={'timeot': 1})
from cohere_embed.testing import Fake
Fake().embed_jobs.create.returns(jobid="j1")
Fake().embed_jobs.create.returns(job_id=1)
Fake().embed_jobs.creat.returns(job_id="j1")
Fake().datasets.list.returns(datasets=[{"idd": "d1"}])
Fake().datasets.list.pages([{"id": 1}])
Fake().datasets.get.pages([])
Fake().embed.streams()
Fake().embed_jobs.create.returns(job_id="j1").then(jobid="j2")
"""
MISTAKES = {2, 3, 4, 5, 6, *range(8, 16)}


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a program with mistakes: that nothing is found means something only if these are."""
    path = tmp_path_factory.mktemp("types") / "wrong.py"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_pyright_strict_finds_only_mistakes(wrong: Path) -> None:
    files, problems = _pyright(wrong.parent, PACKAGE / "cohere_embed", USER_CODE, wrong)
    assert [problem for problem in problems if wrong.name not in problem.message] == []
    assert {problem.line for problem in problems} == MISTAKES
    assert files > 50


@pytest.mark.long
def test_mypy_strict_finds_only_mistakes(wrong: Path) -> None:
    problems = _mypy(wrong.parent, PACKAGE / "cohere_embed", USER_CODE, wrong)
    assert [problem for problem in problems if wrong.name not in problem.message] == []
    assert {problem.line for problem in problems} == MISTAKES


class Problem(NamedTuple):
    """What a type checker has to say."""

    line: int
    message: str


def _pyright(folder: Path, *paths: Path) -> tuple[int, list[Problem]]:
    """Return how many files pyright has checked, and what it finds."""
    settings = {
        # Pyright ignores absolute paths here.
        "include": [os.path.relpath(path, folder) for path in paths],
        "extraPaths": [str(PACKAGE)],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
        "reportMissingModuleSource": False,
    }
    project = folder / "pyrightconfig.json"
    project.write_text(json.dumps(settings), encoding="utf-8")
    result = _run("pyright", "--pythonpath", sys.executable, "--outputjson", "-p", str(project))
    report = json.loads(result.stdout)
    problems = [
        Problem(each["range"]["start"]["line"] + 1, f"{each['file']}: {each['message']}")
        for each in report["generalDiagnostics"]
    ]
    return report["summary"]["filesAnalyzed"], problems


def _mypy(folder: Path, *paths: Path) -> list[Problem]:
    settings = folder / "mypy.ini"
    settings.write_text(f"[mypy]\nstrict = true\nmypy_path = {PACKAGE}\n", encoding="utf-8")
    known = f"--cache-dir={ROOT / '.mypy_cache/tests'}"
    result = _run("mypy", "--config-file", str(settings), known, *map(str, paths))
    found = (re.match(r".*?:(\d+): error: ", line) for line in result.stdout.splitlines())
    problems = [Problem(int(match[1]), match.string) for match in found if match]
    assert bool(problems) == bool(result.returncode), result.stdout + result.stderr
    return problems


def test_importing_the_package_warns_nothing() -> None:
    code = "import cohere_embed as c; [getattr(c, name) for name in dir(c)]; dir(c.types)"
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=PACKAGE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")


def _run(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
