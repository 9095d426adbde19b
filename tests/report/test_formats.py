"""Every format against what others say it is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import sarif_pydantic  # type: ignore[import-untyped]
import xmlschema
from jsonschema import Draft4Validator, Draft202012Validator

import npm
from report.findings import EVERY, HOMELESS, NASTY, PLAIN, REPAIRED, TWINS
from specquilt.openapi.finding import Finding, Location, Severity
from specquilt.report import formats

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
REPORTS = {"nothing": [], "every sort": EVERY, "one": [PLAIN], "no place": [HOMELESS]}


def data(name: str, findings: list[Finding]) -> Any:
    return json.loads(formats.render(name, findings))


@pytest.mark.parametrize("name", formats.FORMATS)
@pytest.mark.parametrize("findings", REPORTS.values(), ids=REPORTS)
def test_every_format_writes_every_sort_of_finding(name: str, findings: list[Finding]) -> None:
    text = formats.render(name, findings)
    assert text.encode("utf-8").decode("utf-8") == text
    assert text.endswith("\n") or not text


# --- json -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("findings", REPORTS.values(), ids=REPORTS)
def test_json_is_as_documented(findings: list[Finding]) -> None:
    schema = json.loads((ROOT / "docs/report.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(data("json", findings))


# --- sarif ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("findings", REPORTS.values(), ids=REPORTS)
def test_sarif_satisfies_the_schema_of_the_standard(findings: list[Finding]) -> None:
    package = npm.installed("@microsoft/jest-sarif@1.0.0-beta.0")
    schema = json.loads((package / "lib/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    Draft4Validator(schema).validate(data("sarif", findings))


@pytest.mark.parametrize("findings", REPORTS.values(), ids=REPORTS)
def test_sarif_is_read_by_an_independent_implementation(findings: list[Finding]) -> None:
    log = sarif_pydantic.Sarif.model_validate(data("sarif", findings))
    assert [each.rule_id for each in log.runs[0].results or []] == [f.rule for f in findings]


def test_sarif_points_to_the_page() -> None:
    (result,) = data("sarif", [PLAIN])["runs"][0]["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "pages/embed%20jobs.md"},
        "region": {"startLine": 12, "startColumn": 3},
    }
    (logical,) = location["logicalLocations"]
    assert logical["fullyQualifiedName"] == "/paths/~1v1~1jobs~1{id}/get/tags/0"


def test_sarif_knows_what_is_repaired() -> None:
    results = data("sarif", [PLAIN, REPAIRED])["runs"][0]["results"]
    assert [bool(result.get("suppressions")) for result in results] == [False, True]


def test_sarif_fingerprint_survives_a_move_of_lines() -> None:
    moved = Finding(**{**vars(PLAIN), "place": Location("pages/embed jobs.md", 99, 1)})
    prints = [
        each["partialFingerprints"] for each in data("sarif", [PLAIN, moved])["runs"][0]["results"]
    ]
    assert prints[0] == prints[1]


# --- junit ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("findings", REPORTS.values(), ids=REPORTS)
def test_junit_satisfies_the_schema_of_jenkins(findings: list[Finding]) -> None:
    schema = xmlschema.XMLSchema(HERE.parent / "schemas" / "junit-10.xsd")
    schema.validate(formats.render("junit", findings))


def test_junit_fails_for_what_waits_to_be_mended() -> None:
    suites = ElementTree.fromstring(formats.render("junit", EVERY))
    assert {suite.get("name"): suite.get("failures") for suite in suites} == {
        "pages/embed jobs.md": "1",
        "c:/odd,name:100%.yaml": "1",
        "specquilt": "0",
        "a.yaml": "2",
    }
    assert len(suites.findall(".//testcase")) == len(EVERY)


def test_junit_keeps_the_text_but_for_what_xml_cannot_hold() -> None:
    failure = ElementTree.fromstring(formats.render("junit", [NASTY])).find(".//failure")
    assert failure is not None
    assert failure.text is not None
    assert "<b>\"bold\" & 'bad'</b> ]]>" in failure.text
    assert "\x1b" not in failure.text


# --- github ---------------------------------------------------------------------------------------

# A workflow command as the runner of GitHub Actions parses it: name, properties, data; each with
# its own escapes (actions/toolkit, packages/core, "command").
COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^:,\r\n]*,?)+)::([^\r\n]*)")
ESCAPES = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))


def _unescaped(text: str) -> str:
    for escaped, plain in ESCAPES:
        text = text.replace(escaped, plain)
    return text


def test_github_commands_are_one_line_each_and_lose_nothing() -> None:
    lines = formats.render("github", [NASTY]).split("\n")
    assert lines.pop() == ""
    command = COMMAND.fullmatch(lines[0])
    assert command is not None
    properties = dict(item.split("=", 1) for item in command[2].split(","))
    assert _unescaped(properties["file"]) == "c:/odd,name:100%.yaml"
    assert (properties["line"], properties["col"]) == ("1", "1")
    assert _unescaped(command[3]) == NASTY.message


def test_github_does_not_annotate_what_is_repaired() -> None:
    assert formats.render("github", [REPAIRED]) == ""


# --- gitlab ---------------------------------------------------------------------------------------

# What GitLab checks a report with when it reads one: the constraints of its published schema
# (app/validators/json_schemas/codeclimate.json of its repository; no package carries it).
_NUMBER, _TEXT = {"type": "integer"}, {"type": "string"}


def _object(**fields: Any) -> dict[str, Any]:
    return {"type": "object", "properties": fields}


READ_BY_GITLAB = {
    "type": "array",
    "items": _object(
        description=_TEXT,
        fingerprint=_TEXT,
        severity=_TEXT,
        location=_object(
            path=_TEXT,
            lines=_object(begin=_NUMBER),
            positions=_object(begin=_object(line=_NUMBER)),
        ),
    )
    | {"required": ["description", "fingerprint", "severity", "location"]},
}

# What its documentation asks for besides.
GITLAB: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./).+"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


HOME = {"path": ".", "lines": {"begin": 1}}


@pytest.mark.parametrize("findings", REPORTS.values(), ids=REPORTS)
def test_gitlab_reads_the_report(findings: list[Finding]) -> None:
    Draft202012Validator(READ_BY_GITLAB).validate(data("gitlab", findings))


@pytest.mark.parametrize("findings", REPORTS.values(), ids=REPORTS)
def test_gitlab_is_as_its_documentation_wants_it(findings: list[Finding]) -> None:
    Draft202012Validator(GITLAB).validate(data("gitlab", findings))


@pytest.mark.parametrize("place", [Location("a.yaml", 7, 3), None], ids=["placed", "homeless"])
@pytest.mark.parametrize("severity", Severity)
def test_gitlab_knows_every_severity_and_place(severity: Severity, place: Location | None) -> None:
    (issue,) = report = data("gitlab", [Finding("nested-tags", severity, "a tag is a list", place)])
    Draft202012Validator(GITLAB).validate(report)
    begin = {"path": "a.yaml", "lines": {"begin": 7}} if place else HOME
    assert issue["location"] == begin


def test_gitlab_tells_equal_issues_apart() -> None:
    assert len({issue["fingerprint"] for issue in data("gitlab", TWINS)}) == 2


# --- markdown and text ----------------------------------------------------------------------------


def test_markdown_has_a_row_a_finding_whatever_is_in_it() -> None:
    lines = formats.render("markdown", EVERY).rstrip("\n").split("\n")
    rows = lines[4:]
    assert len(rows) == len(EVERY)
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 for row in rows)
    assert "<b>" not in "".join(rows)


def test_text_shows_the_line_with_a_caret_below_the_column(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Title\n\t\tkey: välue\n", encoding="utf-8")
    finding = Finding("nested-tags", Severity.ERROR, "odd", Location(str(page), 2, 8))
    lines = formats.render("text", [finding]).split("\n")
    assert lines[1:3] == ["  2 | \t\tkey: välue", "    | \t\t     ^"]


def test_text_shows_no_control_characters() -> None:
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", formats.render("text", [NASTY]))


def test_colours_are_for_terminals_only() -> None:
    assert "\x1b[" in formats.render("text", [PLAIN], colour=True)
    assert "\x1b[" not in formats.render("text", [PLAIN])
