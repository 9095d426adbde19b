"""Lenient results, arrays of numbers, long lists in batches."""

from __future__ import annotations

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from typing import Annotated, Any, Literal

import numpy as np
import pytest
from pydantic import Field

from specquilt.python.runtime import (
    DecodingError,
    Model,
    RawResponse,
    array_at,
    response_info,
)
from specquilt.python.runtime.decoding.lenient import construct
from specquilt.python.runtime.decoding.results import CompleteResponse, ResponseInfo
from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.responses import arrays

from .conftest import Runner
from .server import Loopback, answer, json_answer
from .stand_in_api import Job

# --- lenient ---------------------------------------------------------------------------------


def test_lenient_call_returns_what_does_not_match(runner: Runner, server: Loopback) -> None:
    body = {"job_id": 5, "parts": [{"job_id": "p", "status": "x"}, {"job_id": None, "new": 1}]}
    server.answer(json_answer(body, x_request_id="r"))
    job = runner.run(lambda client: client.jobs.get("j1", options={"lenient": True}))
    assert (type(job), type(job.parts[1])) == (Job, Job)
    assert (job.job_id, job.parts[0].status, job.parts[1].new) == (5, "x", 1)
    info = response_info(job)
    assert info is not None
    assert info.request_id == "r"


def test_lenient_client_validates_what_can_be_validated(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer({"job_id": "j1", "created_at": "2026-01-02T00:00:00Z"}))
    job = runner.run(lambda client: client.jobs.get("j1"), lenient=True)
    assert job.created_at.year == 2026
    assert not hasattr(job, "status")


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 100_000, b'{"a": "\xff"}'])
def test_lenient_call_still_needs_json(runner: Runner, server: Loopback, body: bytes) -> None:
    server.answer(answer(body))
    with pytest.raises(DecodingError):
        runner.run(lambda client: client.jobs.get("j1"), lenient=True)


class Outer(Model):
    middle: Middle


class Middle(Model):
    later: list[Later] | None = None
    size: int


class Later(Model):
    x: int


class Cat(Model):
    meow: int
    name: str


class Dog(Model):
    bark: int
    float_: float = Field(alias="float")


class TaggedCat(Model):
    kind: Literal["cat"]
    lives: int
    name: str


class TaggedDog(Model):
    kind: Literal["dog"]
    bark: str
    size: int


class OtherPet(Model):
    kind: str = Field(json_schema_extra={"x-known": ["cat", "dog"]})
    new: str


Pet = Annotated[TaggedCat | TaggedDog, "note"] | OtherPet


class Litter(Model):
    first: Kitten
    others: Kitten | Dog | None = None


class Kitten(Model):
    lives: int


def test_lenient_reads_a_model_that_was_defined_before_its_parts() -> None:
    found = construct(Litter, {"first": {"lives": "x"}, "others": {"lives": "y"}})
    assert (type(found.first), found.first.lives) == (Kitten, "x")
    assert (type(found.others), found.others.lives) == (Kitten, "y")


@pytest.mark.parametrize(
    ("kind", "data", "check"),
    [
        (Cat | Dog, {"bark": "loud", "float": "x"}, lambda v: (type(v), v.float_) == (Dog, "x")),
        (Cat | None, {"meow": "x"}, lambda v: (type(v), v.meow) == (Cat, "x")),
        (list[Cat], [{"meow": "x"}, {"meow": 1, "name": "n"}], lambda v: v[1].meow == 1),
        (dict[str, Cat], {"a": {"meow": "x"}}, lambda v: v["a"].meow == "x"),
        (list[Cat] | Cat, [{"meow": "x"}], lambda v: type(v[0]) is Cat),
        (str | list[Cat], [{"meow": "x"}], lambda v: type(v[0]) is Cat),
        (str | dict[str, Cat], {"a": {"meow": "x"}}, lambda v: type(v["a"]) is Cat),
        (Annotated[Cat, "note"], {"meow": "x"}, lambda v: type(v) is Cat),
        (Outer, {"middle": {"later": [{"x": 1}], "size": "x"}}, lambda v: v.middle.later[0].x == 1),
        (Pet, {"kind": "dog", "lives": 1, "name": "n"}, lambda v: type(v) is TaggedDog),
        (Pet, {"kind": "cat", "bark": 1, "size": 1}, lambda v: type(v) is TaggedCat),
        (Pet, {"kind": "bird", "bark": 1, "new": 1}, lambda v: type(v) is OtherPet),
        (Pet, {"bark": 1, "size": 1}, lambda v: type(v) is TaggedDog),
        (int, "x", lambda v: v == "x"),
        (list[int], "x", lambda v: v == "x"),
        (list[int], {"a": 1}, lambda v: v == {"a": 1}),
        (dict[str, int], ["a"], lambda v: v == ["a"]),
        (int, {"a": 1}, lambda v: v == {"a": 1}),
        (Cat | Dog, "x", lambda v: v == "x"),
    ],
)
def test_nearest_thing(kind: Any, data: Any, check: Any) -> None:
    assert check(construct(kind, data))


