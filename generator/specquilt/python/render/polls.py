"""What the client can wait for, and where it is described."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from specquilt.api.types import Api, Polling
from specquilt.api.value_types import Scalar, Type
from specquilt.python.render.facts import Call, Module, modules
from specquilt.python.render.parts import in_parts


@dataclass(frozen=True)
class Poll:
    """An operation that is asked again and again until what it reports has ended.

    Args:
        home: name of the module in ``resources`` that describes it; empty for the client's own.
    """

    call: Call
    hint: Polling
    home: str

    @property
    def result(self) -> Type:
        """What it reports."""
        return self.call.operation.response.type or Scalar("none")


def polls(api: Api) -> list[Poll]:
    """Return all that the client of an API can wait for."""
    return [
        Poll(call, call.operation.polling, module.resource.module)
        for module in _written_modules(api)
        for call in module.calls
        if call.operation.polling
    ]


def homes(found: list[Poll]) -> list[tuple[str, list[str]]]:
    """Return the modules that the client imports from to wait, with the names it needs."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for poll in found:
        names[poll.home].append(poll.call.polling)
    return [(home, names[home]) for home in names if home]


def _written_modules(api: Api) -> Iterator[Module]:
    for whole in (Module(api, api.root), *modules(api)):
        yield from in_parts(whole)
