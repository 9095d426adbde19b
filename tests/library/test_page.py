"""Every snippet of docs/api.md runs, and every name is there."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

import specquilt

PAGE = (Path(__file__).parents[2] / "docs/api.md").read_text("utf-8")
SNIPPETS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
CALLS = re.findall(r"^\| `(\w+)\((.*?)\)` \|", PAGE, re.MULTILINE)
FIELDS = re.findall(r"→ `(\w+)`: (.*?) \|", PAGE)


def test_the_snippets_run_one_after_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile("".join(SNIPPETS), "docs/api.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "<source 1>:2:9: error[yaml-syntax] did not find expected node content" in printed
    assert "major major 2.0.0" in printed
    assert Path("quilts-client/quilts_client/__init__.py").is_file()


@pytest.mark.parametrize(("name", "parameters"), CALLS)
def test_functions_have_the_parameters_of_the_page(name: str, parameters: str) -> None:
    known = inspect.signature(getattr(specquilt, name)).parameters
    assert parameters.replace("*", "").split(", ") == list(known)


@pytest.mark.parametrize(("name", "fields"), FIELDS)
def test_results_have_the_fields_of_the_page(name: str, fields: str) -> None:
    result = getattr(specquilt, name)
    public = {each for each in dir(result) if not each.startswith("_")}
    assert set(re.findall(r"`(\w+)", fields)) == public | set(result.__dataclass_fields__)


def test_every_name_is_on_the_page() -> None:
    named = set(re.findall(r"`(\w+)[`(]", PAGE))
    assert {*specquilt.__all__} - {"__version__", "Source"} <= named
