"""The cache is an offer, never a must: whatever is wrong with it, all is made again."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from specquilt.output import cache, entries, tool

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a cache of its own, in which not even the tool's digest is."""
    tool.tool_digest()
    monkeypatch.setenv(entries.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def _entries(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("made", ["", "text", "\N{SPOOL OF THREAD}\n\0"])
def test_what_is_remembered_is_found_again(made: str) -> None:
    cache.put(made, "kind", "a", "b")
    assert cache.get("kind", "a", "b") == made


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("other", [("kind", "ab"), ("kind", "a"), ("kin", "da", "b"), ("k", "a")])
def test_other_sources_are_another_entry(other: tuple[str, ...]) -> None:
    cache.put("text", "kind", "a", "b")
    assert cache.get(*other) is None


@pytest.mark.usefixtures("folder")
def test_another_tool_is_another_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The digest of the tool covers the versions of what it is made with."""
    cache.put("text", "kind", "a")
    monkeypatch.setattr(tool, "versions", lambda: {"black": "0"})
    monkeypatch.setattr(cache, "tool_digest", tool.tool_digest.__wrapped__)
    assert cache.get("kind", "a") is None


def test_a_damaged_entry_is_none(folder: Path) -> None:
    cache.put("text", "kind", "a")
    (entry,) = _entries(folder)
    whole = entry.read_bytes()
    for content in (whole[:-1], whole + b"x", whole.replace(b"text", b"evil"), b"", whole[:64]):
        entry.write_bytes(content)
        assert cache.get("kind", "a") is None
    cache.put("text", "kind", "a")
    assert cache.get("kind", "a") == "text"


def test_an_entry_that_is_no_file_is_none(folder: Path) -> None:
    cache.put("text", "kind", "a")
    (entry,) = _entries(folder)
    entry.unlink()
    os.mkfifo(entry)
    assert cache.get("kind", "a") is None


@POSIX
@pytest.mark.parametrize("mode", [0o777, 0o720, 0o702])
def test_a_folder_that_others_may_write_to_is_not_used(folder: Path, mode: int) -> None:
    cache.put("text", "kind", "a")
    folder.chmod(mode)
    assert cache.get("kind", "a") is None
    cache.put("text", "kind", "b")
    assert len(_entries(folder)) == 1


@POSIX
@pytest.mark.usefixtures("folder")
def test_a_folder_of_another_user_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.put("text", "kind", "a")
    another = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: another)
    assert cache.get("kind", "a") is None


@POSIX
def test_no_other_user_can_read_it(folder: Path) -> None:
    cache.put("text", "kind", "a")
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("maker", [Path.touch, os.mkfifo, lambda path: path.symlink_to("nowhere")])
def test_a_folder_that_is_none_is_not_used(folder: Path, maker: object) -> None:
    maker(folder)  # type: ignore[operator]
    cache.put("text", "kind", "a")
    assert cache.get("kind", "a") is None


def test_it_can_be_switched_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(entries.VARIABLE, "off")
    cache.put("text", "kind", "a")
    assert cache.get("kind", "a") is None
    assert not folder.exists()


def test_its_size_is_limited(folder: Path) -> None:
    for number in range(10):
        cache.put("x" * 1000, "kind", str(number))
    for entry in _entries(folder):
        os.utime(entry, (1, 1))
    cache.get("kind", "3")  # is used, and stays
    others = folder / "00"
    others.mkdir(exist_ok=True)
    (others / "mine.txt").write_text("mine")
    entries.prune(3 * 1064)
    assert len(_entries(folder)) == 4
    assert cache.get("kind", "3") is not None
    assert (others / "mine.txt").read_text() == "mine"


def test_what_a_run_that_died_has_left_is_removed_at_some_time(folder: Path) -> None:
    cache.put("text", "kind", "a")
    (entry,) = _entries(folder)
    entry.rename(f"{entry}.123")
    entries.prune(0)
    assert _entries(folder) == []


def test_many_may_write_at_the_same_time(folder: Path) -> None:
    def write() -> None:
        for _ in range(50):
            cache.put("text" * 1000, "kind", "a")
            assert cache.get("kind", "a") == "text" * 1000
            entries.prune()
        done.append(True)

    done: list[bool] = []
    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 4
    assert len(_entries(folder)) == 1


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/var/c"}, "/var/c/specquilt"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/home/a/.cache/specquilt"),
        ("linux", {}, "/home/a/.cache/specquilt"),
        ("darwin", {"XDG_CACHE_HOME": "/var/c"}, "/home/a/Library/Caches/specquilt"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/specquilt/cache"),
    ],
)
def test_it_lies_where_the_system_keeps_caches(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], expected: str
) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/home/a", **variables}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert entries.default() == expected
