"""Every format is valid for independent schemas and parsers."""

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
from report.findings import (
    ALL,
    DUPLICATES,
    GUESSED,
    NO_LOCATION,
    PLAIN,
    REPAIRED,
    SPECIAL_CHARACTERS,
)
from specquilt.openapi.finding import Finding, Location, Severity
from specquilt.report import formats

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
REPORTS = {
    "empty": [],
    "all": ALL,
    "one": [PLAIN],
    "guess": [GUESSED],
    "no location": [NO_LOCATION],
}


def data(name: str, findings: list[Finding]) -> Any:
    return json.loads(formats.render(name, findings))


@pytest.mark.parametrize("name", formats.FORMATS)
@pytest.mark.parametrize("findings", REPORTS.values(), ids=REPORTS)
def test_every_format_writes_all_findings(name: str, findings: list[Finding]) -> None:
    text = formats.render(name, findings)
    assert text.encode("utf-8").decode("utf-8") == text
    assert text.endswith("\n") or not text


# --- json -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("findings", REPORTS.values(), ids=REPORTS)
def test_json_matches_the_documented_schema(findings: list[Finding]) -> None:
    schema = json.loads((ROOT / "docs/report.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(data("json", findings))


def test_json_has_what_a_fix_writes() -> None:
    place = "/components/schemas/a~1b"
    (found,) = data("json", [GUESSED])["findings"]
    assert found["fix"] == "guess"
    assert found["edits"] == [
        {"action": "set", "pointer": f"{place}/type", "value": "string"},
        {"action": "remove", "pointer": f"{place}/x"},
        {"action": "rename", "pointer": f"{place}/y", "key": "z"},
    ]
    assert "edits" not in data("json", [PLAIN])["findings"][0]


# --- sarif ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("findings", REPORTS.values(), ids=REPORTS)
def test_sarif_matches_the_schema_of_the_standard(findings: list[Finding]) -> None:
    package = npm.installed("@microsoft/jest-sarif@1.0.0-beta.0")
    schema = json.loads((package / "lib/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    Draft4Validator(schema).validate(data("sarif", findings))


@pytest.mark.parametrize("findings", REPORTS.values(), ids=REPORTS)
def test_sarif_is_read_by_an_independent_implementation(findings: list[Finding]) -> None:
    log = sarif_pydantic.Sarif.model_validate(data("sarif", findings))
    assert [each.rule_id for each in log.runs[0].results or []] == [f.rule for f in findings]


def test_sarif_contains_the_location_on_the_page() -> None:
    (result,) = data("sarif", [PLAIN])["runs"][0]["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "pages/embed%20jobs.md"},
        "region": {"startLine": 12, "startColumn": 3},
    }
    (logical,) = location["logicalLocations"]
    assert logical["fullyQualifiedName"] == "/paths/~1v1~1jobs~1{id}/get/tags/0"


def test_sarif_suppresses_fixed_findings() -> None:
    results = data("sarif", [PLAIN, REPAIRED])["runs"][0]["results"]
    assert [bool(result.get("suppressions")) for result in results] == [False, True]


def test_sarif_fingerprint_does_not_depend_on_the_line() -> None:
    moved = Finding(**{**vars(PLAIN), "place": Location("pages/embed jobs.md", 99, 1)})
    prints = [
        each["partialFingerprints"] for each in data("sarif", [PLAIN, moved])["runs"][0]["results"]
    ]
    assert prints[0] == prints[1]


# --- junit ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("findings", REPORTS.values(), ids=REPORTS)
def test_junit_matches_the_schema_of_jenkins(findings: list[Finding]) -> None:
    schema = xmlschema.XMLSchema(HERE.parent / "schemas" / "junit-10.xsd")
    schema.validate(formats.render("junit", findings))


def test_junit_fails_for_unfixed_findings() -> None:
    suites = ElementTree.fromstring(formats.render("junit", ALL))
    assert {suite.get("name"): suite.get("failures") for suite in suites} == {
        "pages/embed jobs.md": "1",
        "c:/odd,name:100%.yaml": "1",
        "specquilt": "0",
        "a.yaml": "2",
    }
    assert len(suites.findall(".//testcase")) == len(ALL)


def test_junit_keeps_all_characters_that_xml_allows() -> None:
    failure = ElementTree.fromstring(formats.render("junit", [SPECIAL_CHARACTERS])).find(
        ".//failure"
    )
    assert failure is not None
    assert failure.text is not None
    assert "<b>\"bold\" & 'bad'</b> ]]>" in failure.text
    assert "\x1b" not in failure.text


# --- github ---------------------------------------------------------------------------------------

# A workflow command as GitHub Actions parses it: name, properties, data. Properties and data have
# different escapes (actions/toolkit, packages/core, "command").
COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^:,\r\n]*,?)+)::([^\r\n]*)")
ESCAPES = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))


