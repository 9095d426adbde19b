"""Types of large documents are made in clusters, and are those that would be made all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.corpus import EXAMPLES, Example
from specquilt.pipeline import surface_of
from specquilt.project.configuration import from_sources
from specquilt.python import models
from specquilt.python.format.files import format_text

LARGE = [example for example in EXAMPLES if example.name in {"github", "stripe"}]


@pytest.mark.long
@pytest.mark.parametrize("example", LARGE, ids=lambda example: example.name)
def test_clusters_make_what_the_whole_makes(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    surface = surface_of(from_sources([example.path], [], tmp_path / "out", example.package))
    assert len(surface.models) > models.MANY
    in_clusters = models.generate(surface)
    monkeypatch.setattr(models, "MANY", len(surface.models) + 1)
    whole = models.generate(surface)
    assert in_clusters.keys() == whole.keys()
    for path, text in in_clusters.items():
        # Formatting ends every definition with a newline.
        assert text == whole[path] or format_text(text) == format_text(whole[path]), path
