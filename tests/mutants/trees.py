"""Copies of the checkout in which mutants are made, so that no mutant can stay in the checkout."""

from __future__ import annotations

import compileall
import shutil
import subprocess
from pathlib import Path
from py_compile import PycInvalidationMode

CHECKOUT = Path(__file__).parents[2]
FOLDER = CHECKOUT / ".mutants"

RUNTIME = "generator/specquilt/python/runtime"
_COPY_OF_RUNTIME = "generated/cohere-embed/cohere_embed/_runtime"


def new_tree(tree: Path) -> Path:
    """Write, and return the path of, a fresh copy of the files that git knows or would add.

    The runtime in the generated package is byte for byte the generator's, so a link in its place
    shows a mutant of the runtime to all tests, at no cost. Packages that tests generate carry it
    anyway.
    """
    shutil.rmtree(tree, ignore_errors=True)
    for path in _files():
        target = tree / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(CHECKOUT / path, target)
    shutil.rmtree(tree / _COPY_OF_RUNTIME)
    (tree / _COPY_OF_RUNTIME).symlink_to(tree / RUNTIME)
    # A mutant can have the size and the time of the file before it, so only a hash tells them apart.
    hashed = PycInvalidationMode.CHECKED_HASH
    compileall.compile_dir(tree / "generator", quiet=1, invalidation_mode=hashed)
    return tree


def _files() -> list[str]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, text=True)
    return [path for path in listed.stdout.split("\0") if path and (CHECKOUT / path).is_file()]
