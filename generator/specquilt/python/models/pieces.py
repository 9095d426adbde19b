"""Splits a module of types into its imports and its classes and aliases."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from specquilt.openapi.load.lines import split_with_ends


@dataclass(frozen=True)
class Piece:
    """One class or alias.

    Args:
        name: Its name.
        text: Its source code.
        names: The names that it refers to.
        target: Position in `text` of an alias's type expression, which Python evaluates on import.
    """

    name: str
    text: str
    names: frozenset[str]
    target: slice | None = None

    @property
    def lines(self) -> int:
        """Estimated number of lines after formatting."""
        return 3 + sum(1 if len(s) < 100 else 2 + s.count(", ") for s in self.text.splitlines())

    @property
    def lazy(self) -> str:
        """Its source code with the type expression of an alias quoted, to evaluate it on use."""
        if self.target is None:
            return self.text
        expression = ast.parse(self.text[self.target], mode="eval")
        quoted = ascii(ast.unparse(_Unquoted().visit(expression)))
        return self.text[: self.target.start] + quoted + self.text[self.target.stop :]


@dataclass(frozen=True)
class Parts:
    """The parts of a module of types.

    Args:
        header: The docstring.
        imports: Module, number of leading dots and import clause, by imported name.
        pieces: The classes and aliases.
    """

    header: str
    imports: dict[str, tuple[str, int, str]]
    pieces: list[Piece]


def take_apart(text: str) -> Parts:
    """Return the parts of a module. Skip calls of ``model_rebuild``: models rebuild on use."""
    module, lines = ast.parse(text), split_with_ends(text)
    header, *statements = module.body
    imports = {
        name.asname or name.name: (node.module or "", node.level, ast.unparse(name))
        for node in statements
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    return Parts("".join(lines[: header.end_lineno]), imports, list(_pieces(statements, lines)))


def _pieces(statements: list[ast.stmt], lines: list[str]) -> Iterator[Piece]:
    for number, node in enumerate(statements):
        name = _name(node)
        if not name:
            continue
        following = statements[number + 1] if number + 1 < len(statements) else node
        last = following if _is_docstring(following) else node
        source = lines[node.lineno - 1 : last.end_lineno]
        target = _target(node)
        place = _place(source, node.lineno, target) if target else None
        yield Piece(name, "".join(source), frozenset(_names(node)), place)


def _place(source: list[str], first: int, node: ast.expr) -> slice:
    """Return the position of a node in its statement's source. Columns of `ast` count bytes."""

    def offset(line: int, column: int) -> int:
        before = sum(map(len, source[: line - first]))
        return before + len(source[line - first].encode()[:column].decode())

    end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
    return slice(offset(node.lineno, node.col_offset), offset(end_line, end_column))


def _name(node: ast.stmt) -> str:
    match node:
        case ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return ""


def _target(node: ast.stmt) -> ast.expr | None:
    match node:
        case ast.Assign(value=ast.Call(func=ast.Name(id="TypeAliasType"), args=[_, target])):
            return target
        case ast.AnnAssign(value=target):
            return target
    return None


def _is_docstring(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(value=ast.Constant(value=str())):
            return True
    return False


def _names(node: ast.AST) -> Iterator[str]:
    """Yield names, quoted or not. Skip strings in ``Literal`` and docstrings."""
    match node:
        case ast.Name(id=name):
            yield name
        case ast.Constant(value=str() as text) if text.isidentifier():
            yield text
        case ast.Subscript(value=ast.Name(id="Literal")):
            yield "Literal"
        case ast.Call(func=ast.Name(id="Field")):
            yield "Field"
        case ast.Call(func=ast.Name(id="TypeAliasType"), args=[_, target]):
            yield "TypeAliasType"
            yield from _names(target)
        case ast.AnnAssign(annotation=annotation, value=ast.Constant()):
            yield from _names(annotation)
        case ast.Expr(value=ast.Constant()):
            pass
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _names(child)


class _Unquoted(ast.NodeTransformer):
    """Removes quotes from names, because the whole expression will be quoted."""

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if isinstance(node.value, str) and node.value.isidentifier():
            return ast.Name(node.value)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        is_literal = isinstance(node.value, ast.Name) and node.value.id == "Literal"
        return node if is_literal else self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        return node
