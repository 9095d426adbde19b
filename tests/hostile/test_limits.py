"""Very large or deep documents give a result or an error within 30 s of CPU time and 2 GiB."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hostile.conftest import Count

CPU_SECONDS, MEMORY = 30, 2 << 30
GENERATOR = Path(__file__).parents[2] / "generator"
MADE, REFUSED = 0, 2


def _document(schemas: dict[str, Any]) -> str:
    media = {"application/json": {"schema": _to("M")}}
    get = {"operationId": "get_m", "responses": {"200": {"description": "M", "content": media}}}
    return json.dumps(
        {
            "openapi": "3.1.0",
            "info": {"title": "A", "version": "1"},
            "servers": [{"url": "https://api.quilt.test"}],
            "paths": {"/m": {"get": get}},
            "components": {"schemas": schemas},
        }
    )


def _to(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _nested(depth: int) -> str:
    return _document({"M": "@"}).replace('"@"', '{"items":' * depth + "{}" + "}" * depth)


def _doubling(keyword: str) -> str:
    steps = {f"M{i}": {keyword: [_to(f"M{i + 1}")] * 2} for i in range(60)}
    last = {"type": "object", "properties": {"id": {"type": "string"}}}
    return _document({"M": {keyword: [_to("M0")] * 2}, **steps, "M60": last})


def _chain(length: int, link: Callable[[str], dict[str, Any]]) -> str:
    steps = {f"M{i}": link(f"M{i + 1}") for i in range(length)}
    return _document({"M": _to("M0"), **steps, f"M{length}": {"type": "string"}})


def _properties(count: int, value: dict[str, Any]) -> str:
    names = {f"p{i}": value for i in range(count)}
    return _document({"M": {"type": "object", "properties": names}})


def _words(text: str) -> str:
    inner = {"type": "string", "description": text}
    return _document({"M": {"type": "object", "description": text, "properties": {"a": inner}}})


def _operations(count: int) -> str:
    get = {"get": {"responses": {"200": {"description": "ok"}}}}
    return _document({"M": {}}).replace(
        '"paths": {', '"paths": {' + "".join(f'"/a{i}": {json.dumps(get)}, ' for i in range(count))
    )


def _bomb(levels: int) -> str:
    names = [f"x-{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, levels)]
    head = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\nx-0: &a0 [x]\n"
    return head + "\n".join(names) + "\npaths: {}\n"


_EXPLOSIVE = {"type": "string", "pattern": "^(a+)+$", "default": "a" * 60 + "!"}
CASES: dict[str, tuple[Callable[[], str], int]] = {
    "10,000 levels": (lambda: _nested(10_000), REFUSED),
    "90 levels": (lambda: _nested(90), MADE),
    "10,000 levels of YAML": (lambda: "openapi: 3.1.0\nx: " + "- " * 10_000, REFUSED),
    "100,000 properties": (lambda: _properties(100_000, {"type": "string"}), REFUSED),
    "1,500 properties": (lambda: _properties(1_500, {"type": "string"}), MADE),
    "100,000 values": (lambda: _document({"M": {"enum": list(range(100_000))}}), REFUSED),
    "100,000 operations": (lambda: _operations(100_000), REFUSED),
    "words of 1 MB": (lambda: _words("word " * 200_000), MADE),
    "one word of 1 MB": (lambda: _words("x" * 1_000_000), MADE),
    "list items of 1 MB": (lambda: _words("\n- a" * 250_000), MADE),
    "marks of 1 MB": (lambda: _words("<" * 300_000 + "`a|" * 100_000 + " " * 400_000), MADE),
    "alias bomb": (lambda: _bomb(12), REFUSED),
    "allOf that doubles": (lambda: _doubling("allOf"), MADE),
    "anyOf that doubles": (lambda: _doubling("anyOf"), MADE),
    "oneOf that doubles": (lambda: _doubling("oneOf"), MADE),
    "chain of 5,000 references": (lambda: _chain(5_000, _to), MADE),
    "chain of 500 properties": (lambda: _chain(500, lambda n: {"properties": {"a": _to(n)}}), MADE),
    "chain of 5,000 properties": (
        lambda: _chain(5_000, lambda n: {"properties": {"a": _to(n)}}),
        REFUSED,
    ),
    "explosive pattern": (lambda: _properties(1, _EXPLOSIVE), MADE),
    "pattern of 1 MB": (lambda: _properties(1, {"pattern": "(a|b)*" * 160_000}), MADE),
    "name of 1 MB": (lambda: _document({"M": {"properties": {"x" * 1_000_000: {}}}}), MADE),
}
LONG = {
    *("1,500 properties", "100,000 properties", "100,000 operations", "chain of 500 properties"),
    *("one word of 1 MB", "list items of 1 MB", "marks of 1 MB", "name of 1 MB", "pattern of 1 MB"),
    *("90 levels", "chain of 5,000 references", "alias bomb", "explosive pattern"),
    *("anyOf that doubles", "oneOf that doubles", "allOf that doubles", "words of 1 MB"),
}
PARAMETERS = [
    pytest.param(*case, id=name, marks=[pytest.mark.long] if name in LONG else [])
    for name, case in CASES.items()
]


@pytest.mark.parametrize(("text", "code"), PARAMETERS)
def test_growth_is_bounded(
    text: Callable[[], str], code: int, tmp_path: Path, count: Count
) -> None:
    (tmp_path / "api.yaml").write_text(text(), encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "specquilt", "generate", "api.yaml", "-o", "out"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(GENERATOR)},
        capture_output=True,
        encoding="utf-8",
        preexec_fn=_limit,
        check=False,
    )
    assert "Traceback" not in result.stderr
    assert "this is a bug" not in result.stderr
    assert result.returncode == code, result.stderr[-2000:]
    assert (tmp_path / "out").exists() == (code == MADE)
    count("limits", "made" if code == MADE else "refused")


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
