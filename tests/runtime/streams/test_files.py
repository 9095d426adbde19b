"""Downloads that are written to files."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from specquilt.python.runtime import APIConnectionError

from ..conftest import Runner, settled
from ..scenarios import GOOD
from ..server import (
    Loopback,
    answer,
    sends_and_closes,
    zipped,
)


def test_download_streams_to_a_file(runner: Runner, server: Loopback, tmp_path: Path) -> None:
    body = os.urandom(300_000)
    server.answer(zipped(body))
    target = tmp_path / "out.bin"
    if runner.is_sync:
        runner.run(lambda client: client.download().write_to_file(target))
    else:

        async def use(client: Any) -> None:
            await (await client.download()).write_to_file(target)

        runner.run(use)
    assert target.read_bytes() == body


def test_download_that_breaks_off_leaves_no_file(
    runner: Runner, server: Loopback, tmp_path: Path
) -> None:
    server.answer(sends_and_closes(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nabc"))
    target = tmp_path / "out.bin"

    async def use(client: Any) -> None:
        await (await client.download()).write_to_file(target)

    with pytest.raises(APIConnectionError):
        runner.run(
            (lambda client: client.download().write_to_file(target)) if runner.is_sync else use
        )
    assert list(tmp_path.iterdir()) == []


def write(runner: Runner, server: Loopback, target: Path) -> None:
    server.answer(answer(b"new"))
    if runner.is_sync:
        runner.run(lambda client: client.download().write_to_file(target))
        return

    async def use(client: Any) -> None:
        await (await client.download()).write_to_file(target)

    runner.run(use)


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o007, 0o660)])
def test_mode_of_a_written_file_follows_the_umask(
    runner: Runner, server: Loopback, tmp_path: Path, umask: int, mode: int
) -> None:
    before = os.umask(umask)
    try:
        write(runner, server, tmp_path / "out.bin")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out.bin").stat().st_mode) == mode


def test_file_that_is_replaced_keeps_its_mode(
    runner: Runner, server: Loopback, tmp_path: Path
) -> None:
    target = tmp_path / "out.bin"
    target.write_bytes(b"old and longer")
    target.chmod(0o640)
    write(runner, server, target)
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (b"new", 0o640)


@pytest.mark.parametrize("exists", [False, True])
def test_symbolic_link_is_followed(
    runner: Runner, server: Loopback, tmp_path: Path, exists: bool
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    if exists:
        (folder / "real.bin").write_bytes(b"old")
    link = tmp_path / "link.bin"
    link.symlink_to(Path("elsewhere", "real.bin"))
    write(runner, server, link)
    assert link.is_symlink()
    assert (folder / "real.bin").read_bytes() == b"new"
    assert [path.name for path in folder.iterdir()] == ["real.bin"]


def test_symbolic_link_to_itself_is_an_error_and_stays(
    runner: Runner, server: Loopback, tmp_path: Path
) -> None:
    link = tmp_path / "link.bin"
    link.symlink_to(link)
    with pytest.raises(OSError, match="symbolic links"):
        write(runner, server, link)
    assert [path.is_symlink() for path in tmp_path.iterdir()] == [True]


def test_pipe_is_written_to_and_not_replaced(
    runner: Runner, server: Loopback, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(runner, server, pipe)
        assert os.read(reader, 9) == b"new"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_name_of_a_written_file_can_be_as_long_as_names_can_be(
    runner: Runner, server: Loopback, tmp_path: Path
) -> None:
    write(runner, server, tmp_path / ("x" * 255))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new"]


def test_existing_file_survives_a_download_that_breaks_off(
    runner: Runner, server: Loopback, tmp_path: Path
) -> None:
    target = tmp_path / "out.bin"
    target.write_bytes(b"old")
    server.answer(sends_and_closes(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nabc"))

    async def use(client: Any) -> None:
        await (await client.download()).write_to_file(target)

    with pytest.raises(APIConnectionError):
        runner.run(
            (lambda client: client.download().write_to_file(target)) if runner.is_sync else use
        )
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_file_in_no_folder_is_one_error_and_frees_the_connection(
    runner: Runner, server: Loopback, tmp_path: Path
) -> None:
    server.answer(answer(b"new"), GOOD)
    target = tmp_path / "missing" / "out.bin"

    async def use(client: Any) -> str:
        download = await settled(client.download())
        with pytest.raises(FileNotFoundError) as caught:
            await settled(download.write_to_file(target))
        assert caught.value.__context__ is None
        return str((await settled(client.jobs.get("j1"))).job_id)

    assert runner.play(use, max_connections=1, max_retries=0, timeout=5.0) == "j1"
