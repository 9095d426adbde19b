"""The generated package: its interface and the content of its files."""

from __future__ import annotations

import ast
import copy
import inspect
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import black
import pytest
from black.mode import TargetVersion

from python.zoo import ZOO, tree


@pytest.fixture
def client(zoo: ModuleType) -> Any:
    """Return a sync client."""
    return zoo.Client(api_key="secret")


def test_importing_and_constructing_loads_neither_models_nor_pydantic(zoo: ModuleType) -> None:
    folder = Path(str(zoo.__file__)).parents[1]
    script = (
        "import sys, zoo_client; zoo_client.Client(api_key='x').animals.voice;"
        "print([n for n in ('pydantic', 'httpx2', 'zoo_client.types.models') if n in sys.modules])"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_names_match_all(zoo: ModuleType) -> None:
    assert set(zoo.__all__) <= set(dir(zoo))
    assert all(getattr(zoo, name) is not None for name in zoo.__all__)
    assert all(getattr(zoo.types, name) is not None for name in zoo.types.__all__)
    with pytest.raises(AttributeError, match="zoo_client"):
        _ = zoo.Nothing


def test_sync_and_async_have_the_same_methods(zoo: ModuleType) -> None:
    for name in ("animals", "jobs"):
        sync, other = getattr(zoo.Client(), name), getattr(zoo.AsyncClient(), name)
        methods = [method for method in dir(sync) if not method.startswith("_")]
        assert methods == [method for method in dir(other) if not method.startswith("_")]


def test_path_parameters_may_be_positional_and_others_not(client: Any) -> None:
    kinds = {p.name: p.kind for p in inspect.signature(client.animals.create).parameters.values()}
    assert set(kinds.values()) == {inspect.Parameter.KEYWORD_ONLY}
    found = inspect.signature(client.animals.get).parameters["id"]
    assert found.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD


def test_optional_arguments_are_omitted_and_not_null(zoo: ModuleType, client: Any) -> None:
    assert inspect.signature(client.animals.create).parameters["parents"].default is zoo.OMIT


def test_arguments_admit_models_and_dictionaries(client: Any) -> None:
    annotation = inspect.signature(client.animals.create).parameters["parents"].annotation
    assert annotation == "Sequence[types.Animal | types.AnimalParam] | Omit"


@pytest.mark.parametrize(
    ("method", "result"),
    [
        ("animals.list", "types.Page"),
        ("animals.list_all", "ItemIterator[types.Animal, types.Page]"),
        ("animals.delete", "None"),
        ("animals.voice.get", "BinaryResponse"),
        ("animals.voice.upload", "str"),
        ("animals.voice.listen", "Stream[types.Animal]"),
        ("greet", "str"),
        ("wait", "types.Job"),
    ],
)
def test_results_have_types(client: Any, method: str, result: str) -> None:
    found = client
    for name in method.split("."):
        found = getattr(found, name)
    assert inspect.signature(found).return_annotation == result


def test_models_keep_unknown_fields(zoo: ModuleType) -> None:
    cat = zoo.types.Cat.model_validate_json('{"kind": "cat", "id": "7", "float": [1], "new": 2}')
    assert (cat.float_, cat.new) == ([1.0], 2)


def test_unknown_variants_are_kept_and_broken_ones_are_not(zoo: ModuleType) -> None:
    page = zoo.types.Page.model_validate({"animals": [{"kind": "cat", "id": "1"}, {"kind": "eel"}]})
    assert [type(animal).__name__ for animal in page.animals] == ["Cat", "UnknownAnimal"]
    with pytest.raises(ValueError, match="cat"):
        zoo.types.Page.model_validate({"animals": [{"kind": "cat", "id": []}]})


def test_errors_have_a_class_for_each_documented_status(zoo: ModuleType) -> None:
    assert {404: zoo.NotFoundError} == zoo.errors.BY_STATUS
    assert issubclass(zoo.NotFoundError, zoo.errors.ClientError)


def test_every_module_parses(zoo_tree: dict[str, str]) -> None:
    for path, text in zoo_tree.items():
        if path.endswith((".py", ".pyi")):
            assert ast.parse(text).body or not text


def _long_lines(distribution: dict[str, str]) -> list[str]:
    texts = [text for path, text in distribution.items() if path.endswith((".py", ".pyi"))]
    return [line for text in texts for line in text.splitlines() if len(line) > 100]


def test_no_line_is_too_long(zoo_tree: dict[str, str]) -> None:
    assert _long_lines(zoo_tree) == []


def test_no_line_of_the_committed_package_is_too_long() -> None:
    paths = (Path(__file__).parents[2] / "generated").rglob("*.py*")
    texts = {str(path): path.read_text("utf-8") for path in paths if path.suffix != ".pyc"}
    assert _long_lines(texts) == []


def _with_words(words: str) -> dict[str, str]:
    """Return a package whose document has texts in all text fields."""
    api = copy.deepcopy(ZOO)
    cat = api["components"]["schemas"]["Cat"]
    cat["description"] = cat["properties"]["id"]["description"] = words
    choices = [f"{words[:30]} {number}" for number in range(9)]
    cat["properties"]["choice"] = {"type": "string", "enum": choices, "default": choices[0]}
    operation = api["paths"]["/animals"]["get"]
    operation |= {"summary": words, "description": f"{words}\n\n- {words}"}
    operation["parameters"][0]["description"] = words
    return tree(api)


@pytest.mark.parametrize(
    "words", ["a few words ", 'back\\slashes, """quotes""" ', "\u00e4\u00f6\u00fc "]
)
def test_texts_of_the_document_are_broken_into_lines(words: str) -> None:
    assert _long_lines(_with_words(words * 30)) == []


def test_a_word_longer_than_a_line_stays_whole() -> None:
    """Only long URLs, long words and table rows may exceed the maximum length."""
    url = f"https://zoo.example/{'x' * 120}"
    lines = _long_lines(_with_words(f"See {url} for more."))
    assert lines
    assert {line.split()[0].rstrip(".") for line in lines} == {url}


def test_every_module_is_as_black_would_have_it(zoo_tree: dict[str, str]) -> None:
    for path, text in zoo_tree.items():
        if path.endswith((".py", ".pyi")):
            mode = black.Mode({TargetVersion.PY311}, 100, is_pyi=path.endswith(".pyi"))
            assert black.format_str(text, mode=mode) == text, path


def test_a_method_is_a_signature_a_docstring_and_one_call(zoo_tree: dict[str, str]) -> None:
    module = ast.parse(zoo_tree["zoo_client/resources/animals.py"])
    for owner in (node for node in module.body if isinstance(node, ast.ClassDef)):
        for method in owner.body[1:]:
            assert isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef)
            assert len(method.body) <= 2 + bool(method.decorator_list)


