"""`specquilt.diff`: what a change means for the users of a client."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from specquilt.comparison import run
from specquilt.comparison.difference import ChangeFinding
from specquilt.comparison.run import Extras, changes_between, sdk_verdict
from specquilt.library.failures import reported
from specquilt.library.sources import Source, paths_of
from specquilt.rules.changes.rule import Verdict


@dataclass(frozen=True)
class DiffResult:
    """The changes between two versions of an API.

    Args:
        changes: findings with verdicts, the most severe first.
    """

    changes: tuple[ChangeFinding, ...]

    @property
    def sdk(self) -> Verdict:
        """What the most severe change means for Python code that uses the client."""
        return sdk_verdict(self.changes)

    @property
    def wire(self) -> Verdict:
        """What the most severe change means for requests and answers."""
        verdicts = (each.verdicts.wire for each in self.changes)
        return max(verdicts, key=lambda verdict: verdict.weight, default=Verdict.NONE)

    def fails(self, least: Verdict | str = Verdict.MAJOR) -> bool:
        """Return whether a change has at least a verdict."""
        return run.fails(self.changes, Verdict(least))

    def next_version(self, current: str) -> str:
        """Return the version of the package that follows the last release.

        Raises:
            InputError: that is not a version.
        """
        from specquilt.comparison.next_version import next_version

        return next_version(current, self.sdk) if self.changes else current


def diff(
    old: Source = "HEAD",
    new: Source = "",
    *,
    config: str | os.PathLike[str] | None = None,
    callers: Sequence[str | os.PathLike[str]] = (),
    witness: bool = False,
) -> DiffResult:
    """Compare two versions of an API.

    Args:
        old, new: documents, folders of pages, specquilt.toml files, generated packages, or Git
            revisions (``REV`` or ``REV:path``); by default ``HEAD`` and the working tree.
        config: the only configuration to compare, if none of both is a document.
        callers: code that uses the package: each change says where it uses what breaks.
        witness: whether to write programs that only type-check with the old package.

    Raises:
        InputError: a version cannot be read, or they are of different APIs.
    """
    extras = Extras([Path(each) for each in callers], witness)
    wanted = [old, new] if new else [old]
    with reported(), paths_of(wanted) as paths:
        words = [
            word if isinstance(word, str) else str(path)
            for word, path in zip(wanted, paths, strict=True)
        ]
        first, second = (*words, "")[:2]
        changes, _ = changes_between(first, second, str(config or ""), extras)
        return DiffResult(tuple(changes))
