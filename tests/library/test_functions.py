"""What the functions return, for every kind of source."""

from __future__ import annotations

import dataclasses
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import specquilt
from library.documents import NEW, OLD, document
from specquilt.cli.main import main
from specquilt.library import RECURSION_LIMIT, failures
from specquilt.openapi.load import received

FUNCTIONS = (specquilt.generate, specquilt.merge, specquilt.lint, specquilt.diff)
CONFIGURATION = """\
[sources]
pages = ["openapi.yaml"]
[client]
output = "client"
package = "quilty"
[lint]
baseline = "known.json"
"""


def _configured(text: str = CONFIGURATION) -> Path:
    Path("specquilt.toml").write_text(text)
    Path("known.json").write_text('{"version": 1, "findings": []}')
    return Path("specquilt.toml")


@pytest.mark.parametrize(
    "source",
    ["openapi.yaml", Path("openapi.yaml"), NEW.encode(), document("/quilts"), "pages"],
    ids=["str", "path", "bytes", "mapping", "folder"],
)
def test_every_kind_of_source_is_the_same_document(source: specquilt.Source) -> None:
    merged = specquilt.merge(source)
    assert merged.operations == ("GET /quilts",)
    assert merged.document["info"] == {"title": "Quilts", "version": "1"}


def test_a_url_is_fetched_for_each_call(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def fetched(url: str) -> bytes:
        asked.append(url)
        return NEW.encode()

    monkeypatch.setattr("specquilt.pull.once.document", fetched)
    for _ in range(2):
        assert specquilt.merge("https://quilts.dev/openapi.yaml").operations == ("GET /quilts",)
    assert asked == ["https://quilts.dev/openapi.yaml"] * 2


def test_a_text_of_the_caller_takes_precedence_over_one_received_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(received, "_RECEIVED", {Path("<source 1>"): ("<source 1>", b"[}")})
    assert specquilt.merge(NEW.encode()).operations == ("GET /quilts",)


def test_several_sources_are_sewn_together() -> None:
    assert specquilt.merge(document("/a"), document("/b")).operations == ("GET /a", "GET /b")


def test_supplements_only_fill_gaps() -> None:
    known = specquilt.merge(document("/a"), supplements=[document("/a", "/b")])
    assert known.operations == ("GET /a", "GET /b")


@pytest.mark.parametrize("function", [specquilt.generate, specquilt.merge])
def test_operations_are_included_and_excluded(function: Callable[..., Any]) -> None:
    source = document("/a", "/b", "/c")
    assert function(source, include=["/a", "/b"], exclude=["/b"]).operations == ("GET /a",)


def test_merge_returns_what_the_command_writes(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["merge", "-q", "openapi.yaml"]) == 0
    assert specquilt.merge("openapi.yaml").to_yaml().encode() == capsysbinary.readouterr().out


def test_generate_writes_what_the_command_writes() -> None:
    assert main(["generate", "-q", "openapi.yaml", "-o", "a/quilts"]) == 0
    made = specquilt.generate("openapi.yaml", output="b/quilts")
    assert made.output == Path("b/quilts")
    assert made.package == "quilts"
    assert sorted(made.written) == sorted(made.files)
    for name, text in made.files.items():
        assert Path("b/quilts", name).read_text("utf-8") == text
        assert Path("a/quilts", name).read_text("utf-8") == text
    assert specquilt.generate("openapi.yaml", output="b/quilts").written == ()


@pytest.mark.parametrize("options", [{}, {"output": "client", "write": False}])
def test_nothing_is_written_without_an_output_or_if_not_wanted(options: dict[str, Any]) -> None:
    before = sorted(Path().iterdir())
    made = specquilt.generate("openapi.yaml", package="quilty", **options)
    assert (made.output, made.written) == (None, ())
    assert "quilty/__init__.py" in made.files
    assert sorted(Path().iterdir()) == before


def test_a_configuration_takes_the_place_of_sources() -> None:
    config = _configured()
    assert specquilt.generate(config=config).output == Path("client")
    assert specquilt.merge(config=str(config)).operations == ("GET /quilts",)
    assert Path("client/quilty/__init__.py").is_file()


def test_the_package_has_the_name_that_is_passed() -> None:
    assert specquilt.generate("openapi.yaml", output="client", package="sewn").package == "sewn"


def test_edited_files_are_not_lost() -> None:
    specquilt.generate("openapi.yaml", output="client")
    edited = Path("client/README.md")
    edited.write_text("mine")
    with pytest.raises(specquilt.InputError, match="edited by hand") as caught:
        specquilt.generate("old.yaml", output="client")
    assert caught.value.findings[0].rule == "edited-output"
    assert edited.read_text() == "mine"
    specquilt.generate("old.yaml", output="client", overwrite=True)
    assert edited.read_text() != "mine"


def test_a_folder_with_other_files_is_only_used_if_forced() -> None:
    with pytest.raises(specquilt.InputError):
        specquilt.generate("openapi.yaml", output="pages", package="quilty")
    specquilt.generate("openapi.yaml", output="pages", package="quilty", force=True)
    assert Path("pages/quilty/__init__.py").is_file()


def test_strict_refuses_what_is_repaired_otherwise() -> None:
    source = document("/a")
    source["info"]["title"] = ["Quilts"]
    assert specquilt.merge(source).operations
    for function in (specquilt.merge, specquilt.generate):
        with pytest.raises(specquilt.InputError):
            function(source, strict=True)


def test_findings_are_sorted_by_place() -> None:
    found = specquilt.lint(document("/a", "/b")).findings
    places = [each.location.line for each in found if each.location]
    assert places == sorted(places)
    assert len(places) > 1


def test_lint_fails_from_a_severity_on() -> None:
    result = specquilt.lint("openapi.yaml")
    worst = max(result.findings, key=lambda each: each.severity.weight).severity
    assert worst is specquilt.Severity.INFO
    assert result.fails("info")
    assert not result.fails(specquilt.Severity.WARNING)
    assert not result.fails()


def test_what_the_baseline_knows_is_apart() -> None:
    config = _configured()
    found = specquilt.lint(config=config)
    assert found.findings
    assert found.known == ()
    main(["lint", "-q", "--config", "specquilt.toml", "--update-baseline"])
    known = specquilt.lint(config=config)
    assert (known.findings, known.known) == ((), found.findings)


def test_diff_has_the_most_severe_verdicts() -> None:
    result = specquilt.diff("old.yaml", "openapi.yaml")
    (change,) = result.changes
    assert isinstance(change, specquilt.Change)
    assert change.rule == "operation-removed"
    assert (result.wire, result.sdk) == (specquilt.Verdict.MAJOR, specquilt.Verdict.MAJOR)
    assert result.fails()
    assert result.next_version("1.2.3") == "2.0.0"


def test_diff_of_the_same_version_is_empty() -> None:
    result = specquilt.diff(OLD.encode(), "old.yaml")
    assert result.changes == ()
    assert (result.wire, result.sdk) == (specquilt.Verdict.NONE, specquilt.Verdict.NONE)
    assert not result.fails("patch")
    assert result.next_version("1.2.3") == "1.2.3"


def test_wire_and_sdk_have_separate_verdicts() -> None:
    old, new = document("/a"), document("/a")
    old["paths"]["/a"]["get"]["operationId"] = "one"
    new["paths"]["/a"]["get"]["operationId"] = "another"
    result = specquilt.diff(old, new)
    assert (result.wire, result.sdk) == (specquilt.Verdict.NONE, specquilt.Verdict.MAJOR)


def test_diff_says_where_callers_use_what_breaks() -> None:
    Path("app.py").write_text("import quilty\n\nquilty.Quilty().clear_quilts()\n")
    config = _configured(CONFIGURATION.replace("openapi.yaml", "old.yaml"))
    specquilt.generate(config=config)
    result = specquilt.diff("specquilt.toml", "openapi.yaml", callers=["app.py"])
    assert result.changes[0].text.startswith("`client.")


def test_results_are_frozen() -> None:
    for result in (specquilt.lint("openapi.yaml"), specquilt.merge("openapi.yaml")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            result.findings = ()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((), {}, "there is no source"),
        (("nothing.yaml",), {}, "nothing.yaml:1:1: error[missing-file] no such file or folder"),
        (("broken.yaml",), {}, "broken.yaml:2:9: error[yaml-syntax]"),
        ((NEW,), {}, "a source is a text, and a `str` is a path"),
        (({"openapi": object()},), {}, "a document is not made of plain JSON values"),
        ((b"",), {}, "<source 1>:1:1: error[page-without-spec] file is empty"),
        (("openapi.yaml", {"openapi": "3.1.0"}), {"config": "a.toml"}, "sources, output and pack"),
        ((), {"config": "nothing.toml"}, "nothing.toml:1:1: error[missing-file]"),
        (("\0",), {}, "contains a null character"),
    ],
)
@pytest.mark.parametrize("function", [specquilt.generate, specquilt.merge, specquilt.lint])
def test_wrong_input_is_one_exception_with_findings(
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    options: dict[str, Any],
    message: str,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(specquilt.InputError) as caught:
        function(*arguments, **options)
    assert message in str(caught.value)
    assert all(isinstance(each, specquilt.Finding) for each in caught.value.findings)
    assert capfd.readouterr() == ("", "")


def test_errors_pass_from_process_to_process() -> None:
    """A pool of processes would wait for ever for an exception that cannot be read."""
    specquilt.generate("openapi.yaml", output="client")
    Path("client/README.md").write_text("mine")
    calls = (lambda: specquilt.lint(b"{"), lambda: specquilt.generate("old.yaml", output="client"))
    for call in calls:
        with pytest.raises(specquilt.InputError) as caught:
            call()
        copy = pickle.loads(pickle.dumps(caught.value))
        assert str(copy) == str(caught.value)
        assert copy.findings == caught.value.findings
        assert vars(copy).keys() == vars(caught.value).keys()


def test_versions_that_cannot_be_compared_are_wrong_input() -> None:
    for old, new in (("HEAD", "openapi.yaml"), ("nothing.yaml", b"x"), (document("/a"), "a\nb")):
        with pytest.raises(specquilt.InputError):
            specquilt.diff(old, new)


def test_files_that_cannot_be_written_are_wrong_input() -> None:
    Path("file").write_text("")
    with pytest.raises(specquilt.InputError):
        specquilt.generate("openapi.yaml", output="file/client")


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    specquilt.generate("openapi.yaml", output="client")
    specquilt.merge("openapi.yaml")
    specquilt.lint("openapi.yaml")
    specquilt.diff("old.yaml", "openapi.yaml")
    assert capfd.readouterr() == ("", "")


def test_texts_are_forgotten() -> None:
    specquilt.lint(NEW.encode())
    assert not received.is_received(Path("<source 1>"))


def test_errors_of_the_machine_are_wrong_input_and_bugs_are_not() -> None:
    for error in (RecursionError(), MemoryError(), FileNotFoundError(2, "No such file", "a")):
        with pytest.raises(specquilt.InputError), failures.reported():
            raise error
    for bug in (ValueError(), OSError("of a library")):
        with pytest.raises(type(bug)), failures.reported():
            raise bug


def test_the_limit_of_recursion_is_restored_by_the_last_user() -> None:
    before = sys.getrecursionlimit()
    with failures.reported():
        with failures.reported():
            assert sys.getrecursionlimit() == max(before, RECURSION_LIMIT)
        assert sys.getrecursionlimit() == max(before, RECURSION_LIMIT)
    assert sys.getrecursionlimit() == before
