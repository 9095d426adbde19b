"""Walks through the modules of a user, statement by statement."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from specquilt.comparison.callers.expressions import Expressions, UserScope
from specquilt.comparison.callers.names import PackageNames
from specquilt.comparison.callers.values import ModelType, OwnFunction, PackageModule, Value
from specquilt.openapi.finding import Location, input_error
from specquilt.python.surface.types import Surface


def uses_in(paths: Iterable[Path], surface: Surface) -> dict[str, list[Location]]:
    """Return where the code of a user uses a package: keys are calls, arguments, classes, attributes.

    Files that are no Python are left out.

    Args:
        paths: Files and folders.
        surface: The surface of the package that the code is written for.

    Raises:
        InputError: A path does not exist.
    """
    found: defaultdict[str, list[Location]] = defaultdict(list)
    for path in paths:
        if not path.exists():
            raise input_error(
                "missing-file", f"there is no {path.as_posix()}", help="check the spelling"
            )
        for file in _modules(path):
            _Module(file, PackageNames(surface), found).read()
    return dict(found)


def _modules(path: Path) -> Iterator[Path]:
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    hidden = (".", "__pycache__")
    yield from (
        f for f in files if not any(p.startswith(hidden) for p in f.relative_to(path).parts)
    )


class _Module:
    def __init__(
        self, path: Path, package: PackageNames, found: defaultdict[str, list[Location]]
    ) -> None:
        self._path, self._package, self._found = path, package, found
        self._expressions = Expressions(package, self._note)

    def read(self) -> None:
        """Note all uses in the module."""
        try:
            tree = ast.parse(self._path.read_bytes())
        except (SyntaxError, ValueError):
            return
        self._block(tree.body, UserScope())

    def _note(self, key: str, node: ast.AST) -> None:
        line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
        place = Location(self._path.as_posix(), line, column + 1)
        if all(each.line != line or each.path != place.path for each in self._found[key]):
            self._found[key].append(place)

    def _block(self, statements: Iterable[ast.stmt], names: UserScope) -> None:
        """Read statements; the bodies of functions last, when all names of the block are known."""
        later: list[ast.FunctionDef | ast.AsyncFunctionDef] = []
        for each in statements:
            self._statement(each, names, later)
        for function in later:
            self._function(function, names)

    def _statement(
        self,
        node: ast.stmt,
        names: UserScope,
        later: list[ast.FunctionDef | ast.AsyncFunctionDef],
    ) -> None:
        match node:
            case ast.Import(names=listed):
                self._import(listed, names)
            case ast.ImportFrom(module=str(module), names=listed, level=0):
                self._import_from(module, listed, node, names)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                returned = self._expressions.annotation(node.returns, names)
                names.set(node.name, OwnFunction(returned) if returned else None)
                later.append(node)
            case ast.ClassDef(body=body):
                for base in (*node.bases, *node.decorator_list):
                    self._expressions.value(base, names)
                self._block(body, UserScope(names))
            case ast.Assign(targets=targets, value=value):
                found = self._expressions.value(value, names)
                for target in targets:
                    self._expressions.bind(target, found, names)
            case ast.AnnAssign(target=target, annotation=annotation, value=value):
                declared = self._expressions.annotation(annotation, names)
                found = self._expressions.value(value, names)
                self._expressions.bind(target, found or declared, names)
            case _:
                self._compound(node, names, later)

    def _compound(
        self,
        node: ast.stmt,
        names: UserScope,
        later: list[ast.FunctionDef | ast.AsyncFunctionDef],
    ) -> None:
        """Read a statement with blocks, or one that only has expressions."""
        if isinstance(node, ast.For | ast.AsyncFor):
            found = self._expressions.value(node.iter, names)
            self._expressions.bind(node.target, self._expressions.item(found), names)
        if isinstance(node, ast.With | ast.AsyncWith):
            for each in node.items:
                found = self._expressions.value(each.context_expr, names)
                self._expressions.bind(each.optional_vars, found, names)
        is_bound = isinstance(node, ast.For | ast.AsyncFor | ast.With | ast.AsyncWith)
        for child in _parts(node):
            if isinstance(child, ast.stmt):
                self._statement(child, names, later)
            elif not is_bound:
                self._expressions.value(child, names)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, names: UserScope) -> None:
        inner = UserScope(names)
        arguments = node.args
        for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            inner.set(each.arg, self._expressions.annotation(each.annotation, names))
        for default in (*arguments.defaults, *filter(None, arguments.kw_defaults)):
            self._expressions.value(default, names)
        if arguments.args and arguments.args[0].arg == "self":
            inner = _Members(names, inner)
        self._block(node.body, inner)

    def _import(self, listed: list[ast.alias], names: UserScope) -> None:
        for each in listed:
            first, _, rest = each.name.partition(".")
            if first == self._package.package:
                names.set(each.asname or first, PackageModule(rest if each.asname else ""))

    def _import_from(
        self, module: str, listed: list[ast.alias], node: ast.ImportFrom, names: UserScope
    ) -> None:
        first, _, rest = module.partition(".")
        if first != self._package.package:
            return
        part = PackageModule("" if rest == "client" else rest)
        for each in listed:
            value = self._package.member(part, each.name)
            key = f"errors.{each.name}" if rest in ("", "errors") else ""
            self._note(f"types.{value.name}" if isinstance(value, ModelType) else key, node)
            names.set(each.asname or each.name, value)


class _Members(UserScope):
    """The names of a method: what is set on ``self`` is known to the methods after it, too."""

    def __init__(self, of_class: UserScope, own: UserScope) -> None:
        super().__init__(own)
        self._class = of_class

    def set(self, name: str, value: Value) -> None:
        """Say what a name stands for from now on."""
        (self._class.set if name.startswith("self.") else super().set)(name, value)


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the statements and expressions of a statement, without those in between."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt | ast.expr):
            yield child
        elif isinstance(child, ast.ExceptHandler | ast.match_case):
            yield from _parts(child)
