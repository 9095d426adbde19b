"""Whose pages there are, and where: they are not ours, and so not in this repository."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specquilt.openapi.load import yaml_loader
from specquilt.project.configuration import Job, from_sources

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("SPECQUILT_CORPUS") or ROOT.parent / "shared") / "corpus"
ABSENT = f"SPECQUILT_CORPUS names no folder with these pages: {CORPUS}"


@dataclass(frozen=True)
class Vendor:
    """The pages of one API.

    Args:
        source: the folder of pages, or the one page, below the corpus.
    """

    source: str

    @property
    def path(self) -> Path:
        """Where the pages are, if they are there."""
        return CORPUS / self.source

    @property
    def name(self) -> str:
        """What to call the API: the first words of its folder or file."""
        return self.path.name.partition(".")[0]

    @property
    def package(self) -> str:
        """What to call the package."""
        return f"{self.name}_api"

    @property
    def pages(self) -> list[Path]:
        """The files."""
        return sorted(self.path.glob("*.md")) if self.path.is_dir() else [self.path]

    def job(self, output: Path | None = None) -> Job:
        """Return what a user would have to say: sources, and where the package goes."""
        return from_sources([self.path], [], output, self.package)

    def truth(self) -> Path | None:
        """Return the document that the vendor publishes itself, if it is known."""
        return next(CORPUS.glob(f"upstream/{self.name}-openapi.*.yaml"), None)


COHERE, OPENROUTER, ELEVENLABS = Vendor("cohere"), Vendor("openrouter"), Vendor("elevenlabs")
VENDORS = (
    COHERE,
    OPENROUTER,
    ELEVENLABS,
    Vendor("gen2/elevenlabs_gen1c_pvc_sample_update.abridged.md"),
    Vendor("gen2/elevenlabs_pvc_sample_audio.md"),
    Vendor("gen2/opik_delete_thread_feedback_scores.md"),
    Vendor("gen2/smallest_search_logs.abridged.md"),
    Vendor("gen2/webflow_forms_list.abridged.md"),
)
WITH_TRUTH = (COHERE, OPENROUTER)


def load(path: Path) -> dict[str, Any]:
    """Load a document as the tool itself would."""
    data: dict[str, Any] = yaml_loader.load(path.read_text(encoding="utf-8"))
    return data
