"""Puts definitions after what they mention, as far as there is such an order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from specquilt.models.definitions import Class, Definition, mentioned


def in_order(definitions: Iterable[Definition]) -> list[Definition]:
    """Return definitions, each after those it mentions; of a circle, classes come first.

    The annotations of classes are text until they are used, so only aliases need what they mention.
    """
    by_name = {definition.name: definition for definition in definitions}
    edges = {name: [n for n in mentioned(d) if n in by_name] for name, d in by_name.items()}
    return [by_name[name] for circle in circles(edges) for name in _inside(circle, by_name, edges)]


def _inside(
    circle: list[str], by_name: Mapping[str, Definition], edges: Mapping[str, list[str]]
) -> list[str]:
    if len(circle) == 1:
        return circle
    classes = sorted(name for name in circle if isinstance(by_name[name], Class))
    aliases = set(circle) - set(classes)
    among = {name: [n for n in edges[name] if n in aliases] for name in sorted(aliases)}
    return [*classes, *(name for each in circles(among) for name in sorted(each))]


def circles(edges: Mapping[str, list[str]]) -> list[list[str]]:
    """Return the strongly connected components of a graph, each after those that it points to.

    Tarjan's algorithm (Depth-first search and linear graph algorithms, 1972), without recursion:
    an API's models refer to each other a thousand deep.
    """
    return _Tarjan(edges).components()


class _Tarjan:
    def __init__(self, edges: Mapping[str, list[str]]) -> None:
        self._edges = edges
        self._number: dict[str, int] = {}
        self._lowest: dict[str, int] = {}
        self._open: dict[str, None] = {}
        self._components: list[list[str]] = []

    def components(self) -> list[list[str]]:
        for name in self._edges:
            if name not in self._number:
                self._visit(name)
        return self._components

    def _visit(self, root: str) -> None:
        path = [(self._enter(root), iter(self._edges[root]))]
        while path:
            name, targets = path[-1]
            target = next(targets, None)
            if target is None:
                path.pop()
                self._leave(name, path[-1][0] if path else None)
            elif target not in self._number:
                path.append((self._enter(target), iter(self._edges[target])))
            elif target in self._open:
                self._lowest[name] = min(self._lowest[name], self._number[target])

    def _enter(self, name: str) -> str:
        self._number[name] = self._lowest[name] = len(self._number)
        self._open[name] = None
        return name

    def _leave(self, name: str, parent: str | None) -> None:
        if parent is not None:
            self._lowest[parent] = min(self._lowest[parent], self._lowest[name])
        if self._lowest[name] == self._number[name]:
            component: list[str] = []
            while not component or component[-1] != name:
                component.append(self._open.popitem()[0])
            self._components.append(component)
