"""Says what expressions of a user's code stand for, and notes every use of the package."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from specquilt.api.value_types import ListOf, Named, Type, UnionOf
from specquilt.comparison.callers.names import PackageNames
from specquilt.comparison.callers.values import (
    BoundMethod,
    ClientPart,
    ClientType,
    Instance,
    ModelType,
    OwnFunction,
    PackageModule,
    Value,
)

_LISTS = frozenset({"list", "sorted", "tuple", "reversed"})
_LIST_TYPES = frozenset({"list", "List", "Sequence", "Iterable", "Iterator", "tuple", "set"})
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)


class UserScope:
    """The names of a scope, and of the scopes around it."""

    def __init__(self, around: UserScope | None = None) -> None:
        self._own: dict[str, Value] = {}
        self._around = around

    def get(self, name: str) -> Value:
        """Return what a name stands for."""
        if name in self._own or self._around is None:
            return self._own.get(name)
        return self._around.get(name)

    def set(self, name: str, value: Value) -> None:
        """Say what a name stands for from now on."""
        self._own[name] = value

    def knows(self, name: str) -> bool:
        """Return whether a name has been given a value."""
        return name in self._own or bool(self._around and self._around.knows(name))


class Expressions:
    """Evaluates expressions.

    Args:
        package: The names of the package.
        note: Gets the key of each use, and where it is.
    """

    def __init__(self, package: PackageNames, note: Callable[[str, ast.AST], None]) -> None:
        self._package, self._note = package, note
        self._readers: dict[type[Any], Callable[[Any, UserScope], Value]] = {
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.Call: self._call,
            ast.Await: self._inside,
            ast.Starred: self._inside,
            ast.Subscript: self._subscript,
            ast.NamedExpr: self._walrus,
            ast.IfExp: self._either,
            ast.BoolOp: self._first,
            ast.Lambda: self._lambda,
            **dict.fromkeys(_COMPREHENSIONS, self._comprehension),
        }

    def value(self, node: ast.AST | None, names: UserScope) -> Value:
        """Return what an expression stands for."""
        read = self._readers.get(type(node))
        if read is not None:
            return read(node, names)
        for child in ast.iter_child_nodes(node) if node else ():
            self.value(child, names)
        return None

    def _name(self, node: ast.Name, names: UserScope) -> Value:
        return self._noted_class(names.get(node.id), node)

    def _inside(self, node: ast.Await | ast.Starred, names: UserScope) -> Value:
        return self.value(node.value, names)

    def _walrus(self, node: ast.NamedExpr, names: UserScope) -> Value:
        found = self.value(node.value, names)
        names.set(node.target.id, found)
        return found

    def _either(self, node: ast.IfExp, names: UserScope) -> Value:
        self.value(node.test, names)
        found, instead = self.value(node.body, names), self.value(node.orelse, names)
        return found or instead

    def _first(self, node: ast.BoolOp, names: UserScope) -> Value:
        found = [self.value(each, names) for each in node.values]
        return next((each for each in found if each), None)

    def _lambda(self, node: ast.Lambda, names: UserScope) -> Value:
        self.value(node.body, UserScope(names))
        return None

    def annotation(self, node: ast.AST | None, names: UserScope) -> Value:
        """Return what a value with an annotation stands for."""
        match node:
            case ast.Constant(value=str(text)):
                try:
                    return self.annotation(ast.parse(text, mode="eval").body, names)
                except SyntaxError:
                    return None
            case ast.BinOp(left=left, right=right):
                found, instead = self.annotation(left, names), self.annotation(right, names)
                return found or instead
            case ast.Subscript(value=outer, slice=inner):
                found = self.annotation(inner, names)
                is_list = ast.unparse(outer).rpartition(".")[2] in _LIST_TYPES
                return _listed(found) if is_list and isinstance(found, Instance) else found
            case ast.Name() | ast.Attribute():
                return _made(self.value(node, names))
        return None

    def _attribute(self, node: ast.Attribute, names: UserScope) -> Value:
        inner, name = node.value, node.attr
        known = f"{inner.id}.{name}" if isinstance(inner, ast.Name) else ""
        if known and names.knows(known):
            return names.get(known)
        base = self.value(inner, names)
        match base:
            case PackageModule(module):
                if module == "errors":
                    self._note(f"errors.{name}", node)
                return self._noted_class(self._package.member(base, name), node)
            case ClientPart():
                return self._package.part(base, name)
            case ModelType(class_name) if name.startswith("model_"):
                return OwnFunction(Instance(Named(class_name)))
            case Instance(type_):
                return self._field(type_, name, node)
        return None

    def _field(self, type_: Type, name: str, node: ast.AST) -> Value:
        found: list[Type] = []
        for class_name in self._package.classes(type_):
            inner = self._package.field(class_name, name)
            if inner is not None:
                self._note(f"types.{class_name}.{name}", node)
                self._note_aliases(inner, node)
                found.append(inner)
        if not found:
            return None
        return Instance(found[0] if len(found) == 1 else UnionOf(tuple(found)))

    def _call(self, node: ast.Call, names: UserScope) -> Value:
        function = self.value(node.func, names)
        values = [self.value(each, names) for each in node.args]
        for keyword in node.keywords:
            self.value(keyword.value, names)
        match function:
            case ClientType():
                self._note_keywords("Client", node)
                return ClientPart()
            case BoundMethod(call):
                self._note_call(call, node)
                return self._package.result(function)
            case ModelType(name):
                self._note(f"types.{name}()", node)
                for keyword in node.keywords:
                    self._note(f"types.{name}.{keyword.arg}", keyword)
                return Instance(Named(name))
            case ClientPart():
                return function
            case OwnFunction(returns):
                return returns
        return self._builtin(node.func, values)

    def _builtin(self, function: ast.expr, values: list[Value]) -> Value:
        name = function.id if isinstance(function, ast.Name) else ""
        item = self._package.item(values[0]) if values else None
        if name in _LISTS and isinstance(item, Instance):
            return _listed(item)
        return item if name in ("next", "anext") else None

    def _subscript(self, node: ast.Subscript, names: UserScope) -> Value:
        self.value(node.slice, names)
        found = self.value(node.value, names)
        return found if isinstance(node.slice, ast.Slice) else self._package.item(found)

    def _comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, names: UserScope
    ) -> Value:
        inner = UserScope(names)
        for each in node.generators:
            self.bind(each.target, self._package.item(self.value(each.iter, inner)), inner)
            for condition in each.ifs:
                self.value(condition, inner)
        if isinstance(node, ast.DictComp):
            self.value(node.key, inner)
            self.value(node.value, inner)
            return None
        found = self.value(node.elt, inner)
        return _listed(found) if isinstance(found, Instance) else None

    def bind(self, target: ast.AST | None, value: Value, names: UserScope) -> None:
        """Give a name, or an attribute such as ``self.client``, a value."""
        match target:
            case ast.Name(id=name):
                names.set(name, value)
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                self.value(target, names)
                names.set(f"{owner}.{name}", value)
            case ast.AST():
                self.value(target, names)

    def item(self, value: Value) -> Value:
        """Return what iterating over a value yields."""
        return self._package.item(value)

    def _noted_class(self, value: Value, node: ast.AST) -> Value:
        if isinstance(value, ModelType):
            self._note(f"types.{value.name}", node)
        return value

    def _note_call(self, call: str, node: ast.Call) -> None:
        self._note(f"client.{call}()", node)
        for at in range(len(node.args)):
            name = self._package.positional(call, at)
            self._note_argument(call, name, node.args[at], f"client.{call}({name})")
        for keyword in node.keywords:
            name = keyword.arg or ""
            self._note_argument(call, name, keyword, f"client.{call}({name}=)")

    def _note_argument(self, call: str, name: str, node: ast.AST, key: str) -> None:
        self._note(key, node)
        type_ = self._package.argument(call, name)
        if type_ is not None:
            self._note_aliases(type_, node)

    def _note_aliases(self, type_: Type, node: ast.AST) -> None:
        """Note the aliases of values: code passes a value, not the name of its enum."""
        for name in self._package.classes(type_):
            self._note(f"types.{name}=", node)

    def _note_keywords(self, name: str, node: ast.Call) -> None:
        for keyword in node.keywords:
            self._note(f"{name}({keyword.arg}=)", keyword)


def _made(value: Value) -> Value:
    """Return what an instance of a class stands for."""
    if isinstance(value, ModelType):
        return Instance(Named(value.name))
    return ClientPart() if isinstance(value, ClientType) else None


def _listed(item: Value) -> Value:
    return Instance(ListOf(item.type)) if isinstance(item, Instance) else None
