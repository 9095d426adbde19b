"""Matches the arguments of methods that have been matched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specquilt.comparison.parity.inventory import PublicArgument, PublicMethod
from specquilt.comparison.parity.match import NameMatch, Status
from specquilt.comparison.parity.match_methods import MethodMatch
from specquilt.comparison.parity.routes import parameters

_SWITCH = "stream"
"""The argument that chooses between two results; the generated client has two methods."""

_BODY = "body"


def match_arguments(methods: Iterable[MethodMatch], calls: frozenset[str]) -> tuple[NameMatch, ...]:
    """Return what has become of each argument of the methods that have a counterpart.

    Args:
        methods: The matched methods.
        calls: All calls of the generated client.
    """
    return tuple(
        NameMatch(
            f"{each.theirs.call}({argument.name})", *_match(argument, each.theirs, own, calls)
        )
        for each in methods
        if (own := each.ours) is not None
        for argument in each.theirs.arguments
    )


def pairs(
    theirs: PublicMethod, ours: PublicMethod
) -> Iterator[tuple[PublicArgument, PublicArgument]]:
    """Yield the arguments of two methods that stand for the same value."""
    by_name = {each.name: each for each in ours.arguments}
    for each in theirs.arguments:
        own = by_name.get(each.name) or by_name.get(_other_name(each, theirs, ours))
        if own is not None:
            yield each, own


def _match(
    argument: PublicArgument, theirs: PublicMethod, ours: PublicMethod, calls: frozenset[str]
) -> tuple[Status, str, str]:
    if any(each.name == argument.name for each in ours.arguments):
        return Status.PRESENT, argument.name, ""
    if argument.name == _SWITCH and (ours.streams or f"{ours.call}_{_SWITCH}" in calls):
        return Status.RENAMED, ours.call if ours.streams else f"{ours.call}_{_SWITCH}", "a method"
    if other := _other_name(argument, theirs, ours):
        return Status.RENAMED, other, ""
    note = "always sent: it has one value" if argument.name in ours.constants else ""
    return Status.MISSING, "", note


def _other_name(argument: PublicArgument, theirs: PublicMethod, ours: PublicMethod) -> str:
    """Return the argument that is sent in the same way, or has the letters of its name."""
    if own := same_value(argument, theirs, ours):
        return own.name
    taken = {each.name for each in theirs.arguments}
    free = [each for each in ours.arguments if each.name not in taken]
    same = [each.name for each in free if _letters(each.name) == _letters(argument.name)]
    others = [each for each in theirs.arguments if not each.in_path]
    if not same and len(others) == 1 and [each.name for each in free] == [_BODY]:
        return _BODY
    return same[0] if same else ""


def same_value(
    argument: PublicArgument, theirs: PublicMethod, ours: PublicMethod
) -> PublicArgument | None:
    """Return the argument that is sent under the same name, or at the same place of the path."""
    if theirs.route and ours.route and argument.in_path:
        in_path = [each for each in ours.arguments if each.in_path]
        places = zip(parameters(theirs.route), in_path, strict=False)
        return next((own for name, own in places if name == argument.name), None)
    same = _sent_like(argument, ours)
    return same[0] if len(same) == 1 == len(_sent_like(argument, theirs)) else None


def _sent_like(argument: PublicArgument, method: PublicMethod) -> list[PublicArgument]:
    """Return the arguments of a method that are sent under the name of an argument."""
    sent = argument.sent
    return [e for e in method.arguments if sent and e.sent and e.sent.key == sent.key]


def _letters(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower().removeprefix("x")
