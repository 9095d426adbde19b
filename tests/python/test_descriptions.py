"""Definitions of operations are valid Python for every kind of body."""

from __future__ import annotations

from typing import Any

import pytest

from api.small import OK, document, named, with_body
from python.zoo import FILE, TEXT
from specquilt.python.render import render

MULTIPART = "multipart/form-data"


def _module(body: dict[str, Any]) -> str:
    post = {"x-specquilt-call": "animals.create", "responses": OK} | body
    surface, _ = named(document({"/animals": {"post": post}}))
    return render(surface, {})["zoo_client/resources/animals.py"]


@pytest.mark.parametrize(
    ("body", "written"),
    [
        (with_body(MULTIPART, {"properties": {"aB": TEXT}}),
         "MultipartBody(fields=('a_b', ), renamed={'a_b': 'aB'})"),
        (with_body(MULTIPART, {"properties": {"aB": FILE}}),
         "MultipartBody(files=('a_b', ), renamed={'a_b': 'aB'})"),
        (with_body(MULTIPART, {"properties": {"a": TEXT, "b": FILE}}),
         "MultipartBody(fields=('a', ), files=('b', ))"),
        (with_body("application/json", {"properties": {"id": TEXT | {"readOnly": True}}}),
         "JsonBody(required=False)"),
        (with_body("application/json", {"properties": {"a": TEXT}}),
         "JsonBody('a', required=False)"),
    ],
)  # fmt: skip
def test_body(body: dict[str, Any], written: str) -> None:
    text = _module(body)
    compile(text, "animals.py", "exec")
    assert f"body={written}" in text
