"""The vendors and their pages. The pages are third-party files outside this repository."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared import SHARED
from specquilt.openapi.load import yaml_loader
from specquilt.project.configuration import Job, from_sources

ROOT = Path(__file__).parents[2]
CORPUS = SHARED / "corpus"
ABSENT = f"no vendors' pages in {CORPUS}; set SPECQUILT_CORPUS"


@dataclass(frozen=True)
class Vendor:
    """The pages of one API.

    Args:
        source: path of the page or of the folder with pages, relative to the corpus.
    """

    source: str

    @property
    def path(self) -> Path:
        """The path of the pages, which may not exist."""
        return CORPUS / self.source

    @property
    def name(self) -> str:
        """The name of the API: the name of its folder or file up to the first dot."""
        return self.path.name.partition(".")[0]

    @property
    def package(self) -> str:
        """The import name of the package."""
        return f"{self.name}_api"

    @property
    def pages(self) -> list[Path]:
        """The paths of all pages."""
        return sorted(self.path.glob("*.md")) if self.path.is_dir() else [self.path]

    def job(self, output: Path | None = None) -> Job:
        """Return the same job as the command line with sources, output and package name."""
        return from_sources([self.path], [], output, self.package)

    def published_document(self) -> Path | None:
        """Return the path of the vendor's own document, or None if there is none."""
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
WITH_PUBLISHED_DOCUMENT = (COHERE, OPENROUTER)


def load(path: Path) -> dict[str, Any]:
    """Return a document, loaded in the same way as by the tool."""
    data: dict[str, Any] = yaml_loader.load(path.read_text(encoding="utf-8"))
    return data
