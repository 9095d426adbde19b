"""Splits a module of types into its imports and its classes and aliases."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.load.lines import split_with_ends


@dataclass(frozen=True)
class Piece:
    """One class or alias.

    Args:
        name: Its name.
        text: Its source code.
        names: The names that it refers to.
        targets: Positions in `text` of the type expressions that Python evaluates on import.
    """

    name: str
    text: str
    names: frozenset[str]
    targets: tuple[slice, ...] = ()

    @property
    def lines(self) -> int:
        """Estimated number of lines after formatting."""
        return 3 + sum(1 if len(s) < 100 else 2 + s.count(", ") for s in self.text.splitlines())

    @property
    def lazy(self) -> str:
        """Its source code with its type expressions quoted, to evaluate them on use."""
        text = self.text
        for place in reversed(self.targets):
            expression = ast.parse(f"({text[place]})", mode="eval")
            quoted = ascii(ast.unparse(_Unquoted().visit(expression)))
            text = text[: place.start] + quoted + text[place.stop :]
        return text

    def renamed(self, names: Mapping[str, str]) -> Piece:
        """Return the same class or alias, which refers to some types by other names."""
        if not self.names & names.keys():
            return self
        lines = split_with_ends(self.text)
        module = ast.parse(self.text)
        text = self.text
        for node in reversed(list(_references(module.body[0]))):
            if not names.keys().isdisjoint(_referred(node)):
                place = _place(lines, 1, node)
                text = text[: place.start] + _with_names(node, names) + text[place.stop :]
        return next(_pieces(ast.parse(text).body, split_with_ends(text)))


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
        places = tuple(_place(source, node.lineno, target) for target in _targets(node))
        names = frozenset(name for each in _references(node) for name in _referred(each))
        yield Piece(name, "".join(source), names, places)


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


def _targets(node: ast.stmt) -> Iterator[ast.expr]:
    match node:
        case ast.Assign(value=ast.Call(func=ast.Name(id="TypeAliasType"), args=[_, target])):
            yield target
        case ast.Assign(
            value=ast.Call(func=ast.Name(id="TypedDict"), args=[_, ast.Dict(values=values)])
        ):
            yield from map(_of_key, values)
        case ast.AnnAssign(value=ast.expr() as target):
            yield target


def _of_key(value: ast.expr) -> ast.expr:
    """Return the type of a key without ``NotRequired``, which Python must see."""
    match value:
        case ast.Subscript(value=ast.Name(id="NotRequired"), slice=inner):
            return inner
    return value


def _is_docstring(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(value=ast.Constant(value=str())):
            return True
    return False


def _references(node: ast.AST) -> Iterator[ast.Name | ast.Constant]:
    """Yield names, quoted or not. Skip names of fields, strings in ``Literal`` and docstrings."""
    match node:
        case ast.Name(ctx=ast.Store()) | ast.Expr(value=ast.Constant()):
            pass
        case ast.Name():
            yield node
        case ast.Constant(value=str()) if _quoted(node):
            yield node
        case ast.Subscript(value=ast.Name(id="Literal") as name) | ast.Call(
            func=ast.Name(id="Field") as name
        ):
            yield name
        case ast.Call(func=ast.Name(id="TypeAliasType" | "TypedDict") as name, args=[_, target]):
            yield name
            yield from _references(target)
        case ast.AnnAssign(annotation=annotation, value=ast.Constant()):
            yield from _references(annotation)
        case _:
            for child in _inside(node):
                yield from _references(child)


def _inside(node: ast.AST) -> Iterable[ast.AST]:
    """Return the parts of a node without the keys of a ``TypedDict``."""
    return node.values if isinstance(node, ast.Dict) else ast.iter_child_nodes(node)


def _quoted(node: ast.Constant) -> ast.expr | None:
    """Return the type that a string stands for: a name, or `list[…]` and `… | …`."""
    if not isinstance(node.value, str):
        return None
    if node.value.isidentifier():
        return ast.Name(node.value)
    try:
        expression = ast.parse(node.value, mode="eval").body
    except (SyntaxError, ValueError):
        return None
    return expression if isinstance(expression, ast.Subscript | ast.BinOp) else None


def _referred(node: ast.Name | ast.Constant) -> list[str]:
    if isinstance(node, ast.Name):
        return [node.id]
    quoted = _quoted(node)
    parts = ast.walk(quoted) if quoted else ()
    return [each.id for each in parts if isinstance(each, ast.Name)]


def _with_names(node: ast.Name | ast.Constant, names: Mapping[str, str]) -> str:
    """Return the source code of a reference to a type, quoted or not, by its other name."""
    if isinstance(node, ast.Name):
        return names[node.id]
    quoted = _quoted(node)
    for each in ast.walk(quoted) if quoted else ():
        if isinstance(each, ast.Name):
            each.id = names.get(each.id, each.id)
    return repr(ast.unparse(quoted)) if quoted else repr(node.value)


class _Unquoted(ast.NodeTransformer):
    """Removes quotes from types, because the whole expression will be quoted."""

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        return _quoted(node) or node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        is_literal = isinstance(node.value, ast.Name) and node.value.id == "Literal"
        return node if is_literal else self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        return node
