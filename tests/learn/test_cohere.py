"""Real recordings against the vendor's own document: the facts of a list that was made by hand first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from learn.exchanges import COVERAGE
from shared import SHARED
from specquilt.cli.main import main
from specquilt.openapi.finding import Finding
from specquilt.pipeline import valid_document_of
from specquilt.project import configuration
from specquilt.recordings.finding import DriftFinding
from specquilt.recordings.learn import learn

RECORDED = SHARED / "fixtures" / "recorded_exchanges.jsonl"
DOCUMENT = SHARED / "corpus" / "upstream" / "cohere-openapi.2025-11-04.yaml"
needs_recordings = pytest.mark.skipif(
    not (RECORDED.is_file() and DOCUMENT.is_file()),
    reason="no recordings: SPECQUILT_CORPUS names no folder with fixtures/recorded_exchanges.jsonl",
)

ANSWERS = {
    ("GetModelResponse.config is not documented", 2, 5),
    ("ApiMeta.billed_units.image_tokens is not documented", 10, 41),
    ("ChatMessageStartEvent.delta.message.content is not documented", 12, 12),
    ("ChatMessageStartEvent.delta.message.tool_plan is not documented", 12, 12),
    ("ChatMessageStartEvent.delta.message.tool_calls is not documented", 12, 12),
    ("ChatMessageStartEvent.delta.message.citations is not documented", 12, 12),
}
REQUESTS = {
    ("RerankDocument.text is required, but was absent", 14, 14),
    ("RerankDocument.content is not documented", 14, 14),
    ("RerankDocument.subject is not documented", 14, 14),
    ("body of POST /v1/rerank.rank_fields was null", 6, 13),
    ("body of POST /v1/rerank.max_chunks_per_doc was null", 15, 15),
    ("body of POST /v2/embed.max_tokens was null", 8, 8),
    ("body of POST /v2/embed.output_dimension was null", 10, 10),
    ("body of POST /v2/rerank.max_tokens_per_doc was null", 6, 6),
    ("Document.data had the undocumented type string", 4, 11),
}
INTEGERS = {
    "GetModelResponse.context_length",
    "ApiMeta.billed_units.input_tokens",
    "ApiMeta.billed_units.search_units",
    "Usage.billed_units.input_tokens",
    "Usage.billed_units.output_tokens",
    "Usage.tokens.input_tokens",
    "Usage.tokens.output_tokens",
}


def _findings() -> list[Finding]:
    document = valid_document_of(configuration.from_sources([DOCUMENT])).document
    return learn(document, [RECORDED]).findings


@needs_recordings
def test_all_facts_of_the_list_are_found_and_no_others() -> None:
    findings = [each for each in _findings() if isinstance(each, DriftFinding)]
    facts = [(e.text, e.seen, e.of) for e in findings if e.rule not in COVERAGE]
    assert sorted(facts) == sorted(ANSWERS | REQUESTS)
    integers = {e.text.partition(" is ")[0] for e in findings if e.rule == "number-always-integer"}
    assert integers == INTEGERS


@needs_recordings
@pytest.mark.long
def test_proposal_makes_the_second_run_clean_and_the_client_type_checks(tmp_path: Path) -> None:
    drift, fixed, client = (tmp_path / name for name in ("drift.yaml", "fixed.yaml", "client"))
    run = ["learn", "-q", str(RECORDED), "--ignore", ",".join(COVERAGE), "--fail-on", "info"]
    assert main([*run, "--source", str(DOCUMENT), "--propose", str(drift)]) == 1
    assert main(["overlay", "apply", str(DOCUMENT), str(drift), "-o", str(fixed)]) == 0
    assert main([*run, "--source", str(fixed)]) == 0
    assert main(["generate", "-q", str(fixed), "-o", str(client), "--package", "seen"]) == 0
    check = [sys.executable, "-m", "mypy", "--strict", "seen"]
    done = subprocess.run(check, cwd=client, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("Success"), done.stdout
