"""Reading files and texts, where the cases do not reach."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from specquilt.openapi.finding import InputError
from specquilt.openapi.load.decode import text_of
from specquilt.openapi.load.foreign_breaks import stand_ins
from specquilt.validate.references import references


def test_stand_ins_are_private_characters_that_the_text_does_not_have() -> None:
    private = "".join(map(chr, range(0xE000, 0xF900)))
    few = private[:-2]
    assert stand_ins(f"\u2028{few}") == {
        0x85: "\uf8fe",
        0x2028: "\uf8ff",
        0x2029: "\U000f0000",
    }
    assert stand_ins("no foreign break") == {}


@pytest.mark.parametrize("free", [2, 3])
def test_text_with_almost_all_private_characters_has_the_stand_ins_that_are_left(free: int) -> None:
    private = "".join(map(chr, [*range(0xE000, 0xF900), *range(0xF0000, 0xFFFFE - free)]))
    found = stand_ins(f"\u2028{private}")
    assert found == {
        code: chr(0xFFFFE - free + at) for at, code in enumerate((0x85, 0x2028, 0x2029)[:free])
    }


def test_file_that_cannot_be_read_is_reported_in_the_words_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    path = tmp_path / "api.yaml"
    path.touch()
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match=r"cannot read file: permission denied$"):
        text_of(path)


def test_references_in_data_are_none_but_a_property_may_be_called_example() -> None:
    reference = {"$ref": "#/a"}
    schema = {"example": reference, "properties": {"example": reference}}
    named = {"properties": {"properties": {"example": reference, "items": reference}}}
    places = [pointer for pointer, _ in references([schema, named])]
    assert places == [
        (0, "properties", "example", "$ref"),
        (1, "properties", "properties", "items", "$ref"),
    ]
