"""Clients of real documents have all operations, type-check, and send valid requests."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.measure import type_errors
from documents.arguments import bound, methods
from documents.calling import call_everything
from documents.client import Generated, generated, plain
from documents.corpus import EXAMPLES, Example
from documents.mock import mock_server
from specquilt.openapi.kinds import METHODS


@pytest.fixture(scope="session")
def parent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder for all clients of this run."""
    return tmp_path_factory.mktemp("clients")


PARAMETERS = [
    pytest.param(each, id=each.name, marks=[pytest.mark.long] if each.long else [])
    for each in EXAMPLES
]


@pytest.fixture(params=PARAMETERS)
def client(request: pytest.FixtureRequest, parent: Path) -> Generated:
    """Return the client of each document."""
    example: Example = request.param
    return generated(example, parent)


def test_every_operation_has_a_method(client: Generated) -> None:
    paths = client.document["paths"].values()
    asked = {id(item[method]) for item in paths for method in METHODS if method in item}
    given = {method.origin for method in methods(client.surface)}
    assert len(given) == len(asked)


def test_package_and_all_its_names_can_be_imported(client: Generated) -> None:
    with client.imported() as package:
        assert [name for name in package.__all__ if not hasattr(package, name)] == []
        types = package.types
        assert [name for name in types.__all__ if not hasattr(types, name)] == []
        with package.Client(base_url="http://127.0.0.1:1", **client.credentials()) as made:
            assert all(callable(bound(method, made)) for method in methods(client.surface))


@pytest.mark.long
@pytest.mark.parametrize("is_long", [False, True], ids=["small", "large"])
def test_packages_pass_strict_type_checkers(parent: Path, is_long: bool) -> None:
    examples = [each for each in EXAMPLES if each.long == is_long]
    for each in examples:
        generated(each, parent)
    assert type_errors(parent, examples) == ("", "")


def test_every_request_is_valid(client: Generated, capsys: pytest.CaptureFixture[str]) -> None:
    document = client.folder.parent / f"{client.example.name}.json"
    document.write_text(plain(client.document), encoding="utf-8")
    with mock_server(document, client.example.mock) as base_url, client.imported() as package:
        outcome = call_everything(client, package, base_url)
    with capsys.disabled():
        print(f"\n{client.example.name}: {len(methods(client.surface))} methods, {outcome}")
    assert [line for line in outcome.refused if not client.example.excuses(line)] == []
    assert outcome.misread == []
