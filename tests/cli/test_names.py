"""Names, paths and options are checked before anything is read: at the door, with a proposal."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cli.small import DOCUMENT
from specquilt.cli.main import main


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pages").mkdir()
    Path("pages/api.yaml").write_text(DOCUMENT)


def _everything() -> list[str]:
    return sorted(path.as_posix() for path in Path().rglob("*"))


def _refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    before = _everything()
    assert main(words) == 2
    assert _everything() == before
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "proposal"),
    [
        ("my-pkg", "my_pkg"),
        ("a b", "a_b"),
        ("class", "class_"),
        ("/elsewhere/abs", "elsewhere_abs"),
        ("../../evil", "evil"),
        ("a.b", "a_b"),
        ("1st", "field_1st"),
        ("json", "json_client"),
        ("pydantic", "pydantic_client"),
        ("__main__", "main"),
        ("\ufb01le", "file"),
        ("x" * 300, "x" * 100),
        ("a\0b", "a_b"),
    ],
)
def test_a_package_must_have_a_name_that_can_be_imported(
    name: str, proposal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    reported = _refused(["generate", "pages", "-o", "out", "--package", name], capsys)
    assert "error[invalid-name]" in reported
    assert f"did you mean {proposal}?" in reported


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("package", "my-pkg", "did you mean my_pkg?"),
        ("package", "../evil", "did you mean evil?"),
        ("distribution", "my client", "did you mean my-client?"),
        ("distribution", "-a/b", "did you mean a-b?"),
        ("distribution", "Käse", "did you mean Kase?"),
        ("version", "abc", "for example: 1.0.0"),
        ("version", "v1.2 beta x", "did you mean 1.2?"),
        ("output", "a\\u0000b", "null character"),
        ("output", "", "must not be empty"),
        ("output", "pages/out", "is in the source folder"),
        ("output", "pages", "is in the source folder"),
    ],
)
def test_names_in_a_configuration_are_checked_at_their_line(
    key: str, value: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    client = {"output": "../../out"} | {key: value}
    lines = "".join(f'{name} = "{text}"\n' for name, text in client.items())
    Path("specquilt.toml").write_text(f'[sources]\npages = ["pages"]\n[client]\n{lines}')
    reported = _refused(["generate", "--config", "specquilt.toml"], capsys)
    place = f"specquilt.toml:{4 + [*client].index(key)}:1: error[config-key]"
    assert place in reported
    assert message in reported


@pytest.mark.parametrize(
    ("folder", "distribution", "package"),
    [
        ("my client", "my-client", "my_client"),
        ("json", "json", "json_client"),
        ("ünï", "uni", "uni"),
        ("-_.", "client", "client"),
        ("日本", "client", "client"),
        ("my.client", "my.client", "my_client"),
    ],
)
def test_a_folder_gives_names_that_can_be_used(
    folder: str, distribution: str, package: str
) -> None:
    assert main(["generate", "pages", "-q", "-o", f"./{folder}"]) == 0
    project = tomllib.loads(Path(folder, "pyproject.toml").read_text())
    assert project["project"]["name"] == distribution
    assert Path(folder, package, "__init__.py").is_file()


@pytest.mark.parametrize(
    ("key", "output"),
    [
        ("document", "pages/api.yaml"),
        ("document", "pages/new.yaml"),
        ("document", "more/../pages/api.yaml"),
        ("document", "link.yaml"),
        ("document", "overlay.yaml"),
        ("document", "specquilt.toml"),
    ],
)
def test_a_document_is_not_written_over_a_source(
    key: str, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("link.yaml").symlink_to("pages/api.yaml")
    Path("overlay.yaml").write_text("overlay: 1.1.0\ninfo: {title: A, version: '1'}\nactions: []\n")
    Path("specquilt.toml").write_text(
        f"[sources]\npages = ['pages']\noverlay = 'overlay.yaml'\n[{key}]\noutput = '{output}'\n"
    )
    reported = _refused(["generate", "--config", "specquilt.toml"], capsys)
    assert "specquilt.toml:5:1: error[config-key]" in reported


@pytest.mark.parametrize(
    "command",
    [
        "merge pages -o pages/api.yaml",
        "merge pages -o pages/new.yaml",
        "merge pages/api.yaml -o ./pages/../pages/api.yaml",
        "lint pages --format json=pages/api.yaml",
        "lint pages/api.yaml -o pages/api.yaml",
        "lint pages --baseline known.json --format json=known.json",
        "generate pages -o pages",
        "generate pages -o pages/out",
        "generate . -o out",
        "overlay apply pages/api.yaml overlay.yaml -o pages/api.yaml",
        "overlay apply pages/api.yaml overlay.yaml -o overlay.yaml",
    ],
)
def test_an_output_is_not_written_over_a_source_or_where_it_would_be_read(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "error[output-is-source]" in _refused(command.split(), capsys)
    assert Path("pages/api.yaml").read_text() == DOCUMENT


def test_a_client_may_lie_around_its_sources_but_not_over_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("README.md").write_text("# Quilts\n\n```yaml\n" + DOCUMENT + "```\n")
    around = ["generate", "pages", "-o", ".", "--force", "--package", "quilts"]
    over = ["generate", "README.md", "-o", ".", "--force", "--package", "quilts"]
    assert "error[output-is-source]" in _refused(over, capsys)
    assert main(around) == 0
    assert Path("pages/api.yaml").read_text() == DOCUMENT
    assert Path("README.md.orig").read_text().startswith("# Quilts")
    assert main(around) == 0
    assert main([*around, "--check"]) == 0


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("generate --config specs/a/specquilt.toml -o elsewhere", "--output is for sources"),
        ("generate --package other", "--package is for sources"),
        ("generate --supplement pages", "--supplement is for sources"),
        ("lint --supplement pages", "--supplement is for sources"),
        ("generate pages -o out --config specs/a/specquilt.toml", "--config cannot be used"),
    ],
)
def test_an_option_that_would_be_ignored_is_refused(
    command: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _configure("a", "../../out")
    main(["generate", "-q"])
    assert message in _refused(command.split(), capsys)


@pytest.mark.parametrize("output", ["../../out", "../../out/inner", "../../../out"])
def test_two_configurations_do_not_write_to_one_folder(
    output: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("inner").mkdir()
    Path("pages").rename("inner/pages")
    monkeypatch.chdir("inner")
    Path("../out").symlink_to("inner/out")
    _configure("a", "../../out")
    _configure("b", output)
    assert "specs/a and specs/b both write to" in _refused(["generate"], capsys)


def test_two_configurations_are_not_merged_into_one_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _configure("a", "../../out")
    _configure("b", "../../other")
    assert "there are 2 configurations" in _refused(["merge", "-o", "all.yaml"], capsys)


def _configure(name: str, output: str) -> None:
    folder = Path("specs", name)
    folder.mkdir(parents=True)
    sources = "[sources]\npages = ['../../pages']\n"
    (folder / "specquilt.toml").write_text(f"{sources}[client]\noutput = '{output}'\n")


@pytest.mark.parametrize(
    "words",
    [
        ["generate", "pages", "-o", ""],
        ["generate", "", "-o", "out"],
        ["merge", "pages", "-o", ""],
        ["generate", "--config", ""],
        ["generate", "pages", "-o", "out", "--package", ""],
    ],
)
def test_an_empty_argument_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "must not be empty" in capsys.readouterr().err


def test_init_writes_only_names_that_generate_accepts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    reported = _refused(["init", "pages", "--yes", "--package", "my-pkg"], capsys)
    assert "did you mean my_pkg?" in reported
