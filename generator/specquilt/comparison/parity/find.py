"""Finds the files of a package without importing it: a name, a folder or a wheel."""

from __future__ import annotations

import os
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import machinery, metadata
from pathlib import Path, PurePosixPath

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import input_error

LARGEST = 20_000_000
"""Bytes of a file in a wheel that is read."""

_ELSEWHERE = (
    "name a package of this environment, or the path of its folder or wheel, "
    "for example: .venv/lib/python3.13/site-packages/acme"
)


@dataclass(frozen=True)
class InstalledPackage:
    """The files of a package.

    Args:
        name: Import name.
        folder: The folder that contains the package.
        version: Version of the distribution; empty if unknown.
    """

    name: str
    folder: Path
    version: str = ""


@contextmanager
def installed(package: str) -> Iterator[InstalledPackage]:
    """Find a package; a wheel is unpacked until the context ends.

    Args:
        package: Import name, name of a distribution, path of a folder, or path of a wheel.

    Raises:
        InputError: there is none, or it has no Python code.
    """
    path = Path(package)
    if path.suffix == ".whl" and path.is_file():
        with tempfile.TemporaryDirectory(prefix="specquilt-") as folder:
            yield _of_wheel(path, Path(folder))
    elif path.is_dir() and (path.name != package or not _importable(package)):
        yield _of_folder(path.resolve())
    else:
        yield _of_environment(package)


def _of_wheel(path: Path, folder: Path) -> InstalledPackage:
    """Unpack the Python files of a wheel. Members outside of the folder are left out."""
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if _is_wanted(member):
                    archive.extract(member, folder)
    except (zipfile.BadZipFile, OSError) as error:
        message = f"{path.as_posix()} is not a readable wheel: {error}"
        raise input_error("package-not-found", message) from None
    packages = _packages(folder)
    if not packages:
        raise input_error("package-not-found", f"{path.as_posix()} contains no Python package")
    version = next(iter(metadata.distributions(path=[str(folder)])), None)
    return InstalledPackage(packages[0], folder, version.version if version else "")


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    is_inside = not path.is_absolute() and ".." not in path.parts
    is_read = path.suffix in (".py", ".pyi") or path.name == "METADATA"
    return is_inside and is_read and member.file_size <= LARGEST


def _packages(folder: Path) -> list[str]:
    """Return the names of the packages in a folder, the one with the most files first."""
    counts = {
        each.name: sum(1 for _ in each.rglob("*.py"))
        for each in sorted(folder.iterdir())
        if each.is_dir() and each.name.isidentifier()
    }
    return sorted((name for name in counts if counts[name]), key=lambda name: -counts[name])


def _of_folder(path: Path) -> InstalledPackage:
    if not path.name.isidentifier() or next(path.rglob("*.py"), None) is None:
        raise input_error(
            "package-not-found", f"{path.as_posix()} is not a Python package", help=_ELSEWHERE
        )
    return InstalledPackage(path.name, path.parent, _version(path.name, path.parent))


def _of_environment(package: str) -> InstalledPackage:
    name = package if _importable(package) else _name_in_distribution(package)
    folder = _importable(name)
    if not folder:
        message = f"there is no package {package!r} in this environment"
        raise input_error("package-not-found", message, help=_ELSEWHERE)
    return InstalledPackage(name, folder, _version(name.partition(".")[0], folder))


def _importable(name: str) -> Path | None:
    """Return the folder that contains a top-level package, found without running its code."""
    top = name.partition(".")[0]
    if not all(map(str.isidentifier, name.split("."))):
        return None
    spec = machinery.PathFinder.find_spec(top, _search_path())
    locations = list(spec.submodule_search_locations or ()) if spec else []
    return Path(locations[0]).parent if locations else None


def _search_path() -> list[str]:
    """Return where packages are: the active environment first, then that of specquilt itself."""
    active = os.environ.get("VIRTUAL_ENV", "")
    patterns = ("lib/python*/site-packages", "Lib/site-packages")
    found = [str(each) for pattern in patterns for each in Path(active).glob(pattern) if active]
    return [*found, *(each for each in sys.path if each)]


def _name_in_distribution(package: str) -> str:
    """Return the import name of a distribution: ``yaml`` of ``pyyaml``; empty if there is none."""
    for distribution in metadata.distributions(name=package, path=_search_path()):
        files = [str(path) for path in distribution.files or () if path.suffix == ".py"]
        tops = [path.partition("/")[0] for path in files if "/" in path]
        return max(tops, key=tops.count, default="")
    return ""


def _version(name: str, folder: Path) -> str:
    """Return the version of the distribution that has installed a package; empty if unknown."""
    for distribution in metadata.distributions(path=[str(folder)]):
        wanted = f"{name}/"
        if any(str(path).startswith(wanted) for path in distribution.files or ()):
            return distribution.version
    return ""
