"""Recordings of each format are read as the same exchanges; what cannot be read has one message."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from learn.exchanges import QUILTS
from learn.formats import FORMATS, URL, har
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.openapi.load import yaml_loader
from specquilt.recordings.learn import Learned, learn
from specquilt.recordings.read import json_stream
from specquilt.recordings.read.json_stream import JsonStream, StreamFault, items_at

ODD = ["Quilt.odd is not documented"]


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
