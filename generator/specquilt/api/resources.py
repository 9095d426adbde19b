"""The tree of resources that operations hang on."""

from __future__ import annotations

from itertools import chain, count

from specquilt.api.calls import Call
from specquilt.api.naming import RUNTIME_CLASSES, TYPING_CLASSES, Scope, name_of
from specquilt.api.report import Report
from specquilt.api.types import Operation, Resource
from specquilt.openapi.naming import pascal


def resource_tree(
    operations: list[Operation],
    calls: list[Call],
    descriptions: dict[str, str],
    report: Report,
    client_names: tuple[tuple[str, str], ...],
) -> Resource:
    """Return the client itself, with its methods and resources in the document's order."""
    clients = {name for pair in client_names for name in pair}
    taken = clients | RUNTIME_CLASSES | TYPING_CLASSES
    tree = _Tree(Scope(report, "resource classes", taken, joint=""), descriptions)
    return tree.resource((), list(zip(calls, operations, strict=True)))


class _Tree:
    def __init__(self, scope: Scope, descriptions: dict[str, str]) -> None:
        self._scope, self._descriptions = scope, descriptions
        self._modules = Scope(scope.report, "modules")

    def resource(self, path: tuple[str, ...], placed: list[tuple[Call, Operation]]) -> Resource:
        depth = len(path)
        own = [(call, op) for call, op in placed if call.resources == path]
        below = [(call, op) for call, op in placed if len(call.resources) > depth]
        group = own[0][0].group if own else ""
        module, class_name = self._names(path) if path else ("", "")
        names = dict.fromkeys(call.resources[depth] for call, _ in below)
        return Resource(
            name=name_of(group or "_".join(path), path[-1] if path else ""),
            module=module,
            class_name=class_name,
            operations=tuple(operation for _, operation in own),
            children=tuple(
                self.resource((*path, name), _under(below, depth, name)) for name in names
            ),
            description=self._descriptions.get(group, ""),
        )

    def _names(self, path: tuple[str, ...]) -> tuple[str, str]:
        joined = "_".join(path)
        wanted = pascal(joined)
        candidates = chain((wanted, f"{wanted}Resource"), (f"{wanted}{n}" for n in count(2)))
        class_name = next(filter(self._both_free, candidates))
        for name in (class_name, f"Async{class_name}"):
            self._scope.claim(name, ())
        return self._modules.claim(joined, ()), class_name

    def _both_free(self, name: str) -> bool:
        return self._scope.is_free(name) and self._scope.is_free(f"Async{name}")


def _under(
    placed: list[tuple[Call, Operation]], depth: int, name: str
) -> list[tuple[Call, Operation]]:
    return [(call, op) for call, op in placed if call.resources[depth] == name]
