"""Generates the package of one vendor and prints its counts: `python -m corpus.build NAME DIR`.

Runs in a separate process to measure time and memory.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
from collections import Counter
from pathlib import Path

from corpus.vendors import VENDORS, Vendor
from specquilt import pipeline
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.kinds import METHODS
from specquilt.openapi.values import mapping
from specquilt.sources.read import read


def build(vendor: Vendor, output: Path) -> dict[str, object]:
    """Write the package of a vendor, and return its counts."""
    result = pipeline.generate(vendor.job(output))
    pipeline.write(result)
    modules = [text for path, text in result.files.items() if _is_ours(path)]
    return {
        "methods": len(list(result.surface.root.all_methods())),
        "models": len(result.surface.models),
        "lines": sum(text.count("\n") for text in modules),
        "findings": _unfixed(result.findings),
    }


def operations_on(pages: list[Path]) -> int:
    """Return the number of operations on pages. Each page of an endpoint is counted."""
    documents = [page.fragment.data for page in read(pages).pages if page.fragment]
    items = [item for document in documents for item in mapping(document.get("paths")).values()]
    return sum(method in mapping(item) for item in items for method in METHODS)


def _is_ours(path: str) -> bool:
    """Return whether a module is generated for this API. All packages share the runtime."""
    return path.endswith(".py") and "/_runtime/" not in path


def _unfixed(findings: list[Finding]) -> dict[str, int]:
    """Return the number of errors and warnings that are not fixed, by rule."""
    left = [each for each in findings if not each.repaired and each.severity is not Severity.INFO]
    return dict(sorted(Counter(finding.rule for finding in left).items()))


def peak_memory() -> float:
    """Return the peak memory of this process or of its largest child process, in MB."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return max(_own_peak_memory(), children)


def _own_peak_memory() -> float:
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    # Not getrusage: its value starts with the memory of the parent process.
    found = re.search(r"^VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8"), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    (chosen,) = [vendor for vendor in VENDORS if vendor.name == sys.argv[1]]
    counts = build(chosen, Path(sys.argv[2]))
    print(json.dumps({"counts": counts, "seconds": sum(os.times()[:4]), "memory": peak_memory()}))
