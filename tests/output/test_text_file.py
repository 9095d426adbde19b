"""A document is written at once, wherever its path leads."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from specquilt.openapi.finding import InputError
from specquilt.output import text_file


def test_a_document_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("old")
    (tmp_path / "real.yaml").chmod(0o600)
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    text_file.write(tmp_path / "link.yaml", "new")
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "real.yaml").stat().st_mode) == 0o600


def test_a_document_is_written_where_a_link_wants_it(tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to("new.yaml")
    text_file.write(tmp_path / "link.yaml", "new")
    assert (tmp_path / "new.yaml").read_text() == "new"


def test_a_document_is_written_into_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[str] = []
    listener = threading.Thread(target=lambda: heard.append(pipe.read_text()))
    listener.start()
    text_file.write(pipe, "new")
    listener.join()
    assert heard == ["new"]
    assert pipe.is_fifo()


def test_a_document_cannot_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        text_file.write(tmp_path, "new")


def test_names_of_documents_may_be_as_long_as_file_systems_allow(tmp_path: Path) -> None:
    text_file.write(tmp_path / ("x" * 255), "new")
    assert [path.name for path in tmp_path.iterdir()] == ["x" * 255]
