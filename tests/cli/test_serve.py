"""`specquilt serve` answers any HTTP client as the fake of the package would, until interrupted."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.small import INTERRUPTIBLE

DOCUMENT = """\
openapi: 3.1.0
info: {title: Quilts, version: '1'}
servers: [{url: https://api.quilts.dev/v1}]
paths:
  /quilts/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      responses:
        '200':
          description: A quilt.
          content: {application/json: {schema: {type: object}, example: {id: q1, size: 3}}}
    put:
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, required: [name], properties: {name: {type: string}}}
      responses: {'204': {description: Done.}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a document, in which the server keeps its own files, too."""
    folder = tmp_path_factory.mktemp("serve")
    (folder / "api.yaml").write_text(DOCUMENT, encoding="utf-8")
    (folder / "tmp").mkdir()
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[tuple[str, int]]:
    """Serve the document, and return host and port."""
    with _started(folder, folder / "tmp") as process:
        host, _, port = _first_line(process).removeprefix("http://").strip().partition(":")
        yield host, int(port)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) in (130, -signal.SIGINT)


def _started(folder: Path, temporary: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "serve", "api.yaml", *options],
        cwd=folder,
        env=os.environ | {"TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        text=True,
    )


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def _asked(
    address: tuple[str, int], method: str, path: str, body: Any = None, **options: Any
) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(*address)
    headers = {"content-type": "application/json"}
    connection.request(method, path, body, headers, **options)
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response.status, content


def test_the_address_is_of_this_machine(address: tuple[str, int]) -> None:
    assert address[0] == "127.0.0.1"


@pytest.mark.parametrize("path", ["/quilts/q1", "/v1/quilts/q1", "/v1/quilts/q1?x=1"])
def test_answers_are_those_of_the_fake(address: tuple[str, int], path: str) -> None:
    status, content = _asked(address, "GET", path)
    assert (status, json.loads(content)) == (200, {"id": "q1", "size": 3})


def test_a_body_may_arrive_in_chunks(address: tuple[str, int]) -> None:
    body = iter([b'{"na', b'me": "log cabin"}'])
    assert _asked(address, "PUT", "/quilts/q1", body, encode_chunked=True) == (204, b"")


def test_head_has_no_body_and_connections_stay_usable(address: tuple[str, int]) -> None:
    assert _asked(address, "PUT", "/quilts/q1", b'{"name": "x"}') == (204, b"")
    connection = http.client.HTTPConnection(*address)
    for _ in range(2):
        connection.request("GET", "/quilts/q1")
        assert json.loads(connection.getresponse().read())["id"] == "q1"
    connection.close()


def test_unknown_paths_and_missing_fields_are_refused_with_a_sentence(
    address: tuple[str, int],
) -> None:
    status, content = _asked(address, "GET", "/quilt/q1/x")
    assert status == 404
    assert "the nearest are:\n  GET /quilts/{id}" in json.loads(content)["message"]
    status, content = _asked(address, "PUT", "/quilts/q1", b"{}")
    assert status == 400
    assert "requires the field 'name' of the body" in json.loads(content)["message"]


@pytest.mark.parametrize(
    ("number", "codes"), [(signal.SIGTERM, {143}), (signal.SIGINT, {130, -signal.SIGINT})]
)
def test_no_file_is_left_when_it_is_ended(
    folder: Path, tmp_path: Path, number: signal.Signals, codes: set[int]
) -> None:
    with _started(folder, tmp_path) as process:
        assert _first_line(process).startswith("http://")
        assert [each.name[:10] for each in tmp_path.iterdir()] == ["specquilt-"]
        process.send_signal(number)
        assert process.wait(30) in codes
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_left_when_it_cannot_start(folder: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        process = _started(folder, tmp_path, "--port", port)
        with process:
            assert process.wait(60) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_an_error(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "specquilt", "serve", "api.yaml", "--port", str(port)]
        result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert f"cannot listen on 127.0.0.1:{port}" in result.stderr
