"""Names of the classes of resources, and of the modules that hold them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count

from specquilt.api.report import BuildReport
from specquilt.openapi.words import pascal
from specquilt.python.names.package import RUNTIME_CLASSES, TYPING_CLASSES
from specquilt.python.names.scope import Scope


class ResourceNames:
    """Names resources; the sync and the async class of one differ by a prefix.

    Args:
        report: takes the findings about collisions.
        clients: names of the classes of the client.
    """

    def __init__(self, report: BuildReport, clients: Iterable[str]) -> None:
        taken = {*clients} | RUNTIME_CLASSES | TYPING_CLASSES
        self._classes = Scope(report, "resource classes", taken, joint="")
        self._modules = Scope(report, "modules")

    def claim(self, path: tuple[str, ...]) -> tuple[str, str]:
        """Return the module of a resource, and the name of its sync class."""
        joined = "_".join(path)
        wanted = pascal(joined)
        candidates = chain((wanted, f"{wanted}Resource"), (f"{wanted}{n}" for n in count(2)))
        class_name = next(filter(self._both_free, candidates))
        for name in (class_name, f"Async{class_name}"):
            self._classes.claim(name, ())
        return self._modules.claim(joined, ()), class_name

    def _both_free(self, name: str) -> bool:
        return self._classes.is_free(name) and self._classes.is_free(f"Async{name}")
