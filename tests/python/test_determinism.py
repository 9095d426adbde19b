"""Output is reproducible: independent of the run, the folder and the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = (
    "import hashlib, json; from python.zoo import ZOO, tree;"
    "print(hashlib.sha256(json.dumps(tree(ZOO)).encode()).hexdigest())"
)


def _digest(folder: Path, seed: str) -> str:
    """Generate in another process and folder with another hash seed."""
    paths = os.pathsep.join(str(ROOT / name) for name in ("generator", "tests"))
    variables = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths, "TZ": f"UTC{seed}"}
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_output_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.black]\nline-length = 40\n")
    assert {_digest(tmp_path, "1"), _digest(tmp_path, "2")} == {_digest(ROOT, "0")}
