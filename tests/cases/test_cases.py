"""Every folder here is a case: `in/` and `command`, and what must come of it in `expected/`.

`make golden` rewrites `expected/`; review the difference like code.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from specquilt.cli.main import main

HERE = Path(__file__).parent
CASES = sorted(path.parent.relative_to(HERE).as_posix() for path in HERE.glob("*/*/command"))
STREAMS = ("stdout", "stderr", "exit")


@pytest.mark.parametrize("case", CASES)
def test_case_gives_what_is_expected(
    case: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    actual = _run(HERE / case, tmp_path, monkeypatch, capsys)
    expected = HERE / case / "expected"
    if request.config.getoption("--golden"):
        _rewrite(expected, actual)
    assert actual == _read(expected)


def _run(
    case: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> dict[str, str]:
    """Run the command in a copy of `in/`; return streams, exit code and every file it wrote."""
    work = folder / "work"
    shutil.copytree(case / "in", work)
    before = _files(work)
    monkeypatch.chdir(work)
    monkeypatch.setenv("COLUMNS", "100")
    code = main(shlex.split((case / "command").read_text(encoding="utf-8")))
    output = capsys.readouterr()
    written = {
        f"files/{path}": text for path, text in _files(work).items() if before.get(path) != text
    }
    streams = {"stdout": output.out, "stderr": output.err, "exit": f"{code}\n"}
    return {name: text for name, text in {**streams, **written}.items() if text}


def _files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _read(expected: Path) -> dict[str, str]:
    return _files(expected)


def _rewrite(expected: Path, actual: dict[str, str]) -> None:
    shutil.rmtree(expected, ignore_errors=True)
    for name, text in actual.items():
        path = expected / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
