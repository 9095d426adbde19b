"""Finds the files of recordings, and reads each as what it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from specquilt.openapi.finding import Finding, Location, Severity
from specquilt.recordings.exchange import RecordedExchange
from specquilt.recordings.finding import RecordingFinding
from specquilt.recordings.read import cassette
from specquilt.recordings.read.forms import from_cassette, from_har, from_line
from specquilt.recordings.read.json_stream import JsonStream, StreamFault, first_key, items_at

UNREADABLE = "recording-unreadable"
SUFFIXES = frozenset({".har", ".json", ".jsonl", ".ndjson", ".yaml", ".yml"})
"""Endings of the files that are read in a folder."""

Form = Callable[[Any, Location], RecordedExchange | None]

_ARRAYS: dict[tuple[str, ...], Form] = {
    ("log", "entries"): from_har,
    ("interactions",): from_cassette,
    ("http_interactions",): from_cassette,
}
_OWN = frozenset({"method", "url", "status"})
_KINDS = "an HTTP archive (HAR), a VCR cassette, or exchanges as JSON lines"
_ADVICE = "record it again, or leave it out"
_HEAD = 1 << 16


class Recording(NamedTuple):
    """A file of recordings.

    Args:
        path: The file.
        is_named: Whether it was named itself, and not a folder that it is in.
    """

    path: Path
    is_named: bool


def recordings_in(paths: Iterable[Path]) -> Iterator[Recording]:
    """Yield the files, and those in the folders."""
    for path in paths:
        if path.is_dir():
            found = sorted(each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES)
            yield from (Recording(each, is_named=False) for each in found if each.is_file())
        else:
            yield Recording(path, is_named=True)


def read(recording: Recording) -> Iterator[RecordedExchange | Finding]:
    """Yield the exchanges of a file, and findings about what cannot be read."""
    path, count = recording.path.as_posix(), 0
    try:
        with recording.path.open(encoding="utf-8-sig") as file:
            for line, entry, form in _entries(file):
                exchange = form(entry, Location(path, line))
                count += 1
                yield exchange or _fault(path, line, "the entry has no method and URL")
    except (StreamFault, cassette.CassetteFault) as fault:
        yield _fault(path, fault.line, fault.message)
        return
    except UnicodeDecodeError:
        yield _fault(path, 1, "the file is not encoded in UTF-8")
        return
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or "unusable path").lower()
        yield _fault(path, 1, f"cannot read file: {reason}")
        return
    if not count and recording.is_named:
        yield _fault(path, 1, f"there is no exchange: the file should be {_KINDS}")


def _entries(file: TextIO) -> Iterator[tuple[int, Any, Form]]:
    head = file.read(_HEAD)
    file.seek(0)
    if not head.lstrip().startswith("{"):
        for line, entry in cassette.interactions(file, head):
            yield line, entry, from_cassette
    elif _is_exchange(file):
        yield from ((line, entry, from_line) for line, entry in _lines(file))
    else:
        for path, line, entry in items_at(JsonStream(file), list(_ARRAYS)):
            yield line, entry, _ARRAYS[path]


def _is_exchange(file: TextIO) -> bool:
    """Return whether the first object of a file has a key of our own format at its top."""
    try:
        key = first_key(JsonStream(file), {*_OWN, *(path[0] for path in _ARRAYS)})
    except StreamFault:
        return False
    finally:
        file.seek(0)
    return key in _OWN


def _lines(file: TextIO) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
            raise StreamFault("the line is not JSON", number) from None


def _fault(path: str, line: int, message: str) -> Finding:
    place = Location(path, line)
    return RecordingFinding(UNREADABLE, Severity.ERROR, message, place, help=_ADVICE)
