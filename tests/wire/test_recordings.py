"""The recordings cover the documented API, and equal the requests of the vendor's SDK."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from recordings.exchange import load
from samples.page import documented_endpoints

ROOT: Final = Path(__file__).parents[2]
DOCUMENTED: Final = documented_endpoints()


def test_the_page_documents_nine_operations() -> None:
    assert len(set(DOCUMENTED)) == 9


@pytest.mark.parametrize("operation", DOCUMENTED)
def test_a_documented_operation_has_a_recording(operation: str) -> None:
    assert operation in {exchange.operation for exchange in load()}


def test_recorded_request_matches_the_operation() -> None:
    for exchange in load():
        template = re.sub(r"\{\w+\}", "[^/]+", exchange.operation)
        request = f"{exchange.request['method']} {exchange.request['path']}"
        assert re.fullmatch(template, request), exchange.name


@pytest.mark.long
def test_recording_again_changes_nothing() -> None:
    command = [sys.executable, "-m", "recordings.record", "--check"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
