"""Every quirk of the vendor's pages is reported on the page and in the sewn document."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from specquilt import pipeline
from specquilt.linting import lint_sources
from specquilt.openapi.finding import Finding
from specquilt.project.configuration import from_sources

SPECS = Path(__file__).parents[2] / "specs/cohere"
SEWN = (SPECS / "openapi.yaml").read_text(encoding="utf-8")

# Rule: the change that adds the quirk to the sewn document, and the text of the reported line.
QUIRKS: dict[str, tuple[Callable[[str], str], str]] = {
    "enum-value-objects": (
        lambda text: text.replace(
            "        - search_document\n", "        - value: search_document\n"
        ),
        "      enum:",
    ),
    "nested-tags": (
        lambda text: text.replace("        - datasets\n", "        - - datasets\n", 1),
        "      tags:",
    ),
    "tag-package-prefix": (
        lambda text: text.replace("        - datasets\n", "        - subpackage_datasets\n", 1),
        "        - subpackage_datasets",
    ),
    "format-is-type-name": (
        lambda text: text.replace("format: date-time", "format: string", 1),
        "format: string",
    ),
    "auth-as-header-param": (
        lambda text: text.replace(
            "        - name: X-Client-Name\n",
            "        - {name: Authorization, in: header, schema: {type: string}}\n"
            "        - name: X-Client-Name\n",
            1,
        ),
        "        - {name: Authorization, in: header, schema: {type: string}}",
    ),
    "missing-servers": (
        lambda text: re.sub(r"servers:\n(  .*\n)+", "", text, count=1),
        "paths:",
    ),
    "version-is-endpoint-id": (
        lambda text: text.replace("version: '1.0'", "version: endpoint_datasets.getUsage"),
        "  version: endpoint_datasets.getUsage",
    ),
    "empty-content": (
        lambda text: text.replace(
            "      description: Too many requests\n",
            "      description: Too many requests\n      x-was: here\n      content: {}\n",
        ).replace(
            "      content: {}\n      content:\n"
            "        application/json:\n"
            "          schema:\n"
            "            $ref: '#/components/schemas/Error'\n",
            "      content: {}\n",
        ),
        "      content: {}",
    ),
    "body-not-required": (
        lambda text: text.replace(
            "        required: true\n        content:", "        content:", 1
        ),
        "      requestBody:",
    ),
    "multipart-without-fields": (
        lambda text: re.sub(
            r"( +)multipart/form-data:\n +schema:\n(?:\1    .*\n)+",
            r"\1multipart/form-data:\n\1  schema: {type: object, properties: {}}\n",
            text,
        ),
        "            schema: {type: object, properties: {}}",
    ),
    "empty-object-response": (
        lambda text: re.sub(
            r"(/cancel:(?:.*\n)+?        '200':\n          description: OK\n)",
            r"\1          content: {application/json: {schema: {type: object, properties: {}}}}\n",
            text,
            count=1,
        ),
        "          content: {application/json: {schema: {type: object, properties: {}}}}",
    ),
    "float-pagination": (
        lambda text: re.sub(
            r"(name: limit\n(?:.*\n){3} +schema:\n +type:) integer", r"\1 number", text
        ),
        "          schema:",
    ),
    "component-name-from-path": (
        lambda text: text.replace("DatasetsCreateResponse", "datasets_create_Response_200"),
        "    datasets_create_Response_200:",
    ),
}

# The rules that must report each page.
ON_PAGES: dict[str, set[str]] = {
    "embed-and-datasets.md": set(QUIRKS) - {"tag-package-prefix"},  # the prefix is in nested tags
    "create-embed-job.md": {
        "enum-value-objects",
        "nested-tags",
        "format-is-type-name",
        "auth-as-header-param",
        "missing-servers",
        "version-is-endpoint-id",
        "empty-content",
        "body-not-required",
    },
}


@pytest.mark.parametrize("rule", QUIRKS)
def test_quirk_added_to_the_sewn_document_is_reported_at_its_line(
    rule: str, tmp_path: Path
) -> None:
    add_quirk, line = QUIRKS[rule]
    text = add_quirk(SEWN)
    assert text != SEWN
    found = [finding for finding in _lint(tmp_path, text) if finding.rule == rule]
    assert found
    lines = text.split("\n")
    assert [lines[_line(finding) - 1].strip() for finding in found[:1]] == [line.strip()]


def test_sewn_document_has_no_quirks(tmp_path: Path) -> None:
    assert not {finding.rule for finding in _lint(tmp_path, SEWN)} & set(QUIRKS)


@pytest.mark.parametrize("page", ON_PAGES)
def test_all_quirks_of_a_page_are_reported_on_it(page: str) -> None:
    path = SPECS / "pages" / page
    findings = _linted(path)
    assert {finding.rule for finding in findings} >= ON_PAGES[page]
    assert all(finding.location for finding in findings)
    assert {finding.location.path for finding in findings if finding.location} == {path.as_posix()}


def _lint(folder: Path, text: str) -> list[Finding]:
    path = folder / "openapi.yaml"
    path.write_text(text, encoding="utf-8")
    return _linted(path)


def _linted(path: Path) -> list[Finding]:
    job = from_sources([path], [], None, "")
    return lint_sources(pipeline.read_sources(job), job)


def _line(finding: Finding) -> int:
    assert finding.location is not None
    return finding.location.line
