"""Draws the pictures of README and docs: what commands print in a terminal. `make golden` runs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "images"
SCREENS = {
    "generate": ("specquilt generate pages/embed-and-datasets.md -o client", "ls client"),
    "lint": ("specquilt lint pages/get-embed-job.md --select=nested-tags,enum-value-objects",),
    "diff": ("specquilt diff openapi.yaml new.yaml",),
}
"""The commands of each picture."""

WIDTH = 110
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Pictures load nothing: the viewer has a monospaced font."""


def screen(commands: tuple[str, ...], folder: Path) -> str:
    """Return what a terminal shows after some commands, with its colours.

    Args:
        commands: what is typed.
        folder: where; it gets the pages and the document that the commands name.
    """
    _prepare(folder)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "FORCE_COLOR": "1", "SPECQUILT_CACHE": "off"}
    environment.pop("NO_COLOR", None)
    shown: list[str] = []
    for command in commands:
        done = subprocess.run(
            command.split(),
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        shown.append(f"\x1b[1m$ {command}\x1b[0m\n{done.stdout}")
    return "".join(shown)


def _prepare(folder: Path) -> None:
    source = ROOT / "specs" / "cohere"
    shutil.copytree(source / "pages", folder / "pages", dirs_exist_ok=True)
    text = (source / "openapi.yaml").read_text("utf-8")
    (folder / "openapi.yaml").write_text(text, "utf-8")
    changed = re.sub(
        r"\n +- START(?=\n)", "", text.replace("input_dataset_id", "source_dataset_id")
    )
    (folder / "new.yaml").write_text(changed, "utf-8")


def picture(shown: str) -> str:
    """Return a terminal's content as SVG."""
    with Path(os.devnull).open("w") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi(shown), soft_wrap=False)
        return _FONTS.sub("", console.export_svg(title="specquilt", unique_id="specquilt"))


def draw() -> None:
    """Draw all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name, commands in SCREENS.items():
        with TemporaryDirectory() as folder:
            (FOLDER / f"{name}.svg").write_text(picture(screen(commands, Path(folder))), "utf-8")


if __name__ == "__main__":
    draw()