# --- arrays ----------------------------------------------------------------------------------


def raw(value: Any) -> RawResponse[Any]:
    info = ResponseInfo(200, Headers([("x", "y")]), "r")
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return RawResponse(CompleteResponse(info, content), lambda answer: answer)


@pytest.fixture(params=["in place", "by orjson", "by pydantic"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Arrays are the same whichever parsers are installed."""
    missing = {"in place": (), "by orjson": ("simdjson",), "by pydantic": ("simdjson", "orjson")}
    monkeypatch.setattr(
        arrays, "find_spec", lambda name: name not in missing[request.param] and find_spec(name)
    )


ROWS = [[0.5, -1.25, 3.0], [1e-3, 2.0, 0.0]]


def test_arrays_of_arrays_become_a_matrix() -> None:
    matrix = array_at(raw({"embeddings": {"float": ROWS}}), "embeddings.float")
    assert matrix.dtype == np.float32
    assert np.array_equal(matrix, np.array(ROWS, dtype="float32"))
    assert array_at(raw(ROWS), dtype="float64").tolist() == ROWS
    assert array_at(raw([1, -2]), dtype="int8").tolist() == [1, -2]
    assert array_at(raw([[]])).shape == (1, 0)
    assert array_at(raw([])).shape == (0,)
    assert array_at(raw(b"\xef\xbb\xbf[1.5]")).tolist() == [1.5]
    assert array_at(raw([2**63]), dtype="uint64").tolist() == [2**63]
    assert np.isnan(array_at(raw([[1.0, None]]))[0, 1])


def test_arrays_are_read_by_many_threads_at_once() -> None:
    answers = [raw([[float(number)] * 100] * 100) for number in range(8)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(array_at, answers * 20))
    assert [array[0, 0] for array in found] == [*range(8)] * 20
    assert all((array == array[0, 0]).all() for array in found)


def test_array_is_read_after_one_that_could_not_be() -> None:
    for broken in ([[1.0], [1.0, 2.0]], b"{", {"a": [[1.0]]}):
        with pytest.raises(DecodingError):
            array_at(raw(broken))
        assert array_at(raw(ROWS), dtype="float64").tolist() == ROWS


def test_base64_texts_become_a_matrix() -> None:
    texts = [base64.b64encode(np.array(row, dtype="<f4").tobytes()).decode() for row in ROWS]
    assert np.array_equal(array_at(raw(texts)), np.array(ROWS, dtype="float32"))
    assert np.array_equal(array_at(raw(texts[0])), np.array(ROWS[0], dtype="float32"))


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ([[1.0], [1.0, 2.0]], ""),
        ([[1.0, "x"]], ""),
        ({"a": 5}, "a"),
        ({"a": 5}, "b"),
        ([1.0], "a"),
        ([[[1.0]], [[2.0]]], ""),
        (["!!"], ""),
        (["AAA="], ""),
        (b"{", ""),
        (b"[" * 100_000, ""),
    ],
)
def test_what_is_no_array_is_our_error(value: Any, path: str) -> None:
    with pytest.raises(DecodingError, match="no array of numbers") as caught:
        array_at(raw(value), path)
    assert (caught.value.status, caught.value.request_id) == (200, "r")


def test_number_that_its_type_cannot_hold_is_our_error() -> None:
    with pytest.raises(DecodingError, match="no array of numbers"):
        array_at(raw([[1, 300]]), dtype="int8")


def test_array_of_a_real_call(runner: Runner, server: Loopback) -> None:
    server.answer(json_answer(ROWS))
    response = runner.run(lambda client: client.raw_response(client.embed, texts=["a", "b"]))
    assert array_at(response).shape == (2, 3)


@pytest.mark.parametrize(("size", "kept"), [(8 * 2**20, 1), (8 * 2**20 + 1, 0)])
def test_parser_keeps_no_memory_of_a_large_text(
    size: int, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    idle: list[Any] = []
    monkeypatch.setattr(arrays, "_idle_parsers", idle)
    numbers, shape = arrays._numbers(b"[1.5".ljust(size - 1) + b"]", "", "d")
    assert (numbers.tolist(), shape, len(idle)) == ([1.5], (1,), kept)


@pytest.mark.parametrize(("installed", "name"), [(True, "orjson"), (False, "pydantic_core")])
def test_fastest_parser_that_is_installed_is_taken(
    installed: bool, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrays, "find_spec", lambda _: installed)
    assert arrays._parser().__module__.startswith(name)
