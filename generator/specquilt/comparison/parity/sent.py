"""Finds under which names a method sends its arguments, in what its code says.

The shapes: ``{"page-size": size}``; ``Request(size=size)`` and ``transform({"size": size}, Request)``, where
the field ``size`` has an alias; ``request("/jobs", json=body)``; and a call of another method that
does one of these.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from specquilt.comparison.parity.fields import Fields
from specquilt.comparison.parity.inventory import Sent
from specquilt.comparison.parity.library import Library
from specquilt.comparison.parity.members import delegated
from specquilt.comparison.parity.requests import attributes, route_of

if TYPE_CHECKING:
    from griffe import Class, Function

_BODIES = ("json", "content", "data", "body")
"""Arguments of calls that send a request, for the whole body."""

_Body: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


class SentReader:
    """Reads how methods send their arguments.

    Args:
        library: The definitions in the package.
    """

    def __init__(self, library: Library) -> None:
        self._library, self._fields = library, Fields(library)

    def of(self, function: Function, owner: Class, within: tuple[str, ...] = ()) -> dict[str, Sent]:
        """Return how a method sends its arguments, as far as its code tells.

        An argument of which the code tells two things is left out.

        Args:
            function: The method.
            owner: The class in which it has been found.
            within: Paths of the methods that call it.
        """
        body = self._library.body(function)
        if not isinstance(body, ast.FunctionDef | ast.AsyncFunctionDef) or function.path in within:
            return {}
        inner = (*within, function.path)
        return (
            _certain(_Code(body, function, self._fields).sent())
            or _certain(self._of_delegates(body, owner, inner))
            or self._of_bases(function, owner, inner)
        )

    def _of_delegates(
        self, body: _Body, owner: Class, within: tuple[str, ...]
    ) -> Iterator[tuple[str, Sent]]:
        names = _argument_names(body)
        for call in _calls(body):
            chain = attributes(call.func)
            found = delegated(self._library, chain[1:], owner) if chain[:1] == ("self",) else None
            sent = self.of(*found, within) if found else {}
            for name, value in _given(call, found[0]) if found else ():
                if name in sent and (argument := _only(value, names)):
                    yield argument, sent[name]

    def _of_bases(
        self, function: Function, owner: Class, within: tuple[str, ...]
    ) -> dict[str, Sent]:
        """Return how the method is sent that this one overrides."""
        bases = self._library.ancestors(owner)
        others = (each.members.get(function.name) for each in bases)
        methods = (each for each in others if each is not None and each.is_function)
        return next(filter(None, (self.of(each, owner, within) for each in methods)), {})  # type: ignore[arg-type]


class _Code:
    """The code of one method.

    Args:
        body: Its syntax tree.
        function: The method.
        fields: The fields of the classes that it may create.
    """

    def __init__(self, body: _Body, function: Function, fields: Fields) -> None:
        self._body, self._names = body, _argument_names(body)
        created = {call: fields.of_class(call.func, function) for call in _calls(body)}
        self._created = {call: known for call, known in created.items() if known is not None}
        self._aliases = fields.of_transforms(_calls(body), function)
        dicts = (each for each in ast.walk(body) if isinstance(each, ast.Dict))
        self._entered: frozenset[ast.AST] = frozenset((*dicts, *self._created))

    def sent(self) -> Iterator[tuple[str, Sent]]:
        """Yield the arguments, and how they are sent."""
        for node in ast.walk(self._body):
            for sent, value in self._entries(node):
                if argument := _only(value, self._names, self._entered):
                    yield argument, sent

    def _entries(self, node: ast.AST) -> Iterator[tuple[Sent, ast.expr]]:
        """Yield the values in an expression, and how each of them is sent."""
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield self._aliases.get(key.value, Sent(key.value)), value
        elif isinstance(node, ast.Call) and node in self._created:
            for name, value in _keywords(node):
                yield self._created[node].get(name, Sent(name)), value
        elif isinstance(node, ast.Call) and route_of(node):
            yield from ((Sent(), value) for name, value in _keywords(node) if name in _BODIES)


def _certain(found: Iterable[tuple[str, Sent]]) -> dict[str, Sent]:
    """Return the arguments that are always sent in the same way."""
    ways: dict[str, set[Sent]] = {}
    for argument, sent in found:
        ways.setdefault(argument, set()).add(sent)
    return {argument: sents.pop() for argument, sents in ways.items() if len(sents) == 1}


def _argument_names(body: _Body) -> frozenset[str]:
    """Return the arguments of a method whose variables never stand for something else."""
    given = body.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return frozenset(each.arg for each in every) - {*_replaced(body)}


def _replaced(body: _Body) -> Iterator[str]:
    """Yield the variables that get a value which is not made of their own."""
    for each in ast.walk(body):
        if isinstance(each, ast.Assign):
            names = [target.id for target in each.targets if isinstance(target, ast.Name)]
            yield from (name for name in names if name not in _names(each.value, ()))


def _calls(body: ast.AST) -> list[ast.Call]:
    return [each for each in ast.walk(body) if isinstance(each, ast.Call)]


def _given(call: ast.Call, function: Function) -> Iterator[tuple[str, ast.expr]]:
    """Yield what a call gives to a method, by the names that the method has for it."""
    names = [each.name for each in function.parameters if each.name != "self"]
    yield from zip(names, call.args, strict=False)
    yield from _keywords(call)


def _keywords(call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    return ((each.arg, each.value) for each in call.keywords if each.arg)


def _only(
    value: ast.AST, arguments: frozenset[str], entered: Collection[ast.AST] = frozenset()
) -> str:
    """Return the only argument that a value is made of; empty if there is none, or several."""
    found = {each for each in _names(value, entered) if each in arguments}
    return found.pop() if len(found) == 1 else ""


def _names(node: ast.AST, entered: Collection[ast.AST]) -> Iterator[str]:
    """Yield the variables whose values go into that of an expression; not those that decide it.

    Args:
        node: The expression.
        entered: Expressions that have names of their own for what goes into them.
    """
    if node in entered or isinstance(node, ast.Compare):
        return
    if isinstance(node, ast.Name):
        yield node.id
    parts = (node.body, node.orelse) if isinstance(node, ast.IfExp) else ast.iter_child_nodes(node)
    for part in parts:
        yield from _names(part, entered)
