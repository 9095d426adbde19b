"""The generated package, and code that uses it, are clean under both strict type checkers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generated/cohere-embed"
USER_CODE = Path(__file__).with_name("user_code.py")


def test_pyright_strict_finds_nothing(tmp_path: Path) -> None:
    settings = {
        "include": [str(PACKAGE / "cohere_embed"), str(USER_CODE)],
        "extraPaths": [str(PACKAGE)],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
        "reportMissingModuleSource": False,
    }
    project = tmp_path / "pyrightconfig.json"
    project.write_text(json.dumps(settings), encoding="utf-8")
    result = _run("pyright", "--pythonpath", sys.executable, "-p", str(project))
    assert result.returncode == 0, result.stdout


def test_mypy_strict_finds_nothing(tmp_path: Path) -> None:
    settings = tmp_path / "mypy.ini"
    settings.write_text(f"[mypy]\nstrict = true\nmypy_path = {PACKAGE}\n", encoding="utf-8")
    result = _run(
        "mypy", "--config-file", str(settings), str(PACKAGE / "cohere_embed"), str(USER_CODE)
    )
    assert result.returncode == 0, result.stdout


def test_a_wrong_argument_is_noticed(tmp_path: Path) -> None:
    """The checks above mean something only if they can fail."""
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        "from cohere_embed import Client\nClient().embed_jobs.get(3)\nClient().embed_jobs.got('')\n",
        encoding="utf-8",
    )
    settings = tmp_path / "mypy.ini"
    settings.write_text(f"[mypy]\nstrict = true\nmypy_path = {PACKAGE}\n", encoding="utf-8")
    result = _run("mypy", "--config-file", str(settings), str(wrong))
    assert "[arg-type]" in result.stdout
    assert "[attr-defined]" in result.stdout


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
