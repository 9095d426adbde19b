"""``specquilt diff``: what can be compared, reports, exit codes."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from diff.versions import NEW, OLD, base, edited, printed
from specquilt.cli.main import main
from specquilt.openapi.dump import to_yaml
from specquilt.output.digests import digest
from specquilt.output.lock import LOCK

ROOT = Path(__file__).parents[2]
SCHEMA, COHERE = ROOT / "docs/report.schema.json", ROOT / "specs/cohere/openapi.yaml"
LONG = partial(pytest.param, marks=pytest.mark.long)
pytestmark = pytest.mark.usefixtures("two_versions")


def test_a_change_has_its_verdicts_and_both_places(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, OLD, NEW)
    assert text == (
        "major[type-changed] `types.Person.age` has another type (`str`, was `int`) (3 operations)\n"
        "    wire: major, sdk: major\n"
        f"    was: {OLD}:{_line_of('        age:', OLD)}:9\n"
        f"    now: {NEW}:{_line_of('        age:', NEW)}:9\n"
        "minor[field-added] `types.Person.phone` is new (3 operations)\n"
        "    wire: minor, sdk: minor\n"
        f"    was: {OLD}:{_line_of('    Person:', OLD)}:5\n"
        f"    now: {NEW}:{_line_of('        phone:', NEW)}:9\n"
        "2 changes: 1 major, 1 minor\n"
    )


def _line_of(start: str, file: str) -> int:
    return next(
        n for n, line in enumerate(Path(file).read_text().splitlines(), 1) if line.startswith(start)
    )


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (["--fail-on", "major"], 1),
        (["--fail-on", "major", "--ignore", "type-changed"], 0),
        (["--fail-on", "minor", "--ignore", "type-changed"], 1),
        (["--fail-on", "patch", "--select", "operation-added"], 0),
    ],
)
def test_only_what_is_to_fail_the_run_does(options: list[str], code: int) -> None:
    assert main(["diff", OLD, NEW, *options]) == code


def test_json_has_the_verdicts(capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(printed(capsys, OLD, NEW, "--format", "json"))
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(report)
    findings = report["findings"]
    assert [each["verdicts"] for each in findings] == [
        {"wire": "major", "sdk": "major"},
        {"wire": "minor", "sdk": "minor"},
    ]
    assert findings[0]["severity"] == "error"
    assert findings[0]["related"][0]["path"] == OLD
    assert findings[0]["operations"] == 3


@pytest.mark.parametrize("name", ["sarif", *map(LONG, ("junit", "github", "gitlab", "markdown"))])
def test_every_format_shows_the_changes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, OLD, NEW, "--format", name)
    assert "type-changed" in text
    assert "types.Person.age" in text


def test_a_baseline_accepts_changes(capsys: pytest.CaptureFixture[str]) -> None:
    options = [OLD, NEW, "--baseline", "known.json", "--fail-on", "patch"]
    assert main(["diff", *options, "--update-baseline"]) == 0
    assert printed(capsys, *options).endswith("no changes\n")


def test_published_names_of_a_package_stay(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document, package = project / "openapi.yaml", "generated/quilts"
    lock = {
        "inputs": {"../../specs/quilts/openapi.yaml": digest([document.read_bytes()])},
        "calls": {"GET /about": "about"},
    }
    Path(package).mkdir(parents=True)
    (Path(package) / LOCK).write_text(json.dumps(lock))
    assert printed(capsys, package, str(document)) == "no changes\n"
    renamed = document.read_text().replace("operationId: about", "operationId: imprint")
    Path(NEW).write_text(renamed)
    assert printed(capsys, package, NEW) == "no changes\n"
    assert "call-renamed" in printed(capsys, str(document), NEW)
    document.write_text(renamed)
    assert main(["diff", package, NEW]) == 2
    assert "has changed" in capsys.readouterr().err


def test_a_document_with_hints_is_compared(capsys: pytest.CaptureFixture[str]) -> None:
    text = COHERE.read_text("utf-8")
    Path("old.yaml").write_text(text, "utf-8")
    Path("new.yaml").write_text(
        text.replace("View the dataset storage", "See the storage"), "utf-8"
    )
    assert printed(capsys, "old.yaml", "new.yaml").endswith("1 change: 1 patch\n")


def test_what_is_gone_has_the_pointer_of_the_old_version(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path(NEW).write_text(to_yaml(edited("/paths/~1about", "")))
    (finding,) = json.loads(printed(capsys, OLD, NEW, "--format", "json"))["findings"]
    assert finding["pointer"] == "/paths/~1about/get"
    assert finding["operation"] == "GET /about"
    assert finding["path"] == NEW


@pytest.mark.usefixtures("project")
def test_the_next_version_and_the_changelog(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "--next-version") == "2.0.0\n"
    assert printed(capsys, OLD, NEW, "--next-version", "--current", "0.3.1") == "0.4.0\n"
    assert printed(capsys, OLD, OLD, "--next-version", "--current", "0.3.1") == "0.3.1\n"
    printed(capsys, "--changelog", "CHANGELOG.md")
    written = Path("CHANGELOG.md").read_text()
    assert "### Breaking" in written
    printed(capsys, "--changelog", "CHANGELOG.md")
    assert Path("CHANGELOG.md").read_text() == written


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.yaml", NEW], "there is no file and no revision 'nothing.yaml'"),
        (["HEAD:nothing.yaml", NEW], "HEAD has no 'nothing.yaml'"),
        (["HEAD:../../../../../../../../etc/passwd", NEW], "HEAD has no '../"),
        ([f"v9:{NEW}", NEW], "there is no file and no revision 'v9'"),
        (["--output=x", "-f", NEW], ""),
        ([OLD, NEW, "--next-version"], "--next-version needs the version of the last release"),
        ([OLD, "broken.yaml"], "broken.yaml"),
        ([OLD, NEW, NEW], "3 versions to compare"),
        ([OLD, NEW, "--include", "tag:x"], "--include is for --against-installed"),
        ([OLD, "other.yaml"], "have no operation in common"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("broken.yaml").write_text("openapi: [3.1.0\n")
    other = base()
    other["paths"] = {
        "/x": {"get": {"operationId": "x", "responses": {"204": {"description": "-"}}}}
    }
    Path("other.yaml").write_text(to_yaml(other))
    try:
        code = main(["diff", *arguments])
    except SystemExit as end:
        code = int(end.code or 0)
    assert code == 2
    assert message in capsys.readouterr().err
