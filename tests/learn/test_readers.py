"""Recordings of each format are read as the same exchanges; what cannot be read has one message."""

from __future__ import annotations

import base64
import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from learn.exchanges import QUILTS
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.openapi.load import yaml_loader
from specquilt.recordings.learn import Learned, learn
from specquilt.recordings.read import json_stream
from specquilt.recordings.read.json_stream import JsonStream, StreamFault, items_at

URL = "https://api.quilts.test/v1/quilts/q1"
BODY = json.dumps({"id": "q1", "name": "Stars", "odd": "ü"}, ensure_ascii=False)
PACKED = base64.b64encode(BODY.encode()).decode()
ODD = ["Quilt.odd is not documented"]


def har(content: dict[str, Any], **more: Any) -> str:
    """Return an archive with one entry."""
    entry = {
        "startedDateTime": "2026-01-01T00:00:00Z",
        "time": 1,
        "request": {"method": "GET", "url": URL, "headers": [], "queryString": []},
        "response": {"status": 200, "headers": [{"name": "X", "value": "y"}], "content": content},
        **more,
    }
    return json.dumps({"log": {"version": "1.2", "pages": [{"id": "p"}], "entries": [entry]}})


def cassette(answer: str) -> str:
    """Return a cassette with one interaction."""
    return f"""\
interactions:
- request:
    body: null
    headers: &same
      accept: ['*/*']
    method: GET
    uri: {URL}
  response:
{answer}
version: 1
"""


def indented(text: str) -> str:
    """Return the lines of an answer where a cassette has them."""
    return "".join(f"    {line}\n" for line in text.splitlines())


FORMATS: dict[str, tuple[str, str]] = {
    "a browser's archive": (
        "a.har",
        har(
            {"size": 9, "mimeType": "application/json; charset=utf-8", "text": BODY},
            _priority="High",
        ),
    ),
    "a proxy's archive": (
        "a.har",
        har(
            {
                "size": 9,
                "compression": 3,
                "mimeType": "application/json",
                "text": PACKED,
                "encoding": "base64",
            },
            connection="1",
            timings={"send": 1},
        ),
    ),
    "an archive with a byte order mark": (
        "a.json",
        "\ufeff" + har({"mimeType": "application/json", "text": BODY}),
    ),
    "vcrpy for requests": (
        "a.yaml",
        cassette(
            indented(
                f"body: {{string: '{BODY}'}}\n"
                "headers: {Content-Type: [application/json]}\nstatus: {code: 200, message: OK}"
            )
        ),
    ),
    "vcrpy for requests, bytes": (
        "a.yaml",
        cassette(
            indented(
                f"body:\n  string: !!binary |\n    {PACKED}\n"
                "headers: {Content-Type: [application/json]}\nstatus: {code: 200, message: OK}"
            )
        ),
    ),
    "vcrpy for httpx": (
        "a.yml",
        cassette(
            indented(
                f"content: '{BODY}'\nhttp_version: HTTP/1.1\nstatus_code: 200\n"
                "headers:\n- name: Content-Type\n  value: application/json"
            )
        ),
    ),
    "old vcrpy, with tags of Python": (
        "a.yaml",
        cassette(
            indented(
                f"body: {{string: !!python/unicode '{BODY}'}}\n"
                "headers: {content-type: [!!python/unicode application/json]}\nstatus: {code: 200}"
            )
        ),
    ),
    "a body that has been parsed": (
        "a.yaml",
        cassette(
            indented(
                "parsed_body: {id: q1, name: Stars, odd: x}\n"
                "headers: {content-type: [application/json]}\nstatus: {code: 200}"
            )
        ),
    ),
    "vcrpy as JSON": (
        "a.json",
        json.dumps(
            {
                "version": 1,
                "interactions": [
                    {
                        "request": {"method": "GET", "uri": URL, "body": None, "headers": {}},
                        "response": {
                            "status": {"code": 200, "message": "OK"},
                            "headers": {"content-type": ["application/json"]},
                            "body": {"string": BODY},
                        },
                    }
                ],
            },
            indent=1,
        ),
    ),
    "VCR of Ruby": (
        "a.json",
        json.dumps(
            {
                "recorded_with": "VCR 6",
                "http_interactions": [
                    {
                        "request": {
                            "method": "get",
                            "uri": URL,
                            "body": {"encoding": "UTF-8", "string": ""},
                        },
                        "response": {
                            "url": URL,
                            "status": {"code": 200},
                            "headers": {"Content-Type": ["application/json"]},
                            "body": {"encoding": "ASCII-8BIT", "base64_string": PACKED},
                        },
                    }
                ],
            }
        ),
    ),
    "exchanges": (
        "a.jsonl",
        json.dumps({"method": "GET", "url": URL, "status": 200, "response_body": json.loads(BODY)}),
    ),
    "exchanges with text": (
        "a.jsonl",
        "\n"
        + json.dumps({"id": 1, "method": "GET", "url": URL, "status": 200, "response_body": BODY}),
    ),
    "exchanges with bytes": (
        "a.ndjson",
        json.dumps(
            {
                "method": "GET",
                "url": URL,
                "status": 200,
                "response_headers": {
                    "Content-Type": "application/json",
                    "Content-Encoding": "gzip",
                },
                "response_body": {
                    "$base64": base64.b64encode(gzip.compress(BODY.encode())).decode()
                },
            }
        ),
    ),
}


def _learned(path: Path) -> Learned:
    return learn(Document(yaml_loader.load(QUILTS.read_text("utf-8"))), [path])


