"""Where nothing has changed, that is found out before anything heavy is imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from specquilt.cli.main import main
from specquilt.output import inputs
from specquilt.project import configuration

DOCUMENT = """\
openapi: 3.1.0
info: {title: Quilts, version: '1'}
servers: [{url: https://api.quilts.dev}]
paths: {/quilts: {get: {operationId: list_quilts, responses: {'204': {description: Done}}}}}
"""
SETTINGS = """\
[sources]
pages = ["api.yaml"]
[document]
output = "openapi.yaml"
[client]
output = "../../generated/quilts-client"
"""
HEAVY = ("argparse", "dataclasses", "pathlib", "yaml", "jinja2", "pydantic")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project whose client has been generated."""
    folder = tmp_path / "specs/quilts"
    folder.mkdir(parents=True)
    (folder / "api.yaml").write_text(DOCUMENT)
    (folder / "specquilt.toml").write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)
    assert main(["generate", "--quiet"]) == 0
    return tmp_path


def test_nothing_heavy_is_imported(project: Path) -> None:
    script = (
        "import sys; from specquilt.cli.main import main; sys.argv[1:] = ['generate']; main();"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    command = [sys.executable, "-S", "-c", f"import sys; sys.path = {sys.path!r}; {script}"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "specs/quilts: up to date\n")


@pytest.mark.parametrize(
    "path",
    [
        "specs/quilts/api.yaml",
        "specs/quilts/openapi.yaml",
        "specs/quilts/specquilt.toml",
        "generated/quilts-client/README.md",
        "generated/quilts-client/quilts_client/client.py",
    ],
)
def test_a_change_anywhere_is_noticed(
    project: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with (project / path).open("a") as file:
        file.write("# more\n")
    assert main(["generate"]) == 0
    assert "up to date" not in capsys.readouterr().err


def test_a_file_that_is_gone_is_noticed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "generated/quilts-client/reference.md").unlink()
    main(["generate"])
    assert "up to date" not in capsys.readouterr().err
    assert (project / "generated/quilts-client/reference.md").is_file()


@pytest.mark.usefixtures("project")
def test_a_configuration_and_its_job_ask_for_the_same() -> None:
    file = "specs/quilts/specquilt.toml"
    quick = (inputs.of_configurations([file]) or [])[0]
    thorough = configuration.load(Path(file)).wish
    assert quick.settings == thorough.settings
    assert (quick.name, quick.base) == (thorough.name, thorough.base)
    for name in ("output", "document"):
        assert Path(getattr(quick, name)).resolve() == Path(getattr(thorough, name)).resolve()
    assert [Path(path).name for path in quick.sources] == [
        Path(path).name for path in thorough.sources
    ]


@pytest.mark.usefixtures("project")
def test_sources_on_the_command_line_are_up_to_date_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = ["generate", "specs/quilts/api.yaml", "-o", "my-client"]
    main([*command, "--quiet"])
    main(command)
    assert capsys.readouterr().err.endswith("specs/quilts/api.yaml: up to date\n")
    main([*command, "--package", "other"])
    assert "up to date" not in capsys.readouterr().err
