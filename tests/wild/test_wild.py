"""`make wild` counts what is generated, refused, crashed and stopped, and ranks the reasons."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from documents.arguments import methods
from specquilt import pipeline
from wild.__main__ import main
from wild.inputs import inputs_in
from wild.losses import kind_of, losses
from wild.operations import operations_of
from wild.page import main as write_page
from wild.processes import Limits, measure
from wild.reasons import reason, reasons_of
from wild.report import ranked, summary, wilson
from wild.store import Store
from wild.worker import generate

GOOD = """\
openapi: 3.1.0
info: {title: Quilts, version: "1"}
servers: [{url: "https://quilt.test"}]
paths:
  /quilts/{name}:
    get:
      operationId: getQuilt
      parameters: [{name: name, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Quilt"}
              examples: {good: {value: {patches: 12}}, bad: {value: {patches: many}}}
components:
  schemas:
    Quilt: {type: object, required: [patches], properties: {patches: {type: integer}}}
"""
BROKEN = GOOD.replace("#/components/schemas/Quilt", "../Quilt.yaml")
PAGE = "# Get a quilt\n\n## OpenAPI\n\n```yaml\n" + GOOD + "```\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one input of each kind."""
    folder = tmp_path / "inputs"
    files = {
        "good.yaml": GOOD,
        "broken.yaml": BROKEN,
        "other.json": '{"name": "openapi"}',
        "notes.txt": GOOD,
        "several/entry.txt": "spec/api.yaml\n",
        "several/spec/api.yaml": GOOD.replace("#/components", "../parts.yaml#/components"),
        "several/parts.yaml": GOOD[GOOD.index("components:") :],
        "vendor/get/quilt.md": PAGE,
        "vendor/get/quilt-again.md": PAGE,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_files_and_folders_are_inputs(folder: Path) -> None:
    assert [(each.name, each.kind) for each in inputs_in(folder)] == [
        ("broken.yaml", "document"),
        ("good.yaml", "document"),
        ("other.json", "document"),
        ("several", "document"),
        ("vendor", "pages"),
    ]


def test_input_without_the_key_openapi_is_no_document(folder: Path) -> None:
    assert [each.name for each in inputs_in(folder) if not each.has_openapi()] == ["other.json"]


def test_digest_changes_with_every_file(folder: Path) -> None:
    before = {each.name: each.digest() for each in inputs_in(folder)}
    (folder / "several/parts.yaml").write_text("{}", encoding="utf-8")
    after = {each.name: each.digest() for each in inputs_in(folder)}
    assert [name for name in before if before[name] != after[name]] == ["several"]


def test_operations_are_counted_in_documents_and_pages(folder: Path) -> None:
    counts = {each.name: operations_of(each) for each in inputs_in(folder)}
    assert counts == {"broken.yaml": 1, "good.yaml": 1, "other.json": 0, "several": 1, "vendor": 1}


def test_operations_of_a_path_item_in_another_file_are_counted(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text("openapi: 3.0.0\npaths: {/a: {$ref: 'a.yaml#/x~1%79'}}\n")
    (tmp_path / "a.yaml").write_text("x/y: {get: {}, put: {}, summary: a}\n")
    (given,) = (each for each in inputs_in(tmp_path) if each.name == "api.yaml")
    assert operations_of(given) == 2


def test_operations_of_text_that_is_no_yaml_are_unknown(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text("openapi: [\n")
    (given,) = inputs_in(tmp_path)
    assert operations_of(given) is None


@pytest.mark.long
def test_run_writes_all_results_and_continues(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(folder), "--examples"]) == 0
    total = json.loads(folder.with_name("inputs.summary.json").read_text())
    assert total["outcomes"] == {"generated": 3, "refused": 1, "crashed": 0, "stopped": 0}
    assert total["not documents"] == ["other.json"]
    assert total["first-try rate"].startswith("3 of 4, 75.0 %")
    assert (total["operations"], total["methods"], total["lost operations"]) == (3, 3, {})
    assert total["examples"]["counts"] == {"decoded": 3, "refused": 3}
    assert total["examples, lenient"]["counts"] == {"decoded": 6}
    assert total["degraded"] == {"operations": [0, 3], "fields": [0, 3]}
    page = tmp_path / "documents.md"
    page.write_text("# Documents\n\n<!-- wild -->\nold\n<!-- end of wild -->\n\nEnd.\n")
    write_page([str(folder)], page)
    text = page.read_text()
    assert "| inputs | 4 | 3 of 4, 75.0 % (30.1 to 95.4 %) | 3 of 3 |" in text
    assert "| 1 | external-reference: external reference '…' is not allowed |" in text
    assert text.startswith("# Documents\n\n<!-- wild -->\n| set |")
    assert text.endswith("<!-- end of wild -->\n\nEnd.\n")
    assert [each["inputs"] for each in total["reasons"]] == [["broken.yaml"]]
    assert "| broken.yaml |" in capsys.readouterr().out
    results = folder.with_name("inputs.results.jsonl")
    before = results.read_text()
    (folder / "broken.yaml").unlink()
    assert main([str(folder), "--examples"]) == 0
    assert results.read_text() == before


def test_results_of_other_checks_are_not_used(folder: Path) -> None:
    given, path = inputs_in(folder)[0], folder / "results.jsonl"
    Store(path, ("mypy",)).put(given, {"outcome": "generated"})
    assert Store(path).get(given) is None
    found = Store(path, ("mypy",)).get(given)
    assert found is not None
    assert found["outcome"] == "generated"


def test_worker_over_its_limit_is_stopped(folder: Path, tmp_path: Path) -> None:
    result = measure(inputs_in(folder)[1], tmp_path, (), Limits(elapsed=0))
    assert (result["outcome"], reasons_of(result)) == ("stopped", ["limit: takes more than N s"])


BARE = {
    "openapi": "3.1.0",
    "info": {"title": "Quilts", "version": "1"},
    "servers": [{"url": "https://quilt.test"}],
}
SPEECH = """\
openapi: 3.1.0
info: {title: Quilts, version: "1"}
servers: [{url: "https://quilt.test"}]
paths:
  /speech:
    post:
      operationId: speak
      requestBody:
        content:
          application/json: {schema: {type: object, properties: {text: {type: string}}}}
          application/xml: {schema: {type: object, properties: {text: {type: string}}}}
      responses:
        "200":
          description: ok
          content:
            audio/mpeg: {schema: {type: string, format: binary}}
            text/event-stream: {schema: {type: object, properties: {text: {type: string}}}}
"""


def test_contents_of_answers_and_bodies_are_compared_with_the_methods(tmp_path: Path) -> None:
    source = tmp_path / "speech.yaml"
    source.write_text(SPEECH, encoding="utf-8")
    _, recorded = generate(source, tmp_path / "client", "quilts")
    assert recorded.output is not None
    (origin,) = {method.origin for method in methods(recorded.output.surface)}
    assert origin == "/paths/~1speech/post"
    found = losses(recorded.output, recorded.document)
    received = {method.response.kind for method in methods(recorded.output.surface)}
    expected = {"binary", "events"} - received
    assert {loss for loss in found if loss.startswith("answer")} == {
        f"answer {kind}, method gives {', '.join(received)}" for kind in expected
    }


@pytest.mark.parametrize(("status", "verb"), [("204", "post"), ("200", "head"), ("200", "delete")])
def test_empty_answer_is_no_loss(tmp_path: Path, status: str, verb: str) -> None:
    source = tmp_path / "quiet.yaml"
    operation = {"operationId": "rest", "responses": {status: {"description": "ok"}}}
    source.write_text(json.dumps({**BARE, "paths": {"/rest": {verb: operation}}}))
    _, recorded = generate(source, tmp_path / "client", "quilts")
    assert recorded.output is not None
    assert losses(recorded.output, recorded.document) == {}


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("application/json; charset=utf-8", "json"),
        ("application/problem+json", "json"),
        ("application/x-ndjson", "lines"),
        ("text/event-stream", "events"),
        ("text/csv", "text"),
        ("image/png", "binary"),
    ],
)
def test_kind_of_a_media_type(media_type: str, kind: str) -> None:
    assert kind_of(media_type) == kind


def test_exception_in_the_pipeline_is_a_crash(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: Any, **_options: Any) -> Iterator[Any]:
        raise ZeroDivisionError("'name' is 12")

    monkeypatch.setattr(pipeline, "make_document", fail)
    result, _ = generate(folder / "good.yaml", tmp_path / "client", "quilts")
    assert result["outcome"] == "crashed"
    assert reasons_of(result) == ["crash: ZeroDivisionError: 'name' is N"]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("unresolved reference '#/components/schemas/Usr'", "unresolved reference '…'"),
        ("'required' must be a list, not true", "'required' must be a list, not true"),
        ("12 of 1,500 schemas in /paths/~1a/get", "N of N schemas in …"),
        ("first line\nsecond line", "first line"),
    ],
)
def test_reason_has_no_names_of_one_document(message: str, expected: str) -> None:
    assert reason(message) == expected


