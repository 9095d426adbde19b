"""Proposes names of arguments: those that the package has for what is sent under the same name.

Names that are merely alike prove nothing: only what the code of the package sends does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specquilt.comparison.parity.inventory import PublicArgument, PublicMethod
from specquilt.comparison.parity.match_arguments import same_value
from specquilt.comparison.parity.match_methods import MethodMatch
from specquilt.openapi.dataclass import dataclass
from specquilt.python.names.reserved import is_argument

_PARAMETERS = "parameters."

_BODY = "body"
"""What a body that is one argument is called in a configuration."""

_ENOUGH = 2
"""Operations that agree on a name, before it is proposed for all."""


@dataclass(frozen=True)
class _Vote:
    """What the package calls something that one operation sends.

    Args:
        route: The operation: ``GET /jobs``.
        wire: The name in its request.
        name: The name in the package.
        is_new: Whether the generated client has another one.
    """

    route: str
    wire: str
    name: str
    is_new: bool


def propose_arguments(methods: Iterable[MethodMatch]) -> dict[str, str]:
    """Return names of arguments, as in ``[client.names]``.

    Args:
        methods: The matched methods.
    """
    by_wire: dict[str, list[_Vote]] = {}
    for each in methods:
        for vote in _votes(each.theirs, each.ours) if each.ours else ():
            by_wire.setdefault(vote.wire, []).append(vote)
    return {key: name for votes in by_wire.values() for key, name in _keys(votes)}


def _keys(votes: list[_Vote]) -> Iterator[tuple[str, str]]:
    """Yield the names of one thing that is sent: one for all operations, if none disagrees."""
    new = [each for each in votes if each.is_new]
    names, routes = {each.name for each in votes}, {each.route for each in new}
    if len(names) == 1 and len(routes) >= _ENOUGH:
        yield f"{_PARAMETERS}{votes[0].wire}", votes[0].name
    else:
        yield from ((f"{each.route} {_PARAMETERS}{each.wire}", each.name) for each in new)


def _votes(theirs: PublicMethod, ours: PublicMethod) -> list[_Vote]:
    """Return what the arguments of a method are called in the package.

    A name that another argument of the operation has, and keeps, is not free.
    """
    names = dict(_names(theirs, ours))
    kept = {each.name for each in ours.arguments} - names.keys()
    return [
        _Vote(str(ours.route), _wire(each), names[each.name], names[each.name] != each.name)
        for each in ours.arguments
        if each.name in names and names[each.name] not in kept
    ]


def _names(theirs: PublicMethod, ours: PublicMethod) -> Iterator[tuple[str, str]]:
    """Yield the names of arguments of the generated client, and those that the package has for them."""
    by_name = {each.name: each for each in ours.arguments}
    for each in theirs.arguments:
        own = same_value(each, theirs, ours) or by_name.get(each.name)
        if own and own.sent and is_argument(each.name):
            yield own.name, each.name


def _wire(argument: PublicArgument) -> str:
    return argument.sent.wire or _BODY if argument.sent else ""
