"""Fuzzing target: the loader reads any bytes, or reports a fault with a location.

With atheris installed: ``python tests/fuzz/loader.py [corpus folder]``.
"""

from __future__ import annotations

import importlib
import json
import sys
import tempfile
from pathlib import Path

from specquilt.openapi.finding import InputError
from specquilt.openapi.load import lines, yaml_loader
from specquilt.openapi.load.decode import text_of
from specquilt.openapi.load.fault import TextFault
from specquilt.sources.read import read_text


def read_bytes(content: bytes) -> None:
    """Read bytes as a source file. The result must be JSON, or an error with a location."""
    with tempfile.NamedTemporaryFile(suffix=".yaml") as file:
        file.write(content)
        file.flush()
        try:
            pages = read_text(file.name, text_of(Path(file.name)))
        except InputError as error:
            _check_located(error)
            return
    json.dumps([page.fragment.data for page in pages if page.fragment], allow_nan=False)


def load_text(text: str) -> None:
    """Load a text. The result must be JSON, or a fault with a location inside the text."""
    try:
        value = yaml_loader.load(text)
    except TextFault as fault:
        _check_inside(fault, text)
        return
    json.dumps(value, allow_nan=False).encode("utf-8")
    yaml_loader.locate(text, ("a", 0, "b"))
    yaml_loader.written(text, ("a",))


def _check_located(error: InputError) -> None:
    assert all(finding.location for finding in error.findings)


def _check_inside(fault: TextFault, text: str) -> None:
    assert 1 <= fault.line <= len(lines.split(text)) + 1
    assert fault.column >= 1


if __name__ == "__main__":
    atheris = importlib.import_module("atheris")
    # Without instrumentation, the fuzzer gets no coverage data and only guesses.
    atheris.instrument_all()
    atheris.Setup(sys.argv, read_bytes)
    atheris.Fuzz()
