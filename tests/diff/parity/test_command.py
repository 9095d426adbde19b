"""``specquilt diff --against-installed``: what it prints, its exit codes, and that its names work."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from diff.parity.document import DOCUMENT
from diff.parity.packages import CACHED, LAZY, written
from specquilt.cli.main import main
from specquilt.comparison.parity.propose import merged

CONFIGURATION = """\
[sources]
pages = ["quilts.yaml"]
[client]
output = "out"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the document, its configuration and the packages."""
    monkeypatch.chdir(tmp_path)
    specs = tmp_path / "specs/quilts"
    specs.mkdir(parents=True)
    (specs / "quilts.yaml").write_text(DOCUMENT, encoding="utf-8")
    (specs / "specquilt.toml").write_text(CONFIGURATION, encoding="utf-8")
    written(tmp_path, CACHED)
    written(tmp_path / "lazy", LAZY)
    return tmp_path


def _report(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    main(["diff", "--format", "json", *options])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_text_has_the_rates_the_lists_and_names_to_paste(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", "--against-installed", str(folder / "acme")]) == 1
    text = capsys.readouterr().out
    assert text.startswith("acme (acme._client.Acme)\n")
    assert "methods         5        2        2        1  0.400                 0.800\n" in text
    assert "  quilts.retrieve → quilts.get (GET /quilts/{quilt_id})\n" in text
    assert '[client.names]\n"GET /quilts/{quilt_id}" = "quilts.retrieve"\n' in text
    assert '[client.aliases]\n"schemas.Dimensions" = "QuiltSize"\n' in text


def test_long_lists_end_with_a_count_unless_all_is_wanted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [f"    def m{n}(self):\n        return self._get('/m{n}')\n" for n in range(12)]
    package = written(folder / "long", {"__init__.py": "class Acme:\n" + "".join(lines)})
    main(["diff", "--against-installed", str(package)])
    assert "  … and 2 more; -v shows all\n" in capsys.readouterr().out
    main(["diff", "-v", "--against-installed", str(package)])
    assert "  m11 (GET /m11)\n" in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_markdown_has_a_table_and_foldable_lists(capsys: pytest.CaptureFixture[str]) -> None:
    main(["diff", "--format", "markdown", "--against-installed", "acme"])
    text = capsys.readouterr().out
    assert "| methods | 5 | 2 | 2 | 1 | 0.400 | 0.800 |\n" in text
    assert "<summary>methods, renamed: 2</summary>\n\n- `quilts.retrieve → quilts.get" in text
    assert "```toml\n[client.names]\n" in text


@pytest.mark.usefixtures("folder")
def test_json_has_each_name_and_the_rates(capsys: pytest.CaptureFixture[str]) -> None:
    report = _report(capsys, "--against-installed", "acme", "--client", "acme:Acme")
    assert report["complete"] is False
    assert report["rates"]["methods"] == 0.4
    assert report["proposed"]["methods"] == 0.8
    assert report["names"]["methods"][0] == {
        "theirs": "quilts.list",
        "status": "present",
        "ours": "quilts.list",
        "note": "GET /quilts",
    }


def test_the_report_goes_into_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["diff", "--against-installed", "acme", "-o", "parity.txt"])
    assert capsys.readouterr().out == ""
    assert (folder / "parity.txt").read_text(encoding="utf-8").startswith("acme (acme._client")


@pytest.mark.parametrize("package", ["acme", "lazy/acme"])
def test_proposed_names_make_methods_and_models_present(
    folder: Path, capsys: pytest.CaptureFixture[str], package: str
) -> None:
    first = _report(capsys, "--against-installed", package)
    main(["diff", "--against-installed", package])
    proposal = capsys.readouterr().out.partition("put this into specquilt.toml:\n")[2]
    file = folder / "specs/quilts/specquilt.toml"
    file.write_text(CONFIGURATION + proposal, encoding="utf-8")
    second = _report(capsys, "--against-installed", package)
    assert second["rates"] == first["proposed"]
    assert not [each for each in second["names"]["methods"] if each["status"] == "renamed"]
    assert second["rates"]["models"] == 1.0
    assert second["proposed_names"] == {}


def test_the_exit_code_is_zero_if_everything_is_present(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    client = "class Acme:\n    def list(self):\n        return self._get('/quilts')\n"
    package = written(folder / "small", {"__init__.py": "class A:\n    quilts: Acme\n" + client})
    assert main(["diff", "--against-installed", str(package)]) == 0
    errors = "errors          0        0        0        0      -                     -\n"
    assert errors in capsys.readouterr().out


def test_names_of_what_has_been_renamed_before_replace_these_names() -> None:
    names = {"schemas.Patch": "Piece", "listQuilts": "QuiltList"}
    more = {"schemas.Piece": "QuiltPatch", "schemas.QuiltList": "QuiltPage"}
    assert merged(names, more) == {
        "schemas.Patch": "QuiltPatch",
        "listQuilts": "QuiltList",
        "schemas.QuiltList": "QuiltPage",
    }


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--client", "acme:Client"], "--client is for --against-installed"),
        (
            ["--against-installed", "acme", "--format", "sarif"],
            "--against-installed has one report",
        ),
        (["--against-installed", "no_such_package"], "there is no package 'no_such_package'"),
        (["--against-installed", "acme", "--client", "acme:No"], "there is no class 'acme:No'"),
    ],
)
def test_what_cannot_be_compared_is_an_error(
    capsys: pytest.CaptureFixture[str], options: list[str], message: str
) -> None:
    assert main(["diff", *options]) == 2
    assert message in capsys.readouterr().err


def test_one_of_several_configurations_must_be_chosen(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = folder / "specs/other"
    other.mkdir()
    (other / "quilts.yaml").write_text(DOCUMENT, encoding="utf-8")
    text = CONFIGURATION.replace('"out"', '"other"')
    (other / "specquilt.toml").write_text(text, encoding="utf-8")
    assert main(["diff", "--against-installed", "acme"]) == 2
    assert "--config FILE" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_without_griffe_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "griffe", None)
    assert main(["diff", "--against-installed", "acme"]) == 2
    assert 'pip install "specquilt[parity]"' in capsys.readouterr().err
