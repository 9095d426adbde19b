"""The reference of a generated package: an index, and pages that sites can show."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from api.small import named
from python.markdown import broken_links
from python.zoo import ZOO, answer, tree
from shared import SHARED
from specquilt.python.render import reference, render

LARGEST = 500_000
"""Bytes of a page that GitHub shows, with some room."""


def _with_paths(**paths: dict[str, Any]) -> dict[str, Any]:
    changed: dict[str, Any] = ZOO | {"paths": ZOO["paths"] | paths}
    return changed


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


@pytest.mark.long
@pytest.mark.parametrize("name", ["github.json", "stripe.json"])
def test_pages_of_large_documents_can_be_shown(name: str) -> None:
    file = SHARED / "specs" / name
    if not file.is_file():
        pytest.skip(f"{name} does not exist in the corpus; set SPECQUILT_CORPUS")
    surface, _ = named(json.loads(file.read_text("utf-8")))
    files = render(surface, {})
    pages = {path: text for path, text in files.items() if path.endswith(".md")}
    assert [path for path, text in pages.items() if len(text.encode()) > LARGEST] == []
    assert broken_links(pages) == []
    assert len(pages["AGENTS.md"].encode()) <= 6_000


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


def test_names_with_marks_above_their_letters_have_entries() -> None:
    call = {"tags": ["İzmir"], "operationId": "list", "responses": answer({"type": "string"})}
    files = tree(_with_paths(**{"/others": {"get": call}}))
    assert broken_links(files) == []
    assert "### `i̇zmir.list`" in _calls(files)


@pytest.mark.parametrize(
    ("description", "lead"),
    [
        ("Animals.\n\nMore.", "Animals."),
        ("# Zoo\n\n----\n\nAnimals.\n\nMore.", "Animals."),
        ("[Zoo](https://zoo.example) has animals.", "[Zoo](https://zoo.example) has animals."),
        ("The OpenAPI specification of the Zoo REST API.", ""),
        ("# Zoo\n\n| a | b |", ""),
        ("", ""),
    ],
)
def test_the_readme_begins_with_the_first_paragraph_that_says_more_than_the_title(
    description: str, lead: str
) -> None:
    readme = tree(ZOO | {"info": ZOO["info"] | {"description": description}})["README.md"]
    between = readme.partition("Zoo API.\n")[2].partition("- **Typed**")[0]
    assert between.strip() == lead


def test_the_whole_description_is_in_the_index() -> None:
    api = copy.deepcopy(ZOO)
    api["info"]["description"] = "Animals.\n\nThe second paragraph."
    files = tree(api)
    assert "The second paragraph." in files["reference.md"]
    assert "Animals." in files["README.md"]
    assert "The second paragraph." not in files["README.md"]
