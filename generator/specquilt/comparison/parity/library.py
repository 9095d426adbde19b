"""The definitions in a package, read from its files: nothing of it is imported."""

from __future__ import annotations

import ast
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from specquilt.comparison.parity.find import InstalledPackage
from specquilt.openapi.finding import input_error

if TYPE_CHECKING:
    from griffe import Class, Module, Object

_MISSING = 'pip install "specquilt[parity]"'


class Library:
    """The definitions in a package.

    Args:
        package: The files of the package.

    Raises:
        InputError: griffe, which reads them, is not installed, or the package cannot be read.
    """

    def __init__(self, package: InstalledPackage) -> None:
        try:
            import griffe
        except ImportError:
            message = "comparing with an installed package needs griffe"
            raise input_error("missing-extra", message, help=f"run: {_MISSING}") from None
        self._unresolved = (KeyError, ValueError, griffe.GriffeError)
        # Its warnings are about the quality of the code of others.
        logging.getLogger("griffe").setLevel(logging.CRITICAL)
        loader = griffe.GriffeLoader(search_paths=[package.folder], allow_inspection=False)
        top = package.name.partition(".")[0]
        try:
            loader.load(top, submodules=True, try_relative_path=False)
            loader.expand_wildcards(loader.modules_collection[top])
        except (*self._unresolved, SyntaxError, ImportError, RecursionError) as error:
            message = f"{package.name} cannot be read: {error}"
            raise input_error("package-unreadable", message) from None
        self._modules = loader.modules_collection
        self._parsed: dict[Path, dict[int, ast.AST]] = {}
        self._classes: dict[str, Class | None] = {}
        self.name, self.version = package.name, package.version
        self.top = self._modules[top]

    def find(self, path: str) -> Object | None:
        """Return what a dotted path stands for, after all imports; None if it is not in here."""
        try:
            found: Any = self._modules[path]
            target: Object = found.final_target if found.is_alias else found
        except self._unresolved:
            return None
        return target

    def find_class(self, path: str) -> Class | None:
        """Return the class that a dotted path stands for."""
        if path not in self._classes:
            found = self.find(path)
            self._classes[path] = found if found is not None and found.is_class else None  # type: ignore[assignment]
        return self._classes[path]

    def exported(self, module: Object) -> Iterator[tuple[str, Object]]:
        """Yield the public names of a module with what they stand for."""
        for name in module.members:
            if name.startswith("_"):
                continue
            found = self.find(f"{module.path}.{name}")
            if found is not None and not found.is_module:
                yield name, found

    def packages(self) -> Iterator[Module]:
        """Yield the package and its subpackages, from the outside in."""
        waiting: list[Any] = [self.find(self.name) or self.top]
        for module in waiting:
            if module.is_module:
                yield module
            inner = [each for each in module.members.values() if not each.is_alias]
            waiting += [each for each in inner if each.is_module and _is_package(each)]

    def ancestors(self, class_: Class) -> list[Class]:
        """Return a class and its base classes in this package, in the order of their lookup."""
        found = [class_]
        for each in found:
            bases = (self.find_class(path) for path in map(path_of, each.bases))
            found += [base for base in bases if base is not None and base not in found]
        return found

    def body(self, definition: Object) -> ast.AST | None:
        """Return the syntax tree of a function, a property or a class."""
        path = definition.filepath
        if not isinstance(path, Path):
            return None
        if path not in self._parsed:
            self._parsed[path] = _definitions(path)
        return self._parsed[path].get(definition.lineno or 0)


def path_of(expression: object) -> str:
    """Return the dotted path that an expression stands for, without what is in brackets."""
    return str(getattr(expression, "canonical_path", expression))


def _is_package(module: Object) -> bool:
    return module.is_init_module or not isinstance(module.filepath, Path)


def _definitions(path: Path) -> dict[int, ast.AST]:
    """Return functions and classes in a file by their first line, and by that of their decorators."""
    tree = ast.parse(path.read_bytes())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    found = [each for each in ast.walk(tree) if isinstance(each, kinds)]
    return {line: each for each in found for line in _first_lines(each)}


def _first_lines(found: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> tuple[int, ...]:
    return (found.lineno, *(each.lineno for each in found.decorator_list[:1]))
