"""What requests are given: parameters with their arguments, and which of both versions belong together."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple, TypeAlias

from specquilt.api.types import ApiOperation, Parameter
from specquilt.comparison.version import ApiVersion
from specquilt.python.surface.method_parts import Argument

IN_BODY = ("body", "file")


class Given(NamedTuple):
    """A parameter, and the argument for it if it is one of the call's."""

    parameter: Parameter
    argument: Argument | None

    @property
    def in_body(self) -> bool:
        """Whether it is a part of the body."""
        return self.parameter.location in IN_BODY

    @property
    def is_argument(self) -> bool:
        """Whether callers give it."""
        return self.argument is not None and self.argument.constant is None

    @property
    def is_sent_always(self) -> bool:
        """Whether the client sends it, and callers have no argument for it."""
        return self.parameter.given == "never" or bool(
            self.argument and self.argument.constant is not None
        )

    @property
    def name(self) -> str:
        """Its name in Python, or in the request if it has none there."""
        return self.argument.name if self.argument else self.parameter.wire


_Pairs: TypeAlias = list[tuple[Given, Given]]


def given_in(version: ApiVersion, operation: ApiOperation) -> list[Given]:
    """Return the parameters of an operation with their arguments; some are those of the client."""
    headers = {each.wire.lower(): each for each in version.surface.headers}
    pairs = zip(operation.parameters, version.arguments(operation), strict=True)
    return [
        Given(each, headers.get(each.wire.lower()) if each.given == "client" else argument)
        for each, argument in pairs
    ]


def paired(
    before: list[Given], after: list[Given], *, same_path: bool
) -> tuple[_Pairs, list[Given], list[Given]]:
    """Return which parameters belong together, and those that are on one side only.

    Parameters in the path belong together by position; others by location and name, then by name.
    """
    pairs: _Pairs = []
    if same_path:
        pairs = list(zip(filter(_in_path, before), filter(_in_path, after), strict=True))
        before, after = ([e for e in each if not _in_path(e)] for each in (before, after))
    for key in (_key, _any_case):
        others = {key(each): each for each in after}
        found = [(each, others.pop(key(each))) for each in before if key(each) in others]
        pairs += found
        used = {id(each) for each in chain.from_iterable(found)}
        before, after = _without(before, used), _without(after, used)
    return pairs, before, after


def _in_path(each: Given) -> bool:
    return each.parameter.location == "path"


def _without(listed: Iterable[Given], used: set[int]) -> list[Given]:
    return [each for each in listed if id(each) not in used]


def _key(each: Given) -> tuple[str, str]:
    return part_of(each.parameter), _wire(each)


def _wire(each: Given) -> str:
    parameter = each.parameter
    return parameter.wire.lower() if parameter.location == "header" else parameter.wire


def _any_case(each: Given) -> str:
    return each.parameter.wire.lower()


def part_of(parameter: Parameter) -> str:
    """Return the part of the request that has a parameter."""
    return "body" if parameter.location in IN_BODY else parameter.location
