"""`[client] tests`: the distribution has tests that replay recordings through the client."""

from __future__ import annotations

import json
import subprocess
import sys
import unittest
from pathlib import Path
from typing import Any

import pytest

from cohere_embed import Client
from cohere_embed.errors import DecodingError
from cohere_embed.recordings import RecordedCall, ReplayError, recorded_calls
from learn.exchanges import QUILT, QUILTS, exchange
from recordings.exchanges import FILE, text
from specquilt.cli.main import main

GENERATED = Path(__file__).parents[2] / "generated" / "cohere-embed"
SETTINGS = """\
[sources]
pages = ["openapi.yaml"]
[client]
output = "client"
package = "quilts_recorded"
tests = true
[recordings]
paths = ["seen.jsonl"]
"""


def test_recordings_of_the_project_are_those_that_were_made() -> None:
    assert FILE.read_text("utf-8") == text(), "run: make record"


def test_generated_tests_of_the_committed_package_pass() -> None:
    assert _run(GENERATED).startswith("36 passed")


def _run(folder: Path) -> str:
    """Return the last line of the tests of a distribution."""
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout.strip().splitlines()[-1]


# What a replayed call notices


def _call(folder: Path, **changes: Any) -> RecordedCall:
    row = {
        "method": "GET",
        "url": "https://api.cohere.com/v1/datasets/d1",
        "status": 404,
        "response_headers": {"content-type": "application/json"},
        "response_body": {"message": "no such dataset"},
    }
    path = folder / "recorded.jsonl"
    path.write_text(json.dumps({**row, **changes}), encoding="utf-8")
    (call,) = recorded_calls("cohere_embed", path)
    return call


def test_recorded_error_is_raised(tmp_path: Path) -> None:
    call = _call(tmp_path)
    call.replay(Client)
    assert str(call) == "1 GET /v1/datasets/d1 404"


def test_answer_that_cannot_be_read_fails(tmp_path: Path) -> None:
    with pytest.raises(DecodingError):
        _call(tmp_path, status=200, response_body={"dataset": 7}).replay(Client)


def test_request_that_differs_from_the_recorded_one_fails(tmp_path: Path) -> None:
    class Other(Client):
        def __init__(self, **options: Any) -> None:
            super().__init__(**{**options, "base_url": "https://recorded.invalid/beta"})

    with pytest.raises(ReplayError, match="v1/datasets/d1 was recorded, and /beta/v1/datasets/d1"):
        _call(tmp_path).replay(Other)


def test_exchange_without_an_operation_is_skipped(tmp_path: Path) -> None:
    with pytest.raises(unittest.SkipTest, match="no operation of cohere_embed has GET /v9/nothing"):
        _call(tmp_path, url="https://api.cohere.com/v9/nothing").replay(Client)


def test_exchange_without_a_required_argument_is_skipped(tmp_path: Path) -> None:
    call = _call(tmp_path, method="POST", url="https://api.cohere.com/v1/embed-jobs")
    with pytest.raises(unittest.SkipTest, match="the recording does not have model"):
        call.replay(Client)


# The generator


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a recording that has secrets."""
    monkeypatch.chdir(tmp_path)
    Path("openapi.yaml").write_text(QUILTS.read_text("utf-8"), encoding="utf-8")
    Path("specquilt.toml").write_text(SETTINGS)
    rows = [
        exchange("GET /quilts/q1?api_key=canary-1", {**QUILT, "password": "canary-2"}),
        exchange("POST /quilts", {**QUILT, "note": "canary-3"}, sent={"name": "N"}, status=201),
    ]
    rows[1]["request_headers"] = {"authorization": "Bearer canary-3", "cookie": "a=canary-4"}
    Path("seen.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return tmp_path


def test_tests_and_copies_without_secrets_are_written(project: Path) -> None:
    assert main(["generate", "-q", "--config", "specquilt.toml"]) == 0
    copies = (project / "client" / "tests" / "recordings" / "recorded.jsonl").read_text()
    assert "canary" not in copies
    assert len(copies.splitlines()) == 2
    assert _run(project / "client").startswith("2 passed")


def test_changed_recording_makes_the_client_out_of_date(project: Path) -> None:
    run = ["generate", "-q", "--config", "specquilt.toml"]
    assert main(run) == 0
    assert main([*run, "--check"]) == 0
    Path("seen.jsonl").write_text(json.dumps(exchange("GET /quilts/q2", QUILT)))
    assert main([*run, "--check"]) == 1
    assert main(run) == 0
    assert "q2" in (project / "client" / "tests" / "recordings" / "recorded.jsonl").read_text()


def test_tests_without_recordings_are_refused(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("specquilt.toml").write_text(SETTINGS.partition("[rec")[0])
    assert main(["generate", "--config", "specquilt.toml"]) == 2
    assert "[client] tests needs recordings" in capsys.readouterr().err
    assert not (project / "client").exists()


def test_unreadable_recording_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("seen.jsonl").write_text('{"method": "GET", "url": "https://a.test"}\n{"x')
    assert main(["generate", "--config", "specquilt.toml"]) == 2
    assert "seen.jsonl:2:1: error[recording-unreadable]" in capsys.readouterr().err
    assert not (project / "client").exists()
