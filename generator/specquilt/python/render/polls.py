"""Methods that `wait` polls, and the modules that define them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from specquilt.openapi.dataclass import dataclass
from specquilt.python.render.facts import Module, modules
from specquilt.python.render.parts import in_parts
from specquilt.python.surface.method_parts import Waiting
from specquilt.python.surface.types import Method, Surface


@dataclass(frozen=True)
class Poll:
    """A method that `wait` polls.

    Args:
        home: Module in ``resources`` that defines the method. Empty for the client's methods.
    """

    method: Method
    waiting: Waiting
    home: str


def polls(surface: Surface) -> list[Poll]:
    """Return the methods that `wait` can poll."""
    return [
        Poll(method, method.polling, module.resource.module)
        for module in _modules_with_polls(surface)
        for method in module.methods
        if method.polling
    ]


def homes(found: list[Poll]) -> list[tuple[str, list[str]]]:
    """Return the modules that `wait` imports from, with the imported names."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for poll in found:
        names[poll.home].append(poll.method.polling_constant)
    return [(home, names[home]) for home in names if home]


def _modules_with_polls(surface: Surface) -> Iterator[Module]:
    for whole in (Module(surface, surface.root), *modules(surface)):
        if any(method.polling for method in whole.methods):
            yield from in_parts(whole)
