"""What is typed by habit, or mistyped, works or gets advice. `make golden` rewrites habits.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from specquilt.cli import habits
from specquilt.cli.arguments import parsed
from specquilt.cli.main import main

GOLDEN = Path(__file__).with_name("habits.txt")
DOCUMENT = """\
openapi: 3.1.0
info: {title: Petstore, version: "1"}
servers: [{url: "https://pets.example.com"}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      summary: List pets
      responses: {"204": {description: Nothing}}
"""
PROMPT = "$ specquilt"
SHOWN = 4
"""Lines of each answer that are shown."""

ANSWERS = dict(
    block.partition("\n")[::2] for block in GOLDEN.read_text("utf-8").split(f"{PROMPT}")[1:]
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    Path("api.yaml").write_text(DOCUMENT, "utf-8")


def _answer(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    try:
        code = main(words)
    except SystemExit as end:
        code = int(end.code or 0)
    lines = "".join(capsys.readouterr()).splitlines()
    return "\n".join([*lines[:SHOWN], *["…"][: len(lines) > SHOWN], f"exit {code}", "", ""])


@pytest.mark.parametrize("command", ANSWERS)
def test_habits_are_understood_or_corrected(
    command: str, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    answer = _answer(command.split(), capsys)
    if request.config.getoption("--golden"):
        text = GOLDEN.read_text("utf-8")
        old = f"{PROMPT}{command}\n{ANSWERS[command]}"
        GOLDEN.write_text(text.replace(old, f"{PROMPT}{command}\n{answer}"), "utf-8")
    assert f"{PROMPT}{command}\n{answer}" in GOLDEN.read_text("utf-8"), "run: make golden"


def test_no_answer_is_a_traceback_or_a_bug() -> None:
    assert len(ANSWERS) >= 40
    assert not any("Traceback" in text or "exit 70" in text for text in ANSWERS.values())


def test_without_a_folder_the_client_is_written_below_this_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["generate", "api.yaml"]) == 0
    said = capsys.readouterr().err
    assert "api.yaml: written to ./petstore. To use it, run: pip install ./petstore" in said
    assert Path("petstore/petstore/__init__.py").is_file()
    assert main(["generate", "api.yaml", "--check"]) == 0


@pytest.mark.parametrize(
    ("info", "name"),
    [
        ("info: {title: Acme Billing API, version: '1'}\nservers: text", "acme-billing"),
        ("info: {title: API, version: '1'}\nservers: [{url: 'https://api.acme.com'}]", "acme"),
        ("info: {title: The API, version: '1'}\nservers: [1]", "client"),
        ("info: text", "text"),
    ],
)
def test_the_folder_is_named_after_the_api(info: str, name: str) -> None:
    paths = "paths: {/a: {get: {responses: {'204': {description: Done}}}}}"
    Path("api.yaml").write_text(f"openapi: 3.1.0\n{info}\n{paths}\n", "utf-8")
    assert main(["generate", "-q", "api.yaml"]) == 0
    assert Path(name, "pyproject.toml").is_file()


def test_a_folder_with_files_of_others_is_left_alone() -> None:
    Path("petstore").mkdir()
    Path("petstore/mine.txt").write_text("mine", "utf-8")
    assert main(["generate", "-q", "api.yaml"]) == 2
    assert [path.name for path in Path("petstore").iterdir()] == ["mine.txt"]


def test_the_commands_of_the_advice_exist() -> None:
    for advice in habits.COMMANDS.values():
        words = ["X" if word in ("PATH", "RULE") else word for word in advice.split()]
        assert parsed(words).command == words[0]


@pytest.mark.parametrize("option", sorted(habits.OF_EVERY_COMMAND))
def test_options_of_every_command_may_stand_before_it(option: str) -> None:
    before, after = (parsed(words) for words in ([option, "lint", "a"], ["lint", option, "a"]))
    assert vars(before) == vars(after)
    assert before.quiet != before.verbose


def test_arguments_are_repeated_in_the_advice_without_options(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["validate", "my api.yaml", "--extends=x", "b.yaml"]) == 2
    assert "use `specquilt lint 'my api.yaml' b.yaml`\n" in capsys.readouterr().err


def test_several_mistakes_are_counted_and_one_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    main(["lint", "--no"])
    assert "1 finding" not in capsys.readouterr().err
    main(["lint", "--select=no-such,nor-this", "api.yaml"])
    assert "2 findings: 2 errors\n" in capsys.readouterr().err
