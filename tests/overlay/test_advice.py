"""What the help of a finding says can be pasted, and ends the finding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from specquilt import pipeline
from specquilt.openapi.finding import LEFT_OUT, Finding
from specquilt.project.configuration import Job, from_sources

HEAD = "openapi: 3.1.0\ninfo: {title: Quilts, version: '1'}\n"
ASKING = "paths: {/a: {get: {responses: {'204': {description: a}, '401': {description: b}}}}}"
SLIPS = {
    "container": "paths: {/a: {get: {responses: {'200': {description: a}}, requestBody: 17}}}",
    "items": "servers: [https://a.test, 17]\ntags: quilts\npaths: {/a: {get: {responses: {}}}}",
    "property": "components: {schemas: {Quilt: {properties: {size: Text, name: string}}}}\n"
    "paths: {/a: {get: {responses: {'200': {description: a}}}}}",
    "reference": "paths: {/a: {get: {responses: {'200': {$ref: '#/components/responses/No'}}}}}",
    "circle": "components: {schemas: {A: {$ref: '#/components/schemas/A'}}}\n"
    "paths: {/a: {get: {responses: {'200': {description: a}}}}}",
    "violation": "components: {schemas: {A: {type: [text, 17]}, B: {maxLength: long}}}\n"
    "paths: {/a: {get: {responses: {'200': {description: a}}}}}",
    "null": "paths: {/a: {get: {tags: null, responses: {'200': null}}}}",
}


@pytest.mark.parametrize("text", SLIPS.values(), ids=SLIPS)
def test_pasted_action_can_be_applied_and_ends_a_loss(text: str, tmp_path: Path) -> None:
    source, overlay = tmp_path / "api.yaml", tmp_path / "overlay.yaml"
    source.write_text(HEAD + text, encoding="utf-8")
    found = _repairs(from_sources([source]))
    assert found
    for finding in found:
        _write(overlay, _actions(finding))
        remaining = _repairs(_job(source, overlay))
        assert finding.rule != LEFT_OUT or _known(finding) not in map(_known, remaining)


def test_operation_that_lost_something_can_be_left_out(tmp_path: Path) -> None:
    source = tmp_path / "api.yaml"
    source.write_text(HEAD + SLIPS["container"], encoding="utf-8")
    (finding,) = (each for each in _repairs(from_sources([source])) if each.rule == LEFT_OUT)
    assert finding.help.endswith("or leave the operation out: --exclude 'GET /a'")


def test_pasted_scheme_ends_the_warning_about_authentication(tmp_path: Path) -> None:
    source, overlay = tmp_path / "api.yaml", tmp_path / "overlay.yaml"
    source.write_text(HEAD + ASKING, encoding="utf-8")
    (finding,) = _of(from_sources([source]), "authentication-not-declared")
    _write(overlay, _actions(finding))
    assert not [each for each in _of(_job(source, overlay), finding.rule) if not each.repaired]


def _of(job: Job, rule: str) -> list[Finding]:
    return [each for each in pipeline.valid_document_of(job).findings if each.rule == rule]


def _repairs(job: Job) -> list[Finding]:
    findings = pipeline.valid_document_of(job).findings
    return [each for each in findings if each.rule in (LEFT_OUT, "invalid-document") and each.help]


def _job(source: Path, overlay: Path) -> Job:
    return Job({"sources": {"pages": [str(source)], "overlay": str(overlay)}})


def _known(finding: Finding) -> object:
    return finding.rule, finding.message, finding.pointer, finding.fix


def _actions(finding: Finding) -> list[dict[str, Any]]:
    lines = finding.help.splitlines()[1:]
    text = "\n".join(line for line in lines if not line.startswith("or leave"))
    actions: list[dict[str, Any]] = yaml.safe_load(text)
    return actions


def _write(path: Path, actions: list[dict[str, Any]]) -> None:
    info = {"title": "Corrections", "version": "1"}
    overlay = {"overlay": "1.1.0", "info": info, "actions": actions}
    path.write_text(yaml.safe_dump(overlay), encoding="utf-8")
