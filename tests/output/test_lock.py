"""A lock that is broken, or made to do harm, is the same as none."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from specquilt.output import inputs, lock, tool
from specquilt.output.lock import LOCK
from specquilt.output.staged_write import write

FILES = {"README.md": "Hello.\n", "thing/a.py": "Y = 2\n"}
DIGEST = "0" * 64


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> inputs.Inputs:
    """Return a build that is up to date: a document and a folder of pages."""
    monkeypatch.chdir(tmp_path)
    Path("pages/more").mkdir(parents=True)
    for name in ("api.yaml", "pages/a.md", "pages/more/b.md"):
        Path(name).write_text(name)
    build = inputs.of_sources(["api.yaml", "pages"], [], "out")
    text = lock.text(build, ["api.yaml", "pages"], None, FILES)
    write(FILES | {LOCK: text}, Path("out"))
    return build


def _lock() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(Path("out", LOCK).read_text())
    return content


def _change(part: str, value: object) -> None:
    Path("out", LOCK).write_text(json.dumps(_lock() | {part: value}))


def test_a_lock_knows_that_nothing_has_changed(build: inputs.Inputs) -> None:
    assert lock.is_current(build)


@pytest.mark.parametrize("name", ["api.yaml", "pages/more/b.md", "out/README.md", "pages/new.md"])
def test_a_change_of_a_file_is_noticed(build: inputs.Inputs, name: str) -> None:
    Path(name).write_text("changed")
    assert not lock.is_current(build)


def test_a_source_that_changes_while_it_is_read_is_noticed(build: inputs.Inputs) -> None:
    """The lock has the digest of what is there at the end, which is not what was read."""
    began = Path("api.yaml").stat().st_mtime_ns - 1
    text = lock.text(build, ["api.yaml", "pages"], None, FILES, began)
    write(FILES | {LOCK: text}, Path("out"))
    assert not lock.is_current(build)


@pytest.mark.parametrize("name", ["api.yaml", "pages/more/b.md", "out/README.md"])
def test_a_file_that_is_gone_is_noticed(build: inputs.Inputs, name: str) -> None:
    Path(name).unlink()
    assert not lock.is_current(build)


@pytest.mark.parametrize(
    "other",
    [
        inputs.of_sources(["api.yaml"], [], "out"),
        inputs.of_sources(["pages", "api.yaml"], [], "out"),
        inputs.of_sources(["api.yaml"], ["pages"], "out"),
        inputs.of_sources(["api.yaml", "pages"], [], "out", package="other"),
        inputs.of_sources(["api.yaml", "pages"], [], "out", include=["tag:a"]),
        inputs.of_sources(["api.yaml", "pages"], [], "out", exclude=["tag:a"]),
        inputs.of_configuration("specquilt.toml", "out"),
    ],
    ids=lambda other: ",".join(map(str, other.arguments)),
)
@pytest.mark.usefixtures("build")
def test_other_arguments_are_noticed(other: inputs.Inputs) -> None:
    assert not lock.is_current(other)


@pytest.mark.usefixtures("build")
def test_a_folder_with_another_name_is_another_distribution() -> None:
    Path("out").rename("other")
    assert not lock.is_current(inputs.of_sources(["api.yaml", "pages"], [], "other"))


def test_another_version_of_a_backend_is_noticed(
    build: inputs.Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = tool.versions() | {"black": "0"}
    monkeypatch.setattr(tool, "versions", lambda: versions)
    monkeypatch.setattr(lock, "tool_digest", tool.tool_digest.__wrapped__)
    assert not lock.is_current(build)


def test_another_template_is_noticed(
    build: inputs.Inputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(tool, "_CHECKOUT_TEMPLATES", str(tmp_path / "templates"))
    monkeypatch.setattr(lock, "tool_digest", tool.tool_digest.__wrapped__)
    assert not lock.is_current(build)


BROKEN = {
    "empty": b"",
    "not JSON": b"<<<<<<< HEAD\n",
    "not UTF-8": b'{"tool": "\xff"}',
    "a list": b"[]",
    "nested too deeply": b"[" * 1_000_000,
    "a number of too many digits": b'{"tool": ' + b"1" * 10_000 + b"}",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_text_that_is_no_lock_is_the_same_as_none(build: inputs.Inputs, content: bytes) -> None:
    Path("out", LOCK).write_bytes(content)
    _assert_like_none(build)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("files", 5),
        ("files", None),
        ("files", []),
        ("files", {"README.md": 5}),
        ("files", {"../api.yaml": DIGEST}),
        ("files", {"thing/../../api.yaml": DIGEST}),
        ("files", {"/dev/zero": DIGEST}),
        ("files", {"README\0.md": DIGEST}),
        ("files", {"..\\api.yaml": DIGEST}),
        ("files", {"\udc80" * 100: DIGEST}),
        ("files", {"x" * 10_000: DIGEST}),
        ("files", {"": DIGEST}),
        ("files", {".": DIGEST}),
        ("inputs", ["api.yaml"]),
        ("inputs", {"../api.yaml": None}),
        ("folders", "../pages"),
        ("folders", [5]),
        ("arguments", []),
        ("tool", 5),
        ("versions", {"black": 26}),
        ("document", "openapi.yaml"),
    ],
)
def test_a_part_that_is_not_as_it_should_be_breaks_the_lock(
    build: inputs.Inputs, part: str, value: object
) -> None:
    _change(part, value)
    _assert_like_none(build)


def _assert_like_none(build: inputs.Inputs) -> None:
    assert vars(lock.read("out")) == vars(lock.Lock())
    assert not lock.is_current(build)
    assert write(FILES | {LOCK: "{}"}, Path("out")).changed in ([LOCK], [])


@pytest.mark.parametrize(
    "name", ["/dev/zero", "../pipe", "../../..", "../a\0b", "../\udc80", "../huge", "x" * 10_000]
)
@pytest.mark.parametrize("part", ["inputs", "document"])
def test_only_files_of_a_sensible_size_are_read(build: inputs.Inputs, part: str, name: str) -> None:
    os.mkfifo("pipe")
    with Path("huge").open("wb") as file:
        file.truncate(1 << 40)
    _change(part, {**_lock()[part], name: DIGEST})
    assert not lock.is_current(build)


@pytest.mark.parametrize("name", ["/", "../a\0b", "../\udc80", "../gone"])
def test_a_forged_folder_is_not_searched(
    build: inputs.Inputs, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked: list[str] = []
    original = os.walk

    def walk(folder: str) -> Any:
        for step in original(folder):
            walked.extend(step[2])
            yield step

    monkeypatch.setattr("os.walk", walk)
    _change("folders", [name])
    _change("inputs", {})
    lock.is_current(build)
    assert len(walked) < 1000


def test_a_forged_lock_cannot_have_all_files_read_again_and_again(
    build: inputs.Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "LARGEST", 40)
    assert not lock.is_current(build)


def test_a_lock_that_is_a_device_is_the_same_as_none(build: inputs.Inputs) -> None:
    Path("out", LOCK).unlink()
    Path("out", LOCK).symlink_to("/dev/zero")
    assert not lock.is_current(build)
