"""Names and what they stand for: header fields, fields of answers, names of packages."""

from __future__ import annotations

import copy
import pickle
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import Field

from specquilt.python import runtime
from specquilt.python.runtime import OMIT, InvalidRequestError, Model, Timeout, timeouts
from specquilt.python.runtime.fields import field_at
from specquilt.python.runtime.headers import Headers, checked_headers, received_headers
from specquilt.python.runtime.lazy import lazy_names


def test_header_fields_are_found_in_any_case() -> None:
    headers = Headers([("A-B", "1"), ("c", "2"), ("a-b", "3"), ("A-b", "4")])
    assert dict(headers) == {"a-b": "1, 3, 4", "c": "2"}
    assert (headers["A-b"], headers.get("C"), headers.get("d"), headers.get("d", "")) == (
        "1, 3, 4",
        "2",
        None,
        "",
    )
    no_name: Any = 5
    found = ["C" in headers, "d" in headers, no_name in headers]
    assert (found, len(headers)) == ([True, False, False], 2)
    assert [headers.get_list(name) for name in "CdA"] == [["2"], [], []]
    assert headers.get_list("A-B") == ["1", "3", "4"]
    assert headers.first(["d", "C", "A-B"]) == "2"
    assert headers.first(["d"]) is None
    assert repr(headers) == "Headers(['a-b', 'c'])"
    with pytest.raises(KeyError):
        headers["d"]


def test_list_of_a_header_field_belongs_to_its_caller() -> None:
    headers = Headers([("a", "1"), ("a", "2"), ("b", "3")])
    for name in ("a", "b"):
        headers.get_list(name).clear()
    assert (headers.get_list("a"), headers.get_list("b")) == (["1", "2"], ["3"])


def test_bytes_of_header_fields_are_latin_1() -> None:
    assert dict(received_headers([(b"A", b"\xfc"), (b"a", b"x")])) == {"a": "\xfc, x"}


def test_header_fields_are_sent_in_lower_case_without_blanks_around_them() -> None:
    assert checked_headers({"X-A": " a\tb ", "!#$%&'*+-.^_`|~": "\xfc"}) == {
        "x-a": "a\tb",
        "!#$%&'*+-.^_`|~": "\xfc",
    }


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("a b", "x", "'a b' is not a header name"),
        ("", "x", "'' is not a header name"),
        ("a\n", "x", r"'a\\n' is not a header name"),
        (5, "x", "5 is not a header name"),
        ("a", 5, "the value of header 'a' must be text, not int"),
        ("a", "x\n", "the value of header 'a' contains a control character"),
        ("a", "x\x7f", "the value of header 'a' contains a control character"),
        ("a", "\u20ac", "the value of header 'a' contains characters outside of Latin-1"),
    ],
)
def test_header_field_that_cannot_be_sent_is_refused(name: Any, value: Any, message: str) -> None:
    with pytest.raises(InvalidRequestError, match=f"^{message}$"):
        checked_headers({name: value})


# --- fields ----------------------------------------------------------------------------------


class Inner(Model):
    next_: str | None = Field(default=None, alias="next")


class Outer(Model):
    inner: Inner


@pytest.mark.parametrize("inner", [Inner(next="n"), {"next": "n"}])
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("inner.next", "n"),
        ("inner.other", None),
        ("other.next", None),
        ("inner.next.more", None),
        ("a.b", "whole"),
        ("a.c", None),
    ],
)
def test_field_is_found_by_its_path(inner: Any, path: str, value: str | None) -> None:
    for outer in (
        {"inner": inner, "a.b": "whole"},
        SimpleNamespace(inner=inner, **{"a.b": "whole"}),
    ):
        assert field_at(outer, path) == value


def test_field_of_a_model_has_two_names() -> None:
    outer = Outer(inner=Inner(next="n"))
    assert (field_at(outer, "inner.next"), field_at(outer, "inner.next_")) == ("n", "n")
    assert field_at(outer, "") is outer
    assert field_at({"": "x"}, "") == {"": "x"}


# --- names -----------------------------------------------------------------------------------


def test_omitted_is_false_and_stays_itself() -> None:
    assert not OMIT
    assert repr(OMIT) == "OMIT"
    assert pickle.loads(pickle.dumps(OMIT)) is copy.deepcopy(OMIT) is OMIT


def test_name_of_a_package_is_imported_when_it_is_first_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    get, names = lazy_names(runtime.__name__, {"Timeout": "timeouts", "timeouts": "timeouts"})
    for name, value in (("Timeout", Timeout), ("timeouts", timeouts)):
        monkeypatch.delattr(runtime, name)
        assert name in names()
        assert get(name) is value
        assert vars(runtime)[name] is value
    assert names() == sorted(set(names()))
    with pytest.raises(AttributeError, match=r"runtime' has no attribute 'other'"):
        get("other")