def test_crashes_precede_more_frequent_refusals() -> None:
    refused: dict[str, Any] = {"outcome": "refused", "errors": [{"rule": "r", "message": "m"}]}
    crashed: dict[str, Any] = {"outcome": "crashed", "trace": "Traceback\nKeyError: 'x'"}
    rows = [{"name": "a", **refused}, {"name": "b", **refused}, {"name": "c", **crashed}]
    assert [(each["reason"], each["count"]) for each in ranked(rows)] == [
        ("crash: KeyError: '…'", 1),
        ("r: m", 2),
    ]


def test_document_that_loses_an_operation_is_listed() -> None:
    row = {"name": "a", "outcome": "generated", "operations": 3, "methods": 2, "import": ""}
    rest = {"seconds": 1.0, "memory": 50, "degraded": {"warning x": 4}, "pyright": ["error"]}
    total = summary([{**row, **rest}])
    assert total["lost operations"] == {"a": [3, 2]}
    assert total["findings"] == {"warning x": 1}
    assert total["pyright"] == "0 of 1 without errors"


@pytest.mark.parametrize(
    ("successes", "total", "low", "high"),
    [(40, 40, 0.912, 1.0), (30, 44, 0.534, 0.800), (0, 0, 0.0, 1.0)],
)
def test_interval_of_a_rate(successes: int, total: int, low: float, high: float) -> None:
    assert wilson(successes, total) == pytest.approx((low, high), abs=0.001)
