"""Runs a sample of mutants, or goes on with one, and prints the survivors."""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import sys
from pathlib import Path

from cosmic_ray.work_db import WorkDB, use_db

from mutants import covering
from mutants.files import replaced
from mutants.report import report, survived
from mutants.run import run
from mutants.sample import draw, modules
from mutants.trees import CHECKOUT, FOLDER, new_tree


def main(arguments: list[str] | None = None) -> int:
    """Return 0 if enough mutants died, 1 otherwise."""
    options = _parser().parse_args(arguments)
    folder = FOLDER / _digest()
    base, session = folder / "tree", folder / f"{options.seed}-{options.size}.sqlite"
    if not (folder / "times.xml").exists():
        new_tree(base)
        covering.record(base, folder)
    if not session.exists():
        draw(session, base, options.size, options.seed)
    if options.again:
        _forget_survivors(session)
    print(f"To go on with this sample: make mutants SEED={options.seed} SIZE={options.size}")
    trees = [new_tree(folder / f"worker{number}") for number in range(options.workers)]
    run(session, trees, base, covering.Covering(folder, base, again=options.again))
    return 0 if report(session) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("--size", type=int, default=300, help="mutants; default: %(default)s")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="default: random")
    parser.add_argument("--workers", type=int, default=2, help="processes; default: %(default)s")
    parser.add_argument("--again", action="store_true", help="run the survivors again")
    return parser


def _digest() -> str:
    """Return a digest of the mutated files, as samples and recorded lines are only valid for them."""
    digest = hashlib.sha256()
    for path in modules(CHECKOUT):
        digest.update(path.relative_to(CHECKOUT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _forget_survivors(session: Path) -> None:
    """Run survivors again with the tests of today: they become pending."""
    with replaced(session) as part:
        shutil.copy2(session, part)
        with use_db(part, WorkDB.Mode.open) as work:
            survivors = [item for item, result in work.completed_work_items if survived(result)]
            kept = [(i, r) for i, r in work.completed_work_items if i not in survivors]
            pending = work.pending_work_items
            work.clear()
            work.add_work_items([*(item for item, _ in kept), *survivors, *pending])
            for item, result in kept:
                work.set_result(item.job_id, result)


if __name__ == "__main__":
    sys.exit(main())
