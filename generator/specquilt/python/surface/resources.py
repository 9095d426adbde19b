"""The tree of resources and their methods."""

from __future__ import annotations

from collections.abc import Mapping

from specquilt.api.report import BuildReport
from specquilt.python.names.calls import Call
from specquilt.python.names.resources import ResourceNames
from specquilt.python.surface.types import Method, ResourceClass


def resource_tree(
    calls: list[Call],
    methods: list[Method],
    descriptions: Mapping[str, str],
    clients: tuple[tuple[str, str], ...],
    report: BuildReport,
) -> ResourceClass:
    """Return the client with its methods and resources in document order.

    Args:
        calls: The calls of the methods, in the same order.
        methods: All methods.
        descriptions: Descriptions of tags, by name.
        clients: Names of the client classes.
        report: Collects findings about collisions.
    """
    names = ResourceNames(report, (name for pair in clients for name in pair))
    return _Tree(names, descriptions).resource((), list(zip(calls, methods, strict=True)))


class _Tree:
    def __init__(self, names: ResourceNames, descriptions: Mapping[str, str]) -> None:
        self._names, self._descriptions = names, descriptions

    def resource(self, path: tuple[str, ...], placed: list[tuple[Call, Method]]) -> ResourceClass:
        depth = len(path)
        own = [(call, method) for call, method in placed if call.resources == path]
        below: dict[str, list[tuple[Call, Method]]] = {}
        for call, method in placed:
            if len(call.resources) > depth:
                below.setdefault(call.resources[depth], []).append((call, method))
        module, class_name = self._names.claim(path) if path else ("", "")
        return ResourceClass(
            name=path[-1] if path else "",
            module=module,
            class_name=class_name,
            methods=tuple(method for _, method in own),
            children=tuple(self.resource((*path, name), inner) for name, inner in below.items()),
            description=self._descriptions.get(own[0][0].group if own else "", ""),
        )
