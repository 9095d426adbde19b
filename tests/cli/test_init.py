"""What `specquilt init` suggests and asks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from specquilt.cli.main import main
from specquilt.cli.starter import package_name
from specquilt.project.configuration import load

DOCUMENT = """\
openapi: 3.1.0
info: {title: Quilt API, version: "1"}
servers: [{url: https://api.quilt.test}]
paths: {}
"""


@pytest.mark.parametrize(
    ("title", "server", "package"),
    [
        ("Swagger Petstore - OpenAPI 3.0", "https://petstore3.swagger.io/api/v3", "petstore"),
        ("Train Travel API", "https://api.example.com", "train_travel"),
        ("GitHub v3 REST API", "https://api.github.com", "git_hub"),
        ("api.cohere.com API", "https://api.cohere.com", "cohere"),
        ("The API", "https://api.quilt-works.com/v1", "quilt_works"),
        ("API", "", "client"),
        ("123 Quilts", "", "quilts"),
        ("Import", "", "import_"),
    ],
)
def test_package_is_called_after_what_the_title_or_the_host_says(
    title: str, server: str, package: str
) -> None:
    assert package_name(title, [server]) == package


def _asked(
    answers: list[str], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> tuple[int, list[str]]:
    """Run `init` on a terminal; return its exit code and the questions."""
    questions: list[str] = []
    given: Iterator[str] = iter(answers)

    def ask(question: str) -> str:
        questions.append(question)
        return next(given)

    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", ask)
    (folder / "api.yaml").write_text(DOCUMENT, encoding="utf-8")
    return main(["init"]), questions


def test_on_a_terminal_it_asks_and_suggests(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code, questions = _asked(["", "", "", ""], monkeypatch, tmp_path)
    assert code == 0
    assert questions == [
        "Title of the API [Quilt API]: ",
        "Package name [quilt]: ",
        "Folder [specs/quilt]: ",
        "Folder of the client [generated/quilt]: ",
    ]


def test_answers_win_over_suggestions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _asked(["Quilts", "warm_things", "here", ""], monkeypatch, tmp_path)
    job = load(Path("here/specquilt.toml"))
    assert (job.package, job.info["title"]) == ("warm_things", "Quilts")
    assert job.client_output == Path("generated/warm-things")
    assert job.pages == (Path("api.yaml"),)
