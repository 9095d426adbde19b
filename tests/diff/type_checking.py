"""Many small packages beside each other, which one run of pyright checks programs against."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from specquilt.comparison.version import ApiVersion
from specquilt.output.digests import digest
from specquilt.python import distribution
from specquilt.python.surface.types import Surface

_RUNTIME = re.compile(r"^( *from )\.+_runtime", re.MULTILINE)


class Packages:
    """Packages that share a runtime, and programs that use them.

    Args:
        folder: An empty folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._names = folder, dict[int, str]()
        self._versions: list[ApiVersion] = []
        self._programs: dict[str, str] = {}

    def add(self, version: ApiVersion, program: str) -> str:
        """Add a program to be checked with the package of a version; return its name."""
        package = self._package(version)
        name = f"program_{len(self._programs)}"
        text = re.sub(rf"^from {version.surface.package}\b", f"from {package}", program, flags=re.M)
        (self._folder / f"{name}.py").write_text(text, encoding="utf-8")
        self._programs[name] = program
        return name

    def refused(self) -> dict[str, str]:
        """Return what pyright says about the programs that it refuses, in strict mode."""
        settings = {"include": ["program_*.py"], "strict": ["."]}
        (self._folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
        python = ["--outputjson", "--pythonpath", sys.executable, "-p", "."]
        command = [sys.executable, "-m", "pyright", *python]
        done = subprocess.run(
            command, cwd=self._folder, capture_output=True, text=True, check=False
        )
        found = json.loads(done.stdout)
        assert found["summary"]["filesAnalyzed"] == len(self._programs)
        errors = [each for each in found["generalDiagnostics"] if each["severity"] == "error"]
        return {Path(each["file"]).stem: each["message"] for each in reversed(errors)}

    def _package(self, version: ApiVersion) -> str:
        known = id(version)
        if known not in self._names:
            self._versions.append(version)  # keeps its id
            self._names[known] = f"package_{len(self._names)}"
            self._write(self._names[known], version.surface)
        return self._names[known]

    def _write(self, name: str, surface: Surface) -> None:
        """Write the modules of a package; those with the same runtime share it."""
        made = distribution.make(surface, lambda _step: None).items()
        files = {Path(path): text for path, text in made if path.endswith((".py", "py.typed"))}
        inner = {path.relative_to(surface.package): text for path, text in files.items()}
        runtime = {path: text for path, text in inner.items() if path.parts[0] == "_runtime"}
        shared = f"runtime_{digest([text.encode() for text in runtime.values()])[:12]}"
        if not (self._folder / shared).exists():
            self._put(
                shared, {path.relative_to("_runtime"): text for path, text in runtime.items()}
            )
        own = {path: _RUNTIME.sub(rf"\1{shared}", inner[path]) for path in inner.keys() - runtime}
        self._put(name, own)

    def _put(self, folder: str, files: dict[Path, str]) -> None:
        for path, text in files.items():
            target = self._folder / folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
