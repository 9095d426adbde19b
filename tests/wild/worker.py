"""Runs `specquilt generate` for one input: `python -m wild.worker SOURCE OUTPUT PACKAGE RESULT`.

Runs in a separate process, which may be stopped by limits. Writes what it measures as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.build import peak_memory
from corpus.measure import import_error
from documents.arguments import methods
from specquilt import pipeline
from specquilt.cli import main
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, InputError
from specquilt.openapi.pointer import show
from specquilt.project.run import Output
from wild.losses import losses
from wild.shares import shares

CRASHING_RULES = ("broken-output",)
"""Rules of refusals that are the tool's fault: the package is no valid Python."""


@dataclass
class Recorded:
    """What the pipeline returned and raised."""

    output: Output | None = None
    document: dict[str, Any] = field(default_factory=dict)
    errors: list[dict[str, str]] = field(default_factory=list)
    trace: str = ""


def generate(source: Path, output: Path, package: str) -> tuple[dict[str, Any], Recorded]:
    """Run the command, and return what is measured."""
    words = ["generate", str(source), "--output", str(output), "--package", package, "--force"]
    started = time.monotonic()
    with recording() as recorded:
        code = main.main(words)
    result = {
        "outcome": _outcome(code, recorded),
        "errors": recorded.errors,
        "trace": recorded.trace,
        "seconds": round(sum(os.times()[:4]), 2),
        "wall": round(time.monotonic() - started, 2),
        "memory": round(peak_memory()),
    }
    if code == main.CLEAN and recorded.output:
        result |= _measured(recorded.output, output, package)
        result["losses"] = losses(recorded.output, recorded.document)
        result["shares"] = shares(recorded.output, recorded.document)
    return result, recorded


_WATCHED = ("make_document", "generate", "write")


@contextmanager
def recording() -> Iterator[Recorded]:
    """Record what the stages of the pipeline return and raise."""
    recorded, original = Recorded(), {name: getattr(pipeline, name) for name in _WATCHED}
    for name, stage in original.items():
        setattr(pipeline, name, _watched(stage, recorded))
    try:
        yield recorded
    finally:
        for name, stage in original.items():
            setattr(pipeline, name, stage)


def _watched(stage: Callable[..., Any], recorded: Recorded) -> Callable[..., Any]:
    def watched(*arguments: Any, **options: Any) -> Any:
        try:
            result = stage(*arguments, **options)
        except InputError as error:
            recorded.errors = [_as_json(finding) for finding in error.findings]
            raise
        except BaseException:
            recorded.trace = recorded.trace or traceback.format_exc(limit=-6)
            raise
        if isinstance(result, Output):
            recorded.output = result
        if isinstance(result, Document):
            recorded.document = result.data
        return result

    return watched


def _as_json(finding: Finding) -> dict[str, str]:
    pointer = show(finding.pointer)
    return {"rule": finding.rule, "message": finding.message, "pointer": pointer}


def _outcome(code: int, recorded: Recorded) -> str:
    if code == main.CLEAN:
        return "generated"
    own_fault = any(error["rule"] in CRASHING_RULES for error in recorded.errors)
    return "crashed" if code == main.BUG or recorded.trace or own_fault else "refused"


def _measured(made: Output, output: Path, package: str) -> dict[str, Any]:
    return {
        "methods": len({method.origin for method in methods(made.surface)}),
        "models": len(made.surface.models),
        "lines": sum(text.count("\n") for text in made.files.values()),
        "degraded": degraded(made),
        "import": import_error(output, package)[-600:],
    }


def degraded(made: Output) -> dict[str, int]:
    """Return the number of findings that are not fixed, by severity and rule."""
    counts: dict[str, int] = {}
    for finding in made.findings:
        if not finding.repaired:
            name = f"{finding.severity.value} {finding.rule}"
            counts[name] = counts.get(name, 0) + 1
    return counts


def main_of_worker(words: list[str]) -> int:
    """Measure one input, and write the result into a file."""
    source, output, package, result_file, *checks = words
    file = Path(result_file)
    result, recorded = generate(Path(source), Path(output), package)
    file.write_text(json.dumps(result), encoding="utf-8")
    if "examples" in checks and result["outcome"] == "generated" and recorded.output:
        from wild.examples import decoded

        for name, is_lenient in (("examples", False), ("lenient", True)):
            place = Path(output), package
            result[name] = decoded(recorded.output, recorded.document, *place, lenient=is_lenient)
            file.write_text(json.dumps(result), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main_of_worker(sys.argv[1:]))
