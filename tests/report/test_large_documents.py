"""Linting a document of 13 MB has limits for CPU time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shared import SHARED

ROOT = Path(__file__).parents[2]
GITHUB = SHARED / "specs/github.json"

MEASURE = """
import json, resource, sys
from specquilt.cli.main import main
code = main(["lint", sys.argv[1], "--format=json=" + sys.argv[2], "--quiet"])
used = resource.getrusage(resource.RUSAGE_SELF)
# Not ru_maxrss, which a process inherits from the one that has started it.
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(json.dumps([code, used.ru_utime + used.ru_stime, int(status["VmHWM"].split()[0])]))
"""


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="other systems use other units for memory")
@pytest.mark.skipif(not GITHUB.is_file(), reason=f"{GITHUB} does not exist")
def test_github_takes_less_than_ten_seconds_of_cpu_and_one_gibibyte(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, str(GITHUB), str(report)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator")},
        capture_output=True,
        text=True,
        check=True,
    )
    code, seconds, kibibytes = json.loads(run.stdout)
    findings = json.loads(report.read_text(encoding="utf-8"))["findings"]
    assert code in (0, 1)
    assert len(findings) > 50
    assert len({finding["line"] for finding in findings}) > 50
    assert seconds < 10
    assert kibibytes < 1 << 20
