"""A secret in a recording is in no report, wherever it is in the exchange."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from learn.exchanges import QUILT, QUILTS, exchange
from specquilt.cli.main import main
from specquilt.report.formats import FORMATS

CANARY = "sk-canary-7f3a9b1c"


def _row(**changes: Any) -> dict[str, Any]:
    return {**exchange("GET /quilts/q1", {**QUILT, "odd": 1}), **changes}


PLACES: dict[str, dict[str, Any]] = {
    "header": _row(request_headers={"authorization": f"Bearer {CANARY}", "x-key": CANARY}),
    "cookie": _row(request_headers={"cookie": f"session={CANARY}"}),
    "cookie of the answer": _row(response_headers={"set-cookie": f"session={CANARY}"}),
    "query": _row(url=f"https://api.quilts.test/v1/quilts/q1?token={CANARY}"),
    "user of the URL": _row(url=f"https://me:{CANARY}@api.quilts.test/v1/quilts/q1"),
    "path": _row(url=f"https://api.quilts.test/v1/keys/{CANARY}"),
    "field of the answer": _row(response_body={**QUILT, "api_key": CANARY}),
    "field inside an undocumented one": _row(response_body={**QUILT, "user": {"token": [CANARY]}}),
    "field with another type": _row(response_body={**QUILT, "size": CANARY}),
    "field of the request": exchange(
        "POST /quilts", QUILT, sent={"name": 1, "key": CANARY}, status=201
    ),
    "body that is no JSON": _row(response_body=f'{{"token": "{CANARY}"'),
    "fragment": _row(url=f"https://api.quilts.test/v1/nowhere#{CANARY}"),
}


@pytest.fixture(params=PLACES)
def recording(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A recording with the secret at one place, after an exchange with this API."""
    rows = [exchange("GET /quilts/q1", QUILT), PLACES[request.param]]
    path = tmp_path / "exchanges.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def test_no_report_or_proposal_has_the_secret(
    recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert CANARY in recording.read_text()
    files = [f"--format={name}={recording.parent / name}" for name in FORMATS]
    main(["learn", str(recording), "--source", str(QUILTS), "-v", *files])
    proposed = recording.parent / "overlay.yaml"
    main(["learn", str(recording), "--source", str(QUILTS), "-v", "--propose", str(proposed)])
    printed = "".join(capsys.readouterr())
    written = "".join((recording.parent / name).read_text() for name in FORMATS)
    assert "2 exchanges compared" in printed or "1 exchange compared" in printed
    overlay = proposed.read_text() if proposed.exists() else ""
    assert CANARY not in printed + written + overlay


def test_line_of_an_unreadable_recording_is_not_quoted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        f'{{"method": "GET", "url": "https://api.quilts.test/v1/quilts"}}\n{{"x": "{CANARY}\n'
    )
    assert main(["learn", str(path), "--source", str(QUILTS), "-v"]) == 1
    printed = "".join(capsys.readouterr())
    assert f"{path}:2:1: error[recording-unreadable] the line is not JSON" in printed
    assert CANARY not in printed
