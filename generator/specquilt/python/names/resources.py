"""Names of resource classes and their modules."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count

from specquilt.api.report import BuildReport
from specquilt.openapi.words import LONGEST, pascal
from specquilt.python.names.package import RUNTIME_CLASSES, TYPING_CLASSES
from specquilt.python.names.scope import Scope


class ResourceNames:
    """Names resources. The async class has the name of the sync class with the prefix ``Async``.

    Args:
        report: Collects findings about collisions.
        clients: Names of the client classes.
    """

    def __init__(self, report: BuildReport, clients: Iterable[str]) -> None:
        taken = {*clients} | RUNTIME_CLASSES | TYPING_CLASSES
        self._classes = Scope(report, "resource classes", taken, joint="")
        self._modules = Scope(report, "modules")

    def claim(self, path: tuple[str, ...]) -> tuple[str, str]:
        """Return the names of a resource's module and sync class."""
        joined = "_".join(path)
        wanted = pascal(joined)
        candidates = chain((wanted, f"{wanted}Resource"), (f"{wanted}{n}" for n in count(2)))
        class_name = next(filter(self._both_free, candidates))
        for name in (class_name, f"Async{class_name}"):
            self._classes.claim(name, ())
        return self._modules.claim(joined[:LONGEST].rstrip("_"), ()), class_name

    def _both_free(self, name: str) -> bool:
        return self._classes.is_free(name) and self._classes.is_free(f"Async{name}")
