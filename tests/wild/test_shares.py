"""Operations and fields that say less than the document are counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from documents.arguments import methods
from specquilt.api.value_types import ANY
from wild.shares import shares
from wild.test_wild import GOOD
from wild.worker import generate

SILENT = GOOD.replace("#/components/schemas/Quilt", "#/components/schemas/Lost")
POOR = GOOD.replace("patches: {type: integer}", "patches: {type: integer}, of: {$ref: '#/lost'}")


@pytest.mark.parametrize(
    ("text", "operations", "fields"),
    [(GOOD, [0, 1], [0, 1]), (SILENT, [1, 1], [0, 0]), (POOR, [0, 1], [1, 2])],
    ids=["nothing", "an answer", "a field"],
)
def test_degraded_parts_are_counted(
    text: str, operations: list[int], fields: list[int], tmp_path: Path
) -> None:
    (tmp_path / "api.yaml").write_text(text, encoding="utf-8")
    result, _ = generate(tmp_path / "api.yaml", tmp_path / "client", "quilts")
    assert result["shares"] == {"operations": operations, "fields": fields}


def test_answer_of_anything_that_the_document_describes_is_degraded(
    tmp_path: Path,
) -> None:
    (tmp_path / "api.yaml").write_text(GOOD, encoding="utf-8")
    _, recorded = generate(tmp_path / "api.yaml", tmp_path / "client", "quilts")
    assert recorded.output is not None
    (method,) = methods(recorded.output.surface)
    response = replace(method.response, type=ANY)
    root = replace(recorded.output.surface.root, methods=(), children=())
    surface = replace(recorded.output.surface, root=root)
    poor = replace(surface, root=replace(root, methods=(replace(method, response=response),)))
    found = shares(replace(recorded.output, surface=poor), recorded.document)
    assert found["operations"] == [1, 1]
