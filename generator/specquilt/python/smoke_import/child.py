"""Runs in another process: imports every module of a package and tells what it can call.

The package can neither reach the network nor start a program nor write a file meanwhile.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, GenericAlias, ModuleType
from typing import Any, ForwardRef, cast

LONGEST = 500
"""Characters of a reason."""

_NO_BYTECODE = sys.dont_write_bytecode
"""Whether the user wants no bytecode on his disk."""

_RUNTIME = Path(__file__).parents[1] / "runtime"

_FORBIDDEN = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.sendto",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main(folder: str) -> None:
    """Read modules from stdin, as `outcome` has them; write what comes of them to stdout."""
    names, texts = json.load(sys.stdin)
    json.dump(outcome(names, folder, texts), sys.stdout)


def outcome(
    names: list[str], folder: str, texts: dict[str, str] | None = None
) -> tuple[list[str], str]:
    """Return the operations of modules, or the reason why they cannot be imported.

    Args:
        names: of the modules.
        folder: where their package is, or will be.
        texts: all files that may be imported, by path; None if they are in the folder.
    """
    try:
        return operations(names, folder, texts), ""
    except BaseException as error:  # whatever a module raises, it does not import
        return [], " ".join("".join(traceback.format_exception_only(error)).split())[:LONGEST]


def operations(names: list[str], folder: str, texts: dict[str, str] | None) -> list[str]:
    """Import modules and return what they can call; this process can do little else afterwards."""
    packages = {name.partition(".")[0] for name in names}
    for known in [name for name in sys.modules if name.partition(".")[0] in packages]:
        del sys.modules[known]
    if texts is None:
        sys.path.insert(0, folder)
        sys.path_hooks.insert(0, lambda path: _finder(path, folder))
    else:
        sys.meta_path.insert(0, _Texts(texts, packages, Path(folder)))
    sys.dont_write_bytecode = True
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # to find them takes long
    sys.addaudithook(_refuse)
    _compile_annotations_once()
    modules = [importlib.import_module(name) for name in names]
    _build_models(modules)
    return [operation for module in modules for operation in _operations(module)]


def _compile_annotations_once() -> None:
    """Let fields with the same annotation share its code, which takes a twentieth less time."""
    vars(sys.modules[ForwardRef.__module__])["compile"] = cache(compile)


def _finder(path: str, folder: str) -> FileFinder:
    """Return what finds modules inside of a folder."""
    if not Path(path).is_relative_to(folder):
        raise ImportError
    return FileFinder(path, (_Loader, SOURCE_SUFFIXES))


class _Loader(SourceFileLoader):
    """Reads modules; of the copied runtime, what is compiled already.

    Compiling it again takes 45 of the 800 ms of CPU time that a small document takes.
    """

    def get_code(self, fullname: str) -> CodeType | None:
        """Return the code of a module."""
        _, _, inside = str(self.path).partition(f"{os.sep}_runtime{os.sep}")
        original = _RUNTIME / inside
        if inside and original.is_file() and _is_copy(self.get_data(str(self.path)), original):
            with _as_this_tool():
                return SourceFileLoader(fullname, str(original)).get_code(fullname)
        return super().get_code(fullname)


def _is_copy(copied: bytes, original: Path) -> bool:
    """Return whether a content is that of a file below a notice, which is a comment."""
    notice, _, text = copied.partition(b"\n")
    return notice.startswith(b"#") and text == original.read_bytes()


class _Texts(MetaPathFinder):
    """Finds the modules of packages among texts, and nowhere else.

    Args:
        texts: the files, by path.
        packages: names of the packages.
        folder: where the files will be.
    """

    def __init__(self, texts: dict[str, str], packages: set[str], folder: Path) -> None:
        self._texts, self._packages, self._folder = texts, packages, folder
        self._parents = {parent.as_posix() for path in texts for parent in Path(path).parents}

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        """Return how to load a module; None if it is in none of the packages."""
        if fullname.partition(".")[0] not in self._packages:
            return None
        path = fullname.replace(".", "/")
        for place in (f"{path}/__init__.py", f"{path}.py"):
            if place in self._texts:
                loader = _TextLoader(fullname, str(self._folder / place), self._texts[place])
                return spec_from_file_location(fullname, loader.path, loader=loader)
        if path not in self._parents:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return ModuleSpec(fullname, None, is_package=True)


class _TextLoader(_Loader):
    """Loads a module from its text."""

    def __init__(self, fullname: str, path: str, text: str) -> None:
        super().__init__(fullname, path)
        self._text = text

    def get_data(self, path: str) -> bytes:
        """Return the content of the module's file, of which there is none yet."""
        return self._text.encode()

    def path_stats(self, path: str) -> dict[str, float]:
        """Say that nothing is compiled: a file that is there has another content."""
        raise OSError


class _Trust:
    """Whether this tool compiles its own code just now, which runs no code of the package."""

    is_given = False


@contextmanager
def _as_this_tool() -> Iterator[None]:
    """Let bytecode be saved as an import would: not all installers compile what they install."""
    sys.dont_write_bytecode, _Trust.is_given = _NO_BYTECODE, True
    try:
        yield
    finally:
        sys.dont_write_bytecode, _Trust.is_given = True, False


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if (event in _FORBIDDEN or writes) and not _Trust.is_given:
        raise PermissionError(f"{event} while the package is imported")


def _build_models(modules: list[ModuleType]) -> None:
    """Build the validators of models, which otherwise happens when one is first used.

    Models that refer to each other are built many times if each is built alone.
    """
    found = [value for module in modules for value in _own(module)]
    models = tuple(value for value in found if hasattr(value, "model_rebuild"))
    if models:
        from pydantic import TypeAdapter

        TypeAdapter(cast(Any, GenericAlias(tuple, models))).rebuild()


def _own(module: ModuleType) -> list[type]:
    """Return the classes that a module defines, each once."""
    classes = (value for value in vars(module).values() if isinstance(value, type))
    return list(dict.fromkeys(each for each in classes if each.__module__ == module.__name__))


def _operations(module: ModuleType) -> Iterator[str]:
    """Yield the operations that have a method in a sync and an async class of their module."""
    classes = _own(module)
    for value in vars(module).values():
        if type(value).__module__.endswith("._runtime.operation"):
            method = value.name.rpartition(".")[2]
            if sum(callable(vars(each).get(method)) for each in classes) == 2:
                yield f"{value.method} {value.path}"


if __name__ == "__main__":
    main(sys.argv[1])
