"""The result of a session: how many mutants died, and which survived."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import TestOutcome, WorkResult

EQUIVALENT = Path(__file__).with_name("equivalent.txt")
WANTED = 0.92


class Change(NamedTuple):
    """A mutation: the file, and the text removed and added, without the space around it."""

    path: str
    removed: str
    added: str


def report(session: Path) -> bool:
    """Print the result. Return whether enough mutants died."""
    with use_db(session, WorkDB.Mode.open) as work:
        results = [result for _, result in work.results]
        missing = work.num_work_items - len(results)
    known = known_equivalents()
    counts: Counter[str] = Counter()
    for result in results:
        word = _word(result, known)
        counts[word] += 1
        if word == "survived":
            print(f"\n{result.diff}")
        if word == "stopped":
            print("ended by a limit of time or memory:", *_change(result.diff or ""), sep="\n  ")
    died, equivalent = counts["died"] + counts["stopped"], counts["equivalent"]
    share = died / max(1, len(results) - equivalent)
    print(f"\n{len(results)} mutants: {dict(counts)}, {missing} without a result")
    print(f"{share:.1%} of those not equivalent died; wanted: {WANTED:.0%}")
    return share >= WANTED and not missing


def survived(result: WorkResult) -> bool:
    """Return whether a mutant survived that is not known to be equivalent."""
    return _word(result, known_equivalents()) == "survived"


def _word(result: WorkResult, known: dict[Change, str]) -> str:
    if result.test_outcome != TestOutcome.SURVIVED:
        return "stopped" if _is_stopped(result.output or "") else "died"
    return "equivalent" if _change(result.diff or "") in known else "survived"


def _is_stopped(output: str) -> bool:
    """Return whether a limit of time or memory ended the tests.

    The last test then has a stack, which may have any words in it, or there is no summary of failures.
    """
    is_late = re.search(r"Timeout \(\d+:\d+:\d+\)!", output)
    return is_late is not None or not re.search(r"\d+ failed|[Ee]rror", output)


def _change(diff: str) -> Change:
    """Return what a diff changes."""
    lines = diff.splitlines()
    path = next(line.rpartition("/generator/")[2] for line in lines if line.startswith("+++ "))
    parts = {
        sign: [line[1:].strip() for line in lines if re.match(rf"\{sign}(?!\{sign}\{sign} )", line)]
        for sign in "-+"
    }
    removed, added = (" ".join(parts[sign]).strip() for sign in "-+")
    return Change(path, removed, added)


def known_equivalents() -> dict[Change, str]:
    """Return the listed mutants, with the reason why no test can notice them."""
    known = {}
    for block in re.split(r"\n\s*\n", EQUIVALENT.read_text("utf-8")):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            path, removed, added, *reason = (line.strip() for line in lines)
            known[Change(path, removed[1:].strip(), added[1:].strip())] = " ".join(reason)
    return known
