"""The digest of the tool is remembered for as long as none of its files changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from specquilt.output import entries, tool

_LONG_AGO = (1_700_000_000, 1_700_000_000)


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file of a tool that was installed long ago."""
    monkeypatch.setenv(entries.VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(tool, "_PACKAGE", str(tmp_path / "package"))
    monkeypatch.setattr(tool, "_CHECKOUT_TEMPLATES", str(tmp_path / "templates"))
    (tmp_path / "templates").mkdir()
    file = tmp_path / "templates" / "a.jinja"
    file.write_text("text")
    os.utime(file, _LONG_AGO)
    return file


def _digest() -> str:
    return tool.tool_digest.__wrapped__()


@pytest.mark.usefixtures("template")
def test_no_file_is_read_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = _digest()
    monkeypatch.setattr(tool, "content_of", lambda path: pytest.fail(f"{path} is read"))
    assert _digest() == first


@pytest.mark.parametrize("change", ["size", "time", "name", "versions"])
def test_a_change_is_another_digest(
    change: str, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _digest()
    if change == "versions":
        monkeypatch.setattr(tool, "versions", lambda: {"black": "0"})
    elif change == "name":
        template.rename(template.with_name("b.jinja"))
    else:
        template.write_text("other text" if change == "size" else "else")
        os.utime(template, _LONG_AGO if change == "size" else (1, 1))
    assert _digest() != first


def test_the_same_files_at_another_time_have_the_same_digest(template: Path) -> None:
    first = _digest()
    os.utime(template, (1, 1))
    assert _digest() == first


def test_what_has_just_changed_is_read_again(template: Path) -> None:
    """Two changes within one tick of the file system's clock have the same time."""
    template.touch()
    before = template.stat()
    first = _digest()
    template.write_text("else")
    os.utime(template, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert _digest() != first


def test_a_link_that_leads_nowhere_is_no_content(template: Path) -> None:
    """Editors mark files that are being edited so."""
    template.with_name(".#a.jinja").symlink_to("nowhere")
    assert _digest() == _digest()
