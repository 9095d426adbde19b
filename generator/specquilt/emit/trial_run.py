"""Runs in another process: imports every module of a package and tells what it can call.

The package can neither reach the network nor start a program nor write a file meanwhile.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

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
    """Read the names of modules from stdin; write the operations of all of them to stdout."""
    json.dump(operations(json.load(sys.stdin), folder), sys.stdout)


def operations(names: list[str], folder: str) -> list[str]:
    """Import modules and return what they can call; this process can do little else afterwards."""
    packages = {name.partition(".")[0] for name in names}
    for known in [name for name in sys.modules if name.partition(".")[0] in packages]:
        del sys.modules[known]
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    sys.addaudithook(_refuse)
    modules = [importlib.import_module(name) for name in names]
    for module in modules:
        _build_models(module)
    return [operation for module in modules for operation in _operations(module)]


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if event in _FORBIDDEN or writes:
        raise PermissionError(f"{event} while the package is imported")


def _build_models(module: ModuleType) -> None:
    """Build the validators of models, which otherwise happens when one is first used."""
    for value in vars(module).values():
        if isinstance(value, type) and value.__module__ == module.__name__:
            getattr(value, "model_rebuild", bool)()


def _operations(module: ModuleType) -> Iterator[str]:
    """Yield the operations that have a method in a sync and an async class of their module."""
    values = list(vars(module).values())
    classes = {v for v in values if isinstance(v, type) and v.__module__ == module.__name__}
    for value in values:
        if type(value).__module__.endswith("._runtime.operation"):
            method = value.name.rpartition(".")[2]
            if sum(callable(vars(each).get(method)) for each in classes) == 2:
                yield f"{value.method} {value.path}"


if __name__ == "__main__":
    main(sys.argv[1])