def _unescaped(text: str) -> str:
    for escaped, plain in ESCAPES:
        text = text.replace(escaped, plain)
    return text


def test_github_commands_are_one_line_each_and_keep_all_text() -> None:
    lines = formats.render("github", [SPECIAL_CHARACTERS]).split("\n")
    assert lines.pop() == ""
    command = COMMAND.fullmatch(lines[0])
    assert command is not None
    properties = dict(item.split("=", 1) for item in command[2].split(","))
    assert _unescaped(properties["file"]) == "c:/odd,name:100%.yaml"
    assert (properties["line"], properties["col"]) == ("1", "1")
    assert _unescaped(command[3]) == SPECIAL_CHARACTERS.message


def test_github_does_not_annotate_fixed_findings() -> None:
    assert formats.render("github", [REPAIRED]) == ""


# --- gitlab ---------------------------------------------------------------------------------------

# The constraints that GitLab checks when it reads a report, from its published schema
# (app/validators/json_schemas/codeclimate.json in its repository; there is no package with it).
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

# The additional constraints of GitLab's documentation.
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


DEFAULT_LOCATION = {"path": ".", "lines": {"begin": 1}}


@pytest.mark.parametrize("findings", REPORTS.values(), ids=REPORTS)
def test_gitlab_reads_the_report(findings: list[Finding]) -> None:
    Draft202012Validator(READ_BY_GITLAB).validate(data("gitlab", findings))


@pytest.mark.parametrize("findings", REPORTS.values(), ids=REPORTS)
def test_gitlab_report_matches_its_documentation(findings: list[Finding]) -> None:
    Draft202012Validator(GITLAB).validate(data("gitlab", findings))


@pytest.mark.parametrize("place", [Location("a.yaml", 7, 3), None], ids=["file", "no location"])
@pytest.mark.parametrize("severity", Severity)
def test_gitlab_accepts_all_severities_and_locations(
    severity: Severity, place: Location | None
) -> None:
    (issue,) = report = data("gitlab", [Finding("nested-tags", severity, "a tag is a list", place)])
    Draft202012Validator(GITLAB).validate(report)
    begin = {"path": "a.yaml", "lines": {"begin": 7}} if place else DEFAULT_LOCATION
    assert issue["location"] == begin


def test_gitlab_fingerprints_of_equal_issues_differ() -> None:
    assert len({issue["fingerprint"] for issue in data("gitlab", DUPLICATES)}) == 2


# --- markdown and text ----------------------------------------------------------------------------


def test_markdown_has_one_row_per_finding() -> None:
    lines = formats.render("markdown", ALL).rstrip("\n").split("\n")
    rows = lines[4:]
    assert len(rows) == len(ALL)
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 for row in rows)
    assert "<b>" not in "".join(rows)


def test_text_shows_the_line_with_a_caret_below_the_column(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Title\n\t\tkey: välue\n", encoding="utf-8")
    finding = Finding("nested-tags", Severity.ERROR, "odd", Location(str(page), 2, 8))
    lines = formats.render("text", [finding]).split("\n")
    assert lines[1:3] == ["  2 | \t\tkey: välue", "    | \t\t     ^^^^^"]


def test_text_shows_no_control_characters() -> None:
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", formats.render("text", [SPECIAL_CHARACTERS])
    )


def test_colours_are_used_only_on_request() -> None:
    assert "\x1b[" in formats.render("text", [PLAIN], colour=True)
    assert "\x1b[" not in formats.render("text", [PLAIN])
