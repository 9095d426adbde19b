"""Configuration files that cannot be read, and what follows from those that can."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from specquilt.openapi.finding import InputError
from specquilt.project.configuration import adjusted, from_sources, load

SOURCES = b'[sources]\npages = ["a.md"]\n'


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _file(content: bytes) -> Path:
    file = Path("specs/quilts/specquilt.toml")
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    ("content", "rule", "message"),
    [
        (b"title = \xff", "not-utf-8", "the file is not UTF-8"),
        (b"a = " + b"[" * 100_000, "config-key", "arrays or tables are nested too deeply"),
        (b"a = 1\na = 2", "config-key", "cannot overwrite a value"),
        (b"a = 1\r[", "config-key", ""),
    ],
    ids=["not UTF-8", "too deep", "twice", "a lone carriage return"],
)
def test_a_file_that_cannot_be_read_is_reported(content: bytes, rule: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        load(_file(content))
    (finding,) = caught.value.findings
    assert (finding.rule, message in finding.message) == (rule, True)


@pytest.mark.parametrize("name", ["gone.toml", ".", "/dev/zero", "a\0b"])
def test_what_is_no_file_is_reported(name: str) -> None:
    with pytest.raises(InputError, match="missing-file"):
        load(Path(name))


def test_paths_are_those_of_a_person_in_this_folder() -> None:
    job = load(_file(SOURCES + b'[client]\noutput = "../../generated/quilt-client"\n'))
    assert job.pages == (Path("specs/quilts/a.md"),)
    assert job.client_output == Path("generated/quilt-client")
    assert job.name == "specs/quilts"


@pytest.mark.parametrize(
    ("client", "distribution", "package"),
    [
        ("", "client", "client"),
        ("output = '../../generated/quilt-client'", "quilt-client", "quilt_client"),
        ("output = '../..'", "client", "client"),
        ("output = 'out'\ndistribution = 'Quilts'", "Quilts", "quilts"),
        ("output = 'out'\npackage = 'quilts'", "out", "quilts"),
    ],
)
def test_names_follow_from_the_folder(client: str, distribution: str, package: str) -> None:
    job = load(_file(SOURCES + f"[client]\n{client}\n".encode()))
    assert (job.distribution, job.package) == (distribution, package)


def test_info_is_what_is_given() -> None:
    job = load(_file(SOURCES + b'[document]\ntitle = "Quilts"\nversion = ""\n'))
    assert job.info == {"title": "Quilts", "version": ""}


def test_the_command_line_chooses_instead_of_the_file() -> None:
    job = load(_file(SOURCES + b'[select]\ninclude = ["tag:a"]\nexclude = ["tag:b"]\n'))
    assert adjusted(job, [], []) is job
    assert (job.choice.include, job.choice.exclude) == (("tag:a",), ("tag:b",))
    assert job.choice.places["tag:b"].line == 5
    other = adjusted(job, ["tag:c"], []).choice
    assert (other.include, other.exclude, other.places) == (("tag:c",), (), {})


def test_sources_are_used_as_they_are_named() -> None:
    job = from_sources([Path("/a/b.md"), Path("../c")], [Path("d")], Path("out"), "quilts")
    assert job.pages == (Path("/a/b.md"), Path("../c"))
    assert (job.supplements, job.name) == ((Path("d"),), "/a/b.md")
    assert (job.distribution, job.package) == ("out", "quilts")


@pytest.mark.parametrize(
    ("wanted", "is_refused"),
    [
        ("0.1.0", False),
        (">=0.1", False),
        (">=0.1,<0.2", False),
        ("~=0.1.0", False),
        ("0.2", True),
        (">=0.2.0a1", True),
        ("!=0.1.0", True),
    ],
)
def test_a_configuration_for_other_versions_is_refused(
    wanted: str, is_refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("specquilt.project.required_version.__version__", "0.1.0")
    file = _file(f'required-version = "{wanted}"\n'.encode() + SOURCES)
    if not is_refused:
        assert load(file).required_version == wanted
        return
    with pytest.raises(InputError) as caught:
        load(file)
    (finding,) = caught.value.findings
    message = f"this is specquilt 0.1.0, but the project requires {wanted}"
    assert (finding.rule, finding.message) == ("required-version", message)


def test_a_prerelease_of_a_version_that_is_wanted_may_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specquilt.project.required_version.__version__", "0.3.0rc1")
    assert load(_file(b'required-version = ">=0.2"\n' + SOURCES)).pages


def test_the_required_version_is_the_only_finding_and_has_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("specquilt.project.required_version.__version__", "0.1.0")
    file = _file(b"# quilts\n'required-version'  = '9'\nkey-of-version-nine = 1\n" + SOURCES)
    with pytest.raises(InputError) as caught:
        load(file)
    (finding,) = caught.value.findings
    assert str(finding.location) == "specs/quilts/specquilt.toml:2:23"
    assert finding.help == "pip install 'specquilt==9', or change required-version"


@pytest.mark.parametrize("wanted", ["'newest'", "''", "'>=a'", "3"])
def test_a_required_version_that_is_none_is_refused(wanted: str) -> None:
    with pytest.raises(InputError) as caught:
        load(_file(f"required-version = {wanted}\n".encode() + SOURCES))
    assert [finding.rule for finding in caught.value.findings] == ["config-key"]


def test_packaging_is_imported_only_for_a_required_version() -> None:
    code = (
        "import sys; from pathlib import Path; from specquilt.project.configuration import load;"
        "load(Path(sys.argv[1])); print('packaging.specifiers' in sys.modules)"
    )
    file = _file(SOURCES)
    for head, answer in ((b"", "False"), (b'required-version = ">=0"\n', "True")):
        file.write_bytes(head + SOURCES)
        ran = subprocess.run(
            [sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True
        )
        assert ran.stdout.strip() == answer
