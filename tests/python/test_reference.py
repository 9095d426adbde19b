"""The reference of a generated package: an index, and pages that sites can show."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from python.markdown import broken_links
from python.zoo import ZOO, answer, tree
from specquilt.python.render import reference


def _with_paths(**paths: dict[str, Any]) -> dict[str, Any]:
    api = copy.deepcopy(ZOO)
    api["paths"] |= paths
    return api


def _calls(files: dict[str, str]) -> set[str]:
    pages = (text for path, text in files.items() if path.startswith("reference/"))
    lines = (line for text in pages for line in text.splitlines())
    return {line for line in lines if line.startswith("### ")}


def test_links_resolve(zoo_tree: dict[str, str]) -> None:
    assert broken_links(zoo_tree) == []


def test_results_link_to_their_types(zoo_tree: dict[str, str]) -> None:
    assert "Returns [`types.Page`](types.md#typespage)." in zoo_tree["reference/animals.md"]


def test_pages_that_are_too_large_are_cut(
    monkeypatch: pytest.MonkeyPatch, zoo_tree: dict[str, str]
) -> None:
    monkeypatch.setattr(reference, "LONGEST", 500)
    files = tree(ZOO)
    pages = {path: text for path, text in files.items() if path.startswith("reference/")}
    assert {"reference/animals.md", "reference/animals-2.md", "reference/types-p.md"} <= {*pages}
    assert broken_links(files) == []
    assert _calls(files) == _calls(zoo_tree)


@pytest.mark.parametrize("name", ["types", "client"])
def test_resources_named_like_other_pages_have_pages_of_their_own(name: str) -> None:
    call = {"x-specquilt-call": f"{name}_.list", "responses": answer({"type": "string"})}
    files = tree(_with_paths(**{"/others": {"get": call}}))
    other = {"x-specquilt-call": f"{name}.list", "responses": answer({"type": "string"})}
    same = tree(_with_paths(**{"/others": {"get": other}}))
    for each in (files, same):
        assert broken_links(each) == []
        assert "### `greet`" in each["reference/client.md"]
        assert "### `types.Cat`" in each["reference/types.md"]


def test_the_whole_description_is_in_the_index() -> None:
    api = copy.deepcopy(ZOO)
    api["info"]["description"] = "Animals.\n\nThe second paragraph."
    files = tree(api)
    assert "The second paragraph." in files["reference.md"]
    assert "Animals." in files["README.md"]
    assert "The second paragraph." not in files["README.md"]
