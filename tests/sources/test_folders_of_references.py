"""Which files a document that is named alone may refer to: those of its folder and repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from specquilt.openapi.finding import InputError
from specquilt.pipeline import valid_document_of
from specquilt.project.configuration import from_sources
from specquilt.project.run import Merged

DOCUMENT = """\
openapi: 3.1.0
info: {title: Quilts, version: '1'}
paths:
  /quilts:
    get:
      responses:
        '200':
          description: A quilt
          content: {application/json: {schema: {$ref: '%s'}}}
"""
QUILT = "Quilt: {type: object, properties: {name: {type: string}}}"


def document(folder: Path, reference: str) -> Merged:
    """Read ``api/api.yaml``, which refers to a quilt somewhere else."""
    file = folder / "api" / "api.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(DOCUMENT % reference, encoding="utf-8")
    return valid_document_of(from_sources([file]))


def put_quilt(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(QUILT, encoding="utf-8")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    folder = tmp_path / "vendor"
    (folder / ".git").mkdir(parents=True)
    return folder


def test_file_in_another_folder_of_the_repository(clone: Path) -> None:
    put_quilt(clone / "common" / "quilt.yaml")
    merged = document(clone, "../common/quilt.yaml#/Quilt")
    assert "name" in merged.document.data["components"]["schemas"]["Quilt"]["properties"]


@pytest.mark.parametrize("hidden", [".env/quilt.yaml", ".quilt.yaml", "common/.git/quilt.yaml"])
def test_hidden_file_of_the_repository_is_not_read(hidden: str, clone: Path) -> None:
    put_quilt(clone / hidden)
    with pytest.raises(InputError, match="is not allowed"):
        document(clone, f"../{hidden}#/Quilt")


def test_file_beside_the_repository_is_not_read(clone: Path) -> None:
    put_quilt(clone.parent / "quilt.yaml")
    with pytest.raises(InputError, match="is not allowed"):
        document(clone, "../../quilt.yaml#/Quilt")


def test_link_out_of_the_repository_is_not_followed(clone: Path) -> None:
    put_quilt(clone.parent / "quilt.yaml")
    (clone / "quilt.yaml").symlink_to(clone.parent / "quilt.yaml")
    with pytest.raises(InputError, match="is not allowed"):
        document(clone, "../quilt.yaml#/Quilt")


def test_repository_in_the_home_folder_does_not_count(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(clone))
    put_quilt(clone / "quilt.yaml")
    with pytest.raises(InputError, match="is not allowed"):
        document(clone, "../quilt.yaml#/Quilt")


def test_folder_whose_own_name_is_hidden(tmp_path: Path) -> None:
    put_quilt(tmp_path / ".specs" / "api" / "quilt.yaml")
    merged = document(tmp_path / ".specs", "quilt.yaml#/Quilt")
    assert "Quilt" in merged.document.data["components"]["schemas"]


@pytest.mark.parametrize("reference", ["lost.yaml", "quilt.yaml#/Lost"])
def test_missing_target_is_reported_where_it_is_referred_to(reference: str, tmp_path: Path) -> None:
    put_quilt(tmp_path / "api" / "quilt.yaml")
    merged = document(tmp_path, reference)
    rules = {finding.rule for finding in merged.findings}
    assert rules & {"missing-file", "unresolved-reference"}
    assert "part-left-out" in rules
    (answer,) = merged.document.data["paths"]["/quilts"]["get"]["responses"].values()
    assert answer["content"] == {"application/json": {"schema": {}}}


def test_missing_target_is_no_other_component_of_the_same_name(tmp_path: Path) -> None:
    put_quilt(tmp_path / "api" / "other" / "Quilt.yaml")
    file = tmp_path / "api" / "api.yaml"
    more = DOCUMENT % "lost/Quilt.yaml" + "components: {schemas: {A: {allOf: [{$ref: %s}]}}}"
    file.write_text(more % "'other/Quilt.yaml#/Quilt'", encoding="utf-8")
    data = valid_document_of(from_sources([file])).document.data
    (answer,) = data["paths"]["/quilts"]["get"]["responses"].values()
    assert answer["content"] == {"application/json": {"schema": {}}}
