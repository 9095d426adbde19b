"""Where the documents are; they have no place here, some for their licence, some for their size."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("SPECQUILT_CORPUS", Path(__file__).parents[3] / "shared"))


@dataclass(frozen=True)
class Example:
    """A document.

    Args:
        name: what it is called here; also the name of the distribution.
        file: where it is in the corpus.
        long: whether it belongs to the second tier of tests.
        mock: options of the mock server.
        known: what the mock server refuses wrongly, by method, with the reason.
    """

    name: str
    file: str
    long: bool = False
    mock: tuple[str, ...] = ()
    known: tuple[tuple[str, str], ...] = ()

    def excuses(self, refusal: str) -> bool:
        """Say whether a refusal is one that the mock server is to blame for."""
        return any(refusal.startswith(f"{method}:") for method, _ in self.known)

    @cached_property
    def path(self) -> Path:
        """The file; skips the test with the reason if it is not there."""
        path = FOLDER / self.file
        if not path.is_file():
            pytest.skip(f"{self.name}: there is no {self.file} in the corpus (SPECQUILT_CORPUS)")
        return path

    @property
    def package(self) -> str:
        """The import name of its client."""
        return self.name.replace("-", "_")


EXAMPLES = (
    Example("petstore", "specs/petstore.yaml"),
    Example("train-travel", "specs/train-travel.yaml"),
    Example("cohere-full", "corpus/upstream/cohere-openapi.2025-11-04.yaml", long=True),
    Example("openrouter-full", "corpus/upstream/openrouter-openapi.2025-11-07.yaml", long=True),
    Example(
        "stripe",
        "specs/stripe.json",
        long=True,
        # The mock server does not read `encoding`: it has to be told how forms are written.
        mock=(
            "--validator-form-object-format=brackets",
            "--validator-form-array-format=brackets",
            "--validator-query-array-format=brackets",
        ),
        known=(("files.post", "its form is multipart, where lists are not written in brackets"),),
    ),
    Example("github", "specs/github.json", long=True),
)
