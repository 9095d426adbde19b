"""No edit of a generated file is lost without a flag, whatever it is and whatever changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import example
from hypothesis import strategies as st

from output.folders import snapshot
from seams.project import CONFIG, write_document, write_project
from specquilt import pipeline
from specquilt.openapi.finding import InputError
from specquilt.output.journal import ORIGINAL
from specquilt.output.lock import LOCK, README
from specquilt.output.staged_write import write
from specquilt.project.configuration import load
from tiers import examples

_BLOCK = re.compile(
    rb"^(<!-- specquilt:begin ([a-z0-9-]+) -->\r?\n).*?(?=^<!-- specquilt:end \2 -->)",
    re.DOTALL | re.MULTILINE,
)
_MARKS = [f"<!-- specquilt:{verb} install -->\n".encode() for verb in ("begin", "end")]
_TEXTS = st.one_of(st.binary(max_size=9), st.sampled_from([b"\n", b"\r\n", b"mine\n", *_MARKS]))


class Edit(NamedTuple):
    """Bytes in a file that are replaced by others.

    Args:
        file: which of the files.
        place: where in the file, from 0 to 1.
        length: how many bytes are taken out.
        text: what is put in.
    """

    file: int
    place: float
    length: int
    text: bytes

    def __call__(self, content: bytes) -> bytes:
        """Return the edited content."""
        start = int(self.place * len(content))
        return content[:start] + self.text + content[start + self.length :]


# Half of the edits are of the README, which is the only file with managed blocks.
EDITS = st.builds(
    Edit,
    st.one_of(st.just(-1), st.integers(0, 10**6)),
    st.floats(0, 1),
    st.sampled_from([0, 0, 1, 20, 10**6]),
    _TEXTS,
)
CHANGES = st.sampled_from(["", "title", "fewer"])


@examples(8, 300, EDITS, CHANGES)
@example(Edit(-1, 0.015625, 0, _MARKS[0]), "title")  # in the middle of a line it is no marker
def test_no_edit_is_lost_without_a_flag(edit: Edit, change: str) -> None:
    with _edited(edit) as (folder, path, old, edited):
        before, new = snapshot(folder), _tree(change)
        try:
            write(new, folder)
        except InputError:
            assert snapshot(folder) == before
            return
        after = (folder / path).read_bytes() if (folder / path).exists() else b""
        is_none = edited.replace(b"\r\n", b"\n") == old or edited == new.get(path, "").encode()
        assert is_none or after == edited or _is_around_blocks(path, old, edited, after)


@examples(5, 150, EDITS, CHANGES)
def test_an_overwritten_edit_is_saved(edit: Edit, change: str) -> None:
    with _edited(edit) as (folder, path, old, edited):
        before = snapshot(folder)
        try:
            write(_tree(change), folder, overwrite=True)
        except InputError:  # a managed block is broken
            assert path == README
            assert snapshot(folder) == before
            return
        found = [file.read_bytes() for file in (folder / path).parent.glob(f"*{ORIGINAL}")]
        found += [(folder / path).read_bytes()] if (folder / path).exists() else []
        is_none = edited.replace(b"\r\n", b"\n") == old
        assert is_none or edited in found or _is_around_blocks(path, old, edited, found[-1])


def _is_around_blocks(path: str, old: bytes, edited: bytes, after: bytes) -> bool:
    """Return whether an edit is in the text of the user, and still there."""
    known = {found[0].replace(b"\r\n", b"\n") for found in _BLOCK.finditer(old)}
    blocks = [found[0].replace(b"\r\n", b"\n") for found in _BLOCK.finditer(edited)]
    is_inside = any(block not in known and block.count(b"\n") > 1 for block in blocks)
    outside = [_BLOCK.sub(rb"\1", page) for page in (edited, after)]
    return path == README and not is_inside and outside[0] == outside[1]


@contextmanager
def _edited(edit: Edit) -> Iterator[tuple[Path, str, bytes, bytes]]:
    """Return a folder with a package and an edit, its path, and the content before and after it."""
    tree = _tree("more")
    paths = [path for path in sorted(tree) if path not in {LOCK, README}]
    path = README if edit.file < 0 else paths[edit.file % len(paths)]
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(tree, folder)
        old = (folder / path).read_bytes()
        (folder / path).write_bytes(edit(old))
        yield folder, path, old, edit(old)


@cache
def _tree(change: str) -> dict[str, str]:
    """Return the files of a package after a change of its document, with their lock."""
    operations = {} if change == "fewer" else {"list_patches": "/patches"}
    with TemporaryDirectory() as folder, chdir(folder):
        write_project()
        write_document("Covers" if change == "title" else "Quilts", **operations)
        return pipeline.generate(load(CONFIG)).files
