"""Annotations of responses and arguments, and the names they use."""

from __future__ import annotations

import pytest

from specquilt.api.types import Response
from specquilt.api.value_types import Constants, ListOf, MapOf, Named, Scalar, Type, UnionOf
from specquilt.python.annotations import Annotations

CAT, NULL, TEXT, BYTES = Named("Cat"), Scalar("null"), Scalar("string"), Scalar("binary")
PLAIN = Annotations({"Cat": "CatParam"})


@pytest.mark.parametrize(
    ("type_", "given", "taken"),
    [
        (TEXT, "str", "str"),
        (Scalar("integer"), "int", "int"),
        (Scalar("number"), "float", "float"),
        (Scalar("boolean"), "bool", "bool"),
        (Scalar("date-time"), "datetime.datetime", "datetime.datetime"),
        (Scalar("date"), "datetime.date", "datetime.date"),
        (Scalar("any"), "Any", "Any"),
        (NULL, "None", "None"),
        (BYTES, "bytes", "FileContent"),
        (Constants(("a", 1)), "Literal['a', 1]", "Literal['a', 1]"),
        (CAT, "types.Cat", "types.Cat | types.CatParam"),
        (Named("Mood"), "types.Mood", "types.Mood"),
        (ListOf(CAT), "list[types.Cat]", "Sequence[types.Cat | types.CatParam]"),
        (MapOf(TEXT), "dict[str, str]", "Mapping[str, str]"),
        (UnionOf((ListOf(TEXT), NULL)), "list[str] | None", "Sequence[str] | None"),
    ],
)
def test_text(type_: Type, given: str, taken: str) -> None:
    assert (PLAIN.given(type_).text, PLAIN.taken(type_).text) == (given, taken)


def test_names_are_those_that_the_text_uses() -> None:
    type_ = UnionOf((MapOf(ListOf(Scalar("date"))), Constants(("a",)), CAT, Scalar("any")))
    names = {"dict", "str", "list", "datetime", "Literal", "types", "Any"}
    assert PLAIN.given(type_).names == names
    assert PLAIN.taken(type_).names == names - {"dict", "list"} | {"Mapping", "Sequence"}


def test_true_is_not_written_as_one() -> None:
    assert [PLAIN.given(Constants((value,))).text for value in (True, 1)] == [
        "Literal[True]",
        "Literal[1]",
    ]


def test_a_hidden_type_is_found_among_the_built_in_ones() -> None:
    hiding = Annotations({}, frozenset({"list"}))
    assert hiding.given(ListOf(ListOf(TEXT))).text == "builtins.list[builtins.list[str]]"


def test_files_are_taken_alone_or_in_sequences() -> None:
    assert PLAIN.argument("file", BYTES).text == "FileArgument"
    assert PLAIN.argument("file", ListOf(BYTES)).text == "Sequence[FileArgument]"


@pytest.mark.parametrize(
    ("response", "sync", "is_async"),
    [
        (Response("200", "json", CAT), "types.Cat", "types.Cat"),
        (Response("200", "events", CAT), "Stream[types.Cat]", "AsyncStream[types.Cat]"),
        (Response("200", "binary", BYTES), "BinaryResponse", "AsyncBinaryResponse"),
        (Response("204", "empty"), "None", "None"),
    ],
)
def test_returned(response: Response, sync: str, is_async: str) -> None:
    returned = (PLAIN.returned(response, False).text, PLAIN.returned(response, True).text)
    assert returned == (sync, is_async)


def test_credentials_are_texts_or_functions_that_return_one() -> None:
    assert PLAIN.credential(True, False).text == "str | None"
    assert PLAIN.credential(False, False).text == "str | Callable[[], str] | None"
    waiting = PLAIN.credential(False, True)
    assert waiting.text == "str | Callable[[], str | Awaitable[str]] | None"
    assert waiting.names == {"str", "Callable", "Awaitable"}


def test_invalid_identifier_is_refused() -> None:
    with pytest.raises(ValueError, match="is not an identifier"):
        PLAIN.given(Named("Cat]; import os"))
