"""Files of a Git revision, in a temporary folder."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path
from typing import IO

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Location, input_error

_SUFFIXES = ("yaml", "yml", "json", "md", "mdx", "txt", "toml", "lock")
"""What configurations, documents, pages and locks end in: nothing else of a repository is read."""
LARGEST = 256 << 20
"""Bytes that are extracted at most."""


@dataclass(frozen=True)
class Checkout:
    """The files of a revision.

    Args:
        revision: The revision, as the user has written it.
        folder: The folder that has the files.
        here: The working directory, as a path in the repository.
    """

    revision: str
    folder: Path
    here: Path

    def shown(self, place: Location) -> Location:
        """Return a place in the files of this revision as users know it: ``HEAD:openapi.yaml``."""
        path = Path(place.path).resolve()
        if not path.is_relative_to(self.folder):
            return place
        inside = path.relative_to(self.folder).as_posix()
        return Location(f"{self.revision}:{inside}", place.line, place.column)


def checkout(revision: str, folder: Path) -> Checkout:
    """Extract the files of a revision into a folder.

    Raises:
        InputError: There is no git, no repository or no such revision, or it has too many files.
    """
    if revision.startswith("-") or not _succeeds(
        "rev-parse", "--verify", "--quiet", f"{revision}^{{tree}}"
    ):
        _refuse(revision)
    root, here = _output("rev-parse", "--show-toplevel"), _output("rev-parse", "--show-prefix")
    target = folder.resolve()
    target.mkdir(parents=True)
    (target / ".git").mkdir()  # documents may refer to all files of their repository
    patterns = _patterns(root, revision)
    command = ["git", "-C", root, "archive", "--format=tar", revision, "--", *patterns]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            _extract(process.stdout, target, revision)
        finally:
            process.kill()
    return Checkout(revision, target, Path(here))


def _patterns(root: str, revision: str) -> list[str]:
    """Return a pattern for each suffix that a file has: git refuses patterns that match nothing."""
    names = _output("-C", root, "ls-tree", "-r", "--name-only", revision).splitlines()
    used = {name.rstrip('"').rpartition(".")[2] for name in names}
    return [f":(glob,top)**/*.{each}" for each in _SUFFIXES if each in used] or [
        ":(glob,top)*.toml"
    ]


def _extract(stream: IO[bytes], target: Path, revision: str) -> None:
    size = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                if not member.isreg():
                    continue
                size += member.size
                if size > LARGEST:
                    message = f"{revision} has more than {LARGEST >> 20} MiB of documents and pages"
                    raise input_error("document-too-large", message, help=_ADVICE)
                archive.extract(member, target, filter="data")
    except tarfile.ReadError:  # no file of the revision has one of the suffixes
        return


_ADVICE = "write the file of the revision with `git show`, and name both files"


def _refuse(revision: str) -> None:
    if not _succeeds("rev-parse", "--git-dir"):
        message = f"{revision!r} is no file, and this folder is in no Git repository"
        raise input_error("missing-file", message, help="name two documents")
    advice = "see `git log --oneline`; write REV:path for a file of a revision"
    raise input_error("missing-file", f"there is no file and no revision {revision!r}", help=advice)


def _succeeds(*arguments: str) -> bool:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise input_error("missing-file", "git is not installed", help="name two files") from None
    return done.returncode == 0


def _output(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, check=True, text=True)
    return done.stdout.strip()