def test_the_runtime_is_copied_as_it_is(zoo_tree: dict[str, str]) -> None:
    runtime = Path(__file__).parents[2] / "generator" / "specquilt" / "python" / "runtime"
    copied = {path for path in zoo_tree if path.startswith("zoo_client/_runtime/")}
    assert len(copied) == len(list(runtime.rglob("*.py")))
    notice, copy = zoo_tree["zoo_client/_runtime/omit.py"].split("\n", 1)
    assert notice.startswith("# Generated by specquilt from its runtime")
    assert copy == (runtime / "omit.py").read_text("utf-8")


def test_the_distribution_names_what_it_needs(zoo_tree: dict[str, str]) -> None:
    project = tomllib.loads(zoo_tree["pyproject.toml"])["project"]
    assert project["requires-python"] == ">=3.11"
    assert set(project["optional-dependencies"]) == {"aiohttp", "http2", "numpy", "opentelemetry"}


def test_the_reference_lists_every_method(zoo_tree: dict[str, str]) -> None:
    homes = {
        "animals.create": "animals",
        "animals.voice.listen": "animals.voice",
        "greet": "client",
    }
    for call, page in homes.items():
        link = f"[`{call}`](reference/{page}.md#{call.replace('.', '')})"
        assert link in zoo_tree["reference.md"]
        assert f"### `{call}`" in zoo_tree[f"reference/{page}.md"]


@pytest.mark.parametrize(
    "heading",
    ["Install", "Quick start", "Authentication", "Async", "Uploads", "Pagination", "Streams"],
)
def test_readme_covers_the_features_of_the_api(zoo_tree: dict[str, str], heading: str) -> None:
    assert f"\n## {heading}\n" in zoo_tree["README.md"]


def test_examples_of_the_readme_are_python(zoo_tree: dict[str, str]) -> None:
    blocks = zoo_tree["README.md"].split("```python\n")[1:]
    for block in blocks:
        ast.parse(block.partition("```")[0])
