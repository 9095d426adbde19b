"""What to say of edited files, instead of losing them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from specquilt.openapi.finding import Finding, InputError, Location, Severity
from specquilt.openapi.plural import counted, shortened
from specquilt.output import text_file
from specquilt.output.journal import ORIGINAL
from specquilt.output.plan import WritePlan

LONGEST = 200
"""Lines of a difference that are shown."""

_ADVICE = (
    "move the edit to a class of your own ([client.extend]), list the file in [client] keep, or "
    f"pass --overwrite, which saves it as NAME{ORIGINAL}"
)


class EditedFilesError(InputError):
    """Edited files would be lost. Nothing has been written, and the CLI exits with 1.

    Args:
        finding: which files.
        difference: a unified diff from the files on disk to what would be written.
    """

    def __init__(self, finding: Finding, difference: str) -> None:
        super().__init__(finding)
        self.args = (finding, difference)  # what a copy in another process is made from
        self.difference = difference


def refusal(plan: WritePlan, folder: Path, shown: Path) -> EditedFilesError:
    """Return the error to raise instead of losing edited files.

    Args:
        plan: what a run was going to do.
        folder: the output folder.
        shown: the output folder, as the user calls it.
    """
    first, count = plan.edited[0], len(plan.edited)
    files, named = counted(count, "generated file"), shortened(plan.edited)
    message = f"{files} edited by hand: {named}; nothing has been written"
    if not plan.is_known:
        message = f"the lock lists no files, so these may have been edited: {named}"
    place = Location(
        (shown / first).as_posix(), _first_line(folder / first, plan.wanted.get(first))
    )
    finding = Finding("edited-output", Severity.ERROR, message, place, help=_ADVICE)
    return EditedFilesError(finding, _difference(plan, folder, shown))


def _difference(plan: WritePlan, folder: Path, shown: Path) -> str:
    lines = [line for path in plan.edited for line in _lines(plan.wanted, folder, shown, path)]
    left = len(lines) - LONGEST
    rest = f"… {counted(left, 'more line')}\n" if left > 0 else ""
    return "".join(islice(lines, LONGEST)) + rest


def _lines(wanted: Mapping[str, str], folder: Path, shown: Path, path: str) -> Iterator[str]:
    return text_file.difference(folder / path, wanted.get(path), shown / path)


def _first_line(path: Path, text: str | None) -> int:
    """Return the first line that differs."""
    found = (text_file.read(path) or "").split("\n")
    new = (text or "").split("\n")
    same = (
        number for number, pair in enumerate(zip(found, new, strict=False), 1) if pair[0] != pair[1]
    )
    return next(same, min(len(found), len(new)))