def _drift(findings: list[Finding]) -> list[str]:
    return [
        each.identity for each in findings if each.rule.startswith(("undocumented", "required"))
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_format_is_read(name: str, tmp_path: Path) -> None:
    file, text = FORMATS[name]
    path = tmp_path / file
    path.write_text(text, encoding="utf-8")
    learned = _learned(path)
    assert (learned.count, learned.matched) == (1, 1)
    assert _drift(learned.findings) == ODD


def test_folder_is_searched_for_recordings(tmp_path: Path) -> None:
    for number, (file, text) in enumerate(FORMATS.values()):
        folder = tmp_path / "deep" / str(number)
        folder.mkdir(parents=True)
        (folder / file).write_text(text, encoding="utf-8")
    (tmp_path / "package.json").write_text('{"name": "no recording"}')
    (tmp_path / "notes.yaml").write_text("- no\n- recording\n")
    (tmp_path / "notes.txt").write_text("{")
    learned = _learned(tmp_path)
    assert learned.count == len(FORMATS)
    assert [each.rule for each in learned.findings if each.rule == "recording-unreadable"] == []


UNREADABLE = {
    "cut off": (
        "a.har",
        '{"log": {"entries": [\n{"request": {"method"',
        2,
        "not JSON: expecting ':' delimiter",
    ),
    "another value": ("a.har", '{"log": {\n"entries": 5}}', 2, "'[' was expected"),
    "no request": ("a.har", '{"log": {"entries": [\n{}]}}', 2, "the entry has no method and URL"),
    "broken YAML": (
        "a.yaml",
        "interactions:\n- request: [\n",
        3,
        "not YAML: did not find expected node content",
    ),
    "a broken line": (
        "a.jsonl",
        json.dumps({"method": "GET", "url": URL, "status": 200}) + '\n{"method": \n',
        2,
        "the line is not JSON",
    ),
    "something else": ("a.json", '{"name": "x"}', 1, "there is no exchange: the file should be"),
    "nothing": ("a.yaml", "", 1, "there is no exchange"),
    "a picture": ("a.har", "\x89PNG\0\0", 1, "there is no exchange"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable_recording_has_one_message_with_its_line(name: str, tmp_path: Path) -> None:
    file, text, line, message = UNREADABLE[name]
    path = tmp_path / file
    path.write_text(text, encoding="utf-8")
    (fault,) = (e for e in _learned(path).findings if e.rule == "recording-unreadable")
    assert str(fault.location) == f"{path}:{line}:1"
    assert fault.message.startswith(message)
    assert not fault.is_quotable


def test_other_encodings_and_missing_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.har").write_bytes("{}".encode("utf-16"))
    messages = [
        each.message
        for name in ("a.har", "none.har")
        for each in _learned(tmp_path / name).findings
        if each.rule == "recording-unreadable"
    ]
    assert messages == [
        "the file is not encoded in UTF-8",
        "cannot read file: no such file or directory",
    ]


def test_interaction_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("# recorded\n\n" + FORMATS["vcrpy for requests"][1], encoding="utf-8")
    (odd,) = (each for each in _learned(path).findings if each.rule == "undocumented-field")
    assert [str(place.location) for place in odd.related] == [f"{path}:4:1"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_archive_is_read_in_chunks_of_any_size(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", size)
    path = tmp_path / "a.json"
    items = [12345, -1.5e10, 'a\\u00fc"]', {"a": [1, {}]}, [], None, True]
    document = {"log": {"n": 123, "entries": items, "z": [[1]]}, "rest": 1}
    path.write_text(json.dumps(document, indent=3), encoding="utf-8")
    with path.open(encoding="utf-8") as file:
        read = list(items_at(JsonStream(file), [("log", "entries")]))
    assert [value for _, _, value in read] == items
    lines = path.read_text().splitlines()
    assert lines[read[0][1] - 1].strip() == "12345,"
    assert lines[read[-1][1] - 1].strip() == "true"


def test_value_that_is_too_large_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", 10)
    monkeypatch.setattr(json_stream, "LARGEST", 50)
    path = tmp_path / "a.har"
    path.write_text('{"log": {"entries": ["' + "x" * 1_000 + '"]}}')
    with path.open() as file, pytest.raises(StreamFault, match="a value has more than"):
        list(items_at(JsonStream(file), [("log", "entries")]))


_MEASURED = r"""
import re, sys
from pathlib import Path
from specquilt.openapi.document import Document
from specquilt.openapi.load import yaml_loader
from specquilt.recordings.learn import learn
learned = learn(Document(yaml_loader.load(Path(sys.argv[1]).read_text("utf-8"))), [Path(sys.argv[2])])
status = Path("/proc/self/status").read_text()
print(learned.count, int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says the peak")
@pytest.mark.parametrize("size", [pytest.param(16), pytest.param(100, marks=pytest.mark.long)])
def test_large_archive_needs_little_memory(size: int, tmp_path: Path) -> None:
    entry = har(
        {"mimeType": "application/json", "text": json.dumps({"id": "q", "name": "n" * 50_000})}
    )
    item = json.dumps(json.loads(entry)["log"]["entries"][0])
    path, count = tmp_path / "big.har", size * (1 << 20) // len(item)
    with path.open("w") as file:
        file.write('{"log": {"version": "1.2", "entries": [')
        for number in range(count):
            file.write(item if not number else f",\n{item}")
        file.write("]}}")
    run = [sys.executable, "-c", _MEASURED, str(QUILTS), str(path)]
    done = subprocess.run(run, check=True, capture_output=True, text=True)
    read, mebibytes = map(int, done.stdout.split())
    assert read == count
    assert mebibytes < 120
