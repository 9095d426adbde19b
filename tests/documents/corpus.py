"""The example documents. Their licence or size does not allow copies in this repository."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from shared import SHARED


@dataclass(frozen=True)
class Example:
    """An example document.

    Args:
        name: name of the example and of its distribution.
        file: path in the corpus.
        long: whether its tests are long.
        mock: options of the mock server.
        known: methods whose valid requests the mock server refuses, with the reason.
    """

    name: str
    file: str
    long: bool = False
    mock: tuple[str, ...] = ()
    known: tuple[tuple[str, str], ...] = ()

    def excuses(self, refusal: str) -> bool:
        """Return whether a refusal is a known fault of the mock server."""
        return any(refusal.startswith(f"{method}:") for method, _ in self.known)

    @cached_property
    def path(self) -> Path:
        """The path of the document, or of a folder of pages. Skips the test if it does not exist."""
        path = SHARED / self.file
        if not path.exists():
            pytest.skip(f"{self.file} does not exist in the corpus; set SPECQUILT_CORPUS")
        return path

    @property
    def package(self) -> str:
        """The import name of the client."""
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
        # The mock server ignores `encoding`; its options set the encoding of forms.
        mock=(
            "--validator-form-object-format=brackets",
            "--validator-form-array-format=brackets",
            "--validator-query-array-format=brackets",
        ),
        known=(("files.create", "multipart forms do not use brackets for lists"),),
    ),
    Example("github", "specs/github.json", long=True),
)
