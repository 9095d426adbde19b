"""A package is found by its name, its distribution, its folder or its wheel, and never run."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from diff.parity.packages import CACHED, written
from specquilt.comparison.parity.find import InstalledPackage, installed
from specquilt.openapi.finding import InputError

METADATA = "Metadata-Version: 2.1\nName: acme-sdk\nVersion: 1.2.3\n"


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed packages, with one of the name ``acme`` in ``acme-sdk``."""
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    written(tmp_path, CACHED)
    info = tmp_path / "acme_sdk-1.2.3.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(METADATA, encoding="utf-8")
    (info / "RECORD").write_text("acme/__init__.py,,\nacme/_client.py,,\n", encoding="utf-8")
    return tmp_path


def _found(package: str) -> InstalledPackage:
    with installed(package) as found:
        return found


@pytest.mark.parametrize("name", ["acme", "acme-sdk", "acme_sdk"])
def test_an_import_name_and_a_distribution_are_found(environment: Path, name: str) -> None:
    assert _found(name) == InstalledPackage("acme", environment, "1.2.3")


def test_a_subpackage_is_found(environment: Path) -> None:
    assert _found("acme.types") == InstalledPackage("acme.types", environment, "1.2.3")


def test_a_folder_is_found_with_its_version(environment: Path) -> None:
    assert _found(str(environment / "acme")) == InstalledPackage("acme", environment, "1.2.3")


@pytest.mark.usefixtures("environment")
def test_the_active_environment_takes_precedence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = tmp_path / "env/lib/python3.12/site-packages"
    written(packages, {"__init__.py": ""})
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "env"))
    assert _found("acme").folder == packages


def test_without_an_active_environment_none_is_searched_for_here(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(environment / "lib/python3.12/site-packages", {"__init__.py": ""})
    monkeypatch.chdir(environment)
    assert _found("acme.types").folder == environment


def test_a_wheel_is_unpacked_for_as_long_as_it_is_read(tmp_path: Path) -> None:
    wheel = tmp_path / "acme_sdk-1.2.3-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("acme/__init__.py", "")
        archive.writestr("acme/data.bin", b"x")
        archive.writestr("acme/stub.pyi", "")
        archive.writestr("../outside.py", "")
        archive.writestr("acme_sdk-1.2.3.dist-info/METADATA", METADATA)
    with installed(str(wheel)) as found:
        assert (found.name, found.version) == ("acme", "1.2.3")
        files = sorted(path.name for path in (found.folder / "acme").iterdir())
        assert files == ["__init__.py", "stub.pyi"]
        assert not (found.folder.parent / "outside.py").exists()
    assert not found.folder.exists()


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("name", ["acme_corp", "no such", "a/b", "os.path.."])
def test_a_package_that_is_not_there_is_an_error_that_says_what_to_type(name: str) -> None:
    with pytest.raises(InputError) as caught:
        _found(name)
    assert [each.rule for each in caught.value.findings] == ["package-not-found"]
    assert "site-packages/acme" in caught.value.findings[0].help


@pytest.mark.parametrize("content", [b"no zip", b""])
def test_a_broken_wheel_is_an_error(tmp_path: Path, content: bytes) -> None:
    wheel = tmp_path / "acme.whl"
    wheel.write_bytes(content)
    with pytest.raises(InputError, match="not a readable wheel"):
        _found(str(wheel))


def test_a_wheel_and_a_folder_without_code_are_errors(tmp_path: Path) -> None:
    wheel = tmp_path / "acme.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("README", "")
    with pytest.raises(InputError, match="no Python package"):
        _found(str(wheel))
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="is not a Python package"):
        _found(str(tmp_path / "empty"))
