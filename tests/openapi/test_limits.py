"""Limits of texts. JSON that exceeds one is left to the YAML parser."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from specquilt.openapi.finding import InputError
from specquilt.openapi.load import decode, json_loader, yaml_loader
from specquilt.openapi.load.fault import TextFault


def is_read(text: str, depth: int, values: int) -> bool:
    try:
        json_loader.load(text, depth, values, [])
    except json_loader.NotPlain:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "values"), [("[]", 1), ("[1, 2]", 3), ('{"a": {"b": 1}, "c": []}', 4)]
)
def test_every_value_counts(text: str, values: int) -> None:
    assert is_read(text, 9, values)
    assert not is_read(text, 9, values - 1)


@pytest.mark.parametrize(("text", "depth"), [("[]", 0), ("[1, [2]]", 1), ('{"a": [{"b": 1}]}', 2)])
def test_every_level_counts(text: str, depth: int) -> None:
    assert is_read(text, depth, 99)
    assert depth == 0 or not is_read(text, depth - 1, 99)


@pytest.mark.parametrize(
    ("size", "rule"), [(32 << 20, "not-utf-8"), ((32 << 20) + 1, "file-too-large")]
)
def test_file_of_up_to_32_mib_is_read(size: int, rule: str, tmp_path: Path) -> None:
    path = tmp_path / "zeros.yaml"
    with path.open("wb") as file:
        file.truncate(size)
    with pytest.raises(InputError) as caught:
        decode.text_of(path)
    assert caught.value.findings[0].rule == rule
    assert ("32 MiB" in caught.value.findings[0].message) == (rule == "file-too-large")


@pytest.mark.parametrize(
    ("start", "message"),
    [
        (b"PK\x03\x04", "file is a ZIP archive, not text"),
        (b"\x1f\x8b", "file is gzip, not text"),
        (b"a: \0", "file contains a NUL byte"),
    ],
)
def test_binary_file_is_named_for_what_it_is(start: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "api.yaml"
    path.write_bytes(start + b"\0" * 20)
    with pytest.raises(InputError) as caught:
        decode.text_of(path)
    assert caught.value.findings[0].message.startswith(message)


@pytest.mark.parametrize("text", ["a: 1", "a: [", '{"a": 1}'])
def test_garbage_is_collected_as_before(text: str) -> None:
    assert gc.isenabled()
    try:
        yaml_loader.load(text)
    except TextFault:
        assert text == "a: ["
    assert gc.isenabled()
    gc.disable()
    try:
        yaml_loader.load("a: 1")
        assert not gc.isenabled()
    finally:
        gc.enable()
