"""Messages for unexpected failures."""

from __future__ import annotations

from pathlib import Path

import pytest

from specquilt.cli.main import main

DOCUMENT = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n"


@pytest.fixture
def _broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "api.yaml").write_text(DOCUMENT)
    monkeypatch.chdir(tmp_path)

    def fail(*_: object) -> None:
        raise KeyError("lost \udc80")

    monkeypatch.setattr("specquilt.pipeline.read_sources", fail)


@pytest.mark.usefixtures("_broken")
def test_unexpected_exception_prints_one_message(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["generate", "api.yaml", "-o", "out"]) == 70
    message = capsys.readouterr().err
    assert message.startswith("this is a bug in specquilt: KeyError")
    assert "please report it" in message
    assert "Traceback" not in message
    assert message.endswith("\n  --verbose shows the traceback\n")
    assert [path.name for path in tmp_path.iterdir()] == ["api.yaml"]


@pytest.mark.usefixtures("_broken")
def test_verbose_shows_the_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "api.yaml", "-v", "-o", "out"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_unwritable_output_is_not_reported_as_a_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "api.yaml").write_text(DOCUMENT)
    (tmp_path / "file").write_text("")
    monkeypatch.chdir(tmp_path)
    assert main(["merge", "api.yaml", "-o", "file/openapi.yaml"]) == 2
    assert "this is a bug" not in capsys.readouterr().err


def test_recursion_error_is_reported_as_document_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "api.yaml").write_text(DOCUMENT)
    monkeypatch.chdir(tmp_path)

    def deep(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("specquilt.pipeline.read_sources", deep)
    assert main(["merge", "api.yaml"]) == 2
    assert "document-too-large" in capsys.readouterr().err
