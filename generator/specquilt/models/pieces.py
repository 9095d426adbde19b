"""Takes a module of types apart: what it imports, and each type with the names that it mentions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_BEFORE_TARGET = {" ": ", ", ":": " = "}
"""What stands before the target: in ``X = TypeAliasType("X", …)`` and in ``X: TypeAlias = …``."""


@dataclass(frozen=True)
class Piece:
    """One class or alias.

    Args:
        text: its source.
        names: the names that it looks up, at once or later.
        target: for an alias the source of what it stands for, which is looked up at once.
    """

    name: str
    text: str
    names: frozenset[str]
    target: str = ""

    @property
    def lines(self) -> int:
        """How many lines it takes, about, once its long lines have been broken."""
        return 3 + sum(1 if len(s) < 100 else 2 + s.count(", ") for s in self.text.splitlines())

    @property
    def later(self) -> str:
        """Its source, looking up nothing before it is used: classes never do, aliases become text."""
        if not self.target:
            return self.text
        start = self.text.index(
            self.target, self.text.index(_BEFORE_TARGET[self.text[len(self.name)]])
        )
        quoted = ast.unparse(_Unquoted().visit(ast.parse(self.target, mode="eval")))
        return self.text[:start] + ascii(quoted) + self.text[start + len(self.target) :]


@dataclass(frozen=True)
class Parts:
    """A module of types, taken apart.

    Args:
        header: its docstring.
        imports: for each imported name where it comes from, and with how many dots.
    """

    header: str
    imports: dict[str, tuple[str, int, str]]
    pieces: list[Piece]


def take_apart(text: str) -> Parts:
    """Return the parts of a module; calls of ``model_rebuild`` are left out: models see to that."""
    module, lines = ast.parse(text), text.splitlines(keepends=True)
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
        text = "".join(lines[node.lineno - 1 : last.end_lineno])
        target = _target(node)
        yield Piece(name, text, frozenset(_names(node)), _segment(lines, target))


def _segment(lines: list[str], node: ast.expr | None) -> str:
    """Return the source of an expression, much faster than ``ast.get_source_segment``."""
    if node is None or node.end_lineno is None:
        return ""
    inside = [line.encode() for line in lines[node.lineno - 1 : node.end_lineno]]
    inside[-1] = inside[-1][: node.end_col_offset]
    inside[0] = inside[0][node.col_offset :]
    return b"".join(inside).decode()


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
    """Yield names, quoted ones too: but the texts of a ``Literal`` and docstrings are none."""
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
    """Takes the quotes off names: all of it is going to be quoted."""

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if isinstance(node.value, str) and node.value.isidentifier():
            return ast.Name(node.value)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        is_literal = isinstance(node.value, ast.Name) and node.value.id == "Literal"
        return node if is_literal else self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        return node
