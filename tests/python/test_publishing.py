"""A generated distribution can be built and published as it is."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from api.small import named
from python.zoo import ZOO
from specquilt.python.distribution import make
from specquilt.python.publication import UNPUBLISHED, Publication

GIVEN = Publication(
    {
        "description": "The official client of the zoo.",
        "requires-python": ">=3.12",
        "license": "MIT",
        "authors": [{"name": "Zoo Inc.", "email": "sdk@zoo.example"}, {"name": "Ä. Other"}],
        "maintainers": [{"email": "sdk@zoo.example"}],
        "keywords": ["zoo"],
        "classifiers": ["Development Status :: 5 - Production/Stable"],
        "dependencies": ["tenacity>=9"],
        "optional-dependencies": {"pandas": ["pandas>=2.2"]},
        "urls": {"Repository": "https://zoo.example/sdk"},
    },
    "Do as you please.\n",
)
LINKS = {"contact": {"url": "https://zoo.example/help"}, "description": "# Zoo\n\nAll *animals*."}


@pytest.mark.long
@pytest.mark.parametrize("publication", [UNPUBLISHED, GIVEN], ids=["plain", "given"])
@pytest.mark.parametrize("links", [{}, LINKS], ids=["bare", "described"])
def test_built_distributions_pass_the_checks_of_pypi(
    publication: Publication, links: dict[str, Any], tmp_path: Path
) -> None:
    document = ZOO | {"info": ZOO["info"] | links}
    _write(make(named(document)[0], lambda _: None, publication, reuse=False), tmp_path)
    _run("validate_pyproject", "pyproject.toml", folder=tmp_path)
    _run("hatchling", "build", "-d", "dist", folder=tmp_path)
    wheel, source = next(tmp_path.glob("dist/*.whl")), next(tmp_path.glob("dist/*.tar.gz"))
    _run("twine", "check", "--strict", str(wheel), str(source), folder=tmp_path)
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"zoo_client/py.typed", "zoo_client/_runtime/core.py"} <= names
    with tarfile.open(source) as archive:
        unpacked = {name.partition("/")[2] for name in archive.getnames()}
    pages = {"README.md", "AGENTS.md", "CHANGELOG.md", "reference.md", "reference/animals.md"}
    assert pages <= unpacked
    has_license = "zoo_client-1.2.3.dist-info/licenses/LICENSE" in names
    assert has_license is ("LICENSE" in unpacked) is bool(publication.license_text)


def _write(files: dict[str, str], folder: Path) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def _run(module: str, *arguments: str, folder: Path) -> None:
    command = [sys.executable, "-m", module, *arguments]
    offline = os.environ | {"VALIDATE_PYPROJECT_NO_NETWORK": "1", "NO_NETWORK": "1"}
    done = subprocess.run(
        command, cwd=folder, env=offline, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
