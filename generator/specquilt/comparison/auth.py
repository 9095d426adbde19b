"""Compares security schemes, and which of them operations accept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from specquilt.api.security import SecurityScheme
from specquilt.api.types import Api, ApiOperation
from specquilt.comparison.changes import Changes
from specquilt.comparison.spot import Spot
from specquilt.comparison.version import ApiVersion

_Choice: TypeAlias = frozenset[str]
_Credentials: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""Names of arguments, and of environment variables."""


class Schemes:
    """The security schemes of both versions, and which of them belong together."""

    def __init__(self, old: ApiVersion, new: ApiVersion) -> None:
        self.old, self.new = old.api.security, new.api.security
        self.pairs = list(_paired(self.old, self.new))
        renamed = {one.name: other.name for one, other in self.pairs}
        self._names = ({each.name: renamed.get(each.name, "") for each in self.old}, old.api)
        self._api = new.api

    @property
    def lost(self) -> list[SecurityScheme]:
        """Old schemes that are gone."""
        kept = {one.name for one, _ in self.pairs}
        return [each for each in self.old if each.name not in kept]

    @property
    def gained(self) -> list[SecurityScheme]:
        """New schemes."""
        kept = {other.name for _, other in self.pairs}
        return [each for each in self.new if each.name not in kept]

    def choices(self, old: ApiOperation, new: ApiOperation) -> tuple[set[_Choice], set[_Choice]]:
        """Return what two operations accept, as sets of schemes that are required together.

        What comes or goes with a whole scheme is left out: that is a change of its own.
        """
        renamed, api = self._names
        was = {frozenset(renamed[n] for n in each) for each in _choices(api, old)}
        gained = {each.name for each in self.gained}
        now = {each for each in _choices(self._api, new) if not each & gained}
        return {each for each in was if "" not in each}, now


def compare_authentication(
    changes: Changes, spot: Spot, old: ApiOperation, new: ApiOperation, schemes: Schemes
) -> None:
    """Add the changes between the credentials that two operations accept."""
    spot = spot.inside(spot.subject, (*old.origin, "security"), (*new.origin, "security"))
    if old.authenticated != new.authenticated:
        rule = "authentication-added" if new.authenticated else "authentication-removed"
        words = "needs credentials now" if new.authenticated else "needs no credentials any more"
        changes.add(spot.change(rule, f"`{spot.subject}` {words}", is_shared=True))
        return
    if not new.authenticated:
        return
    was, now = schemes.choices(old, new)
    for each in sorted(was - now, key=sorted):
        text = f"`{spot.subject}` does not accept {_words(each)} any more"
        changes.add(spot.change("credentials-refused", text, _words(each), is_shared=True))
    for each in sorted(now - was, key=sorted):
        text = f"`{spot.subject}` accepts {_words(each)}, too"
        changes.add(spot.change("credentials-accepted", text, _words(each), is_shared=True))


def compare_schemes(
    changes: Changes, spot: Spot, old: ApiVersion, new: ApiVersion, schemes: Schemes
) -> None:
    """Add the changes between security schemes, and between the client's arguments for them."""
    for each in schemes.lost:
        known = tuple(f"Client({name}=)" for name in _credentials(old, each)[0])
        at = replace(spot.inside(each.name, each.origin, ()), known=known)
        text = f"the security scheme `{each.name}` is gone: {_arguments(old, each)}"
        changes.add(at.change("scheme-removed", text, each.name))
    for each in schemes.gained:
        at = spot.inside(each.name, (), each.origin)
        text = f"the security scheme `{each.name}` is new: {_arguments(new, each)}"
        changes.add(at.change("scheme-added", text, each.name))
    for one, other in schemes.pairs:
        at = spot.inside(other.name, one.origin, other.origin)
        for rule, text, detail in _differences(one, other, old, new):
            known = (f"Client({detail}=)",) if rule == "credential-renamed" else ()
            changes.add(replace(at, known=known).change(rule, text, detail))


def _differences(
    one: SecurityScheme, other: SecurityScheme, old: ApiVersion, new: ApiVersion
) -> Iterator[tuple[str, str, str]]:
    was, now = ((each.kind, each.wire, each.token_url) for each in (one, other))
    if was != now:
        words = f"{_sent(other)}, was {_sent(one)}"
        yield "scheme-changed", f"the security scheme `{other.name}` is {words}", ""
    yield from _renamed(_credentials(old, one), _credentials(new, other))
    for scope in sorted({*other.scopes} - {*one.scopes}):
        yield "scope-added", f"the client asks for the scope `{scope}`", scope
    for scope in sorted({*one.scopes} - {*other.scopes}):
        yield "scope-removed", f"the client does not ask for the scope `{scope}` any more", scope
    if one.description != other.description:
        yield "description-changed", f"the security scheme `{other.name}` has another description", ""


def _renamed(before: _Credentials, after: _Credentials) -> Iterator[tuple[str, str, str]]:
    """Yield other names of arguments; of environment variables only if the arguments stay."""
    (arguments, variables), (new_arguments, new_variables) = before, after
    for old, new in zip(arguments, new_arguments, strict=False):
        if old != new:
            yield "credential-renamed", f"`Client({old}=…)` is now `{new}=`", old
    if arguments == new_arguments:
        for old, new in zip(variables, new_variables, strict=False):
            if old != new:
                text = f"the environment variable `{old}` is now `{new}`"
                yield "environment-variable-changed", text, old


def _paired(
    old: tuple[SecurityScheme, ...], new: tuple[SecurityScheme, ...]
) -> Iterator[tuple[SecurityScheme, SecurityScheme]]:
    """Yield schemes that belong together: those with one name, then those that do the same."""
    names = {each.name: each for each in new}
    yield from ((each, names[each.name]) for each in old if each.name in names)
    old_names = {each.name for each in old}
    free = {_way(each): each for each in new if each.name not in old_names}
    for each in old:
        if each.name not in names and _way(each) in free:
            yield each, free.pop(_way(each))


def _way(scheme: SecurityScheme) -> tuple[str, str, str]:
    return scheme.kind, scheme.wire, scheme.token_url


def _choices(api: Api, operation: ApiOperation) -> set[_Choice]:
    names = [each.name for each in api.security]
    alternatives = operation.security or tuple((at,) for at in range(len(names)))
    return {frozenset(names[at] for at in each) for each in alternatives}


def _credentials(version: ApiVersion, scheme: SecurityScheme) -> _Credentials:
    known: Mapping[str, _Credentials] = {
        each.scheme: (each.arguments, each.environments) for each in version.surface.credentials
    }
    return known[scheme.name]


def _arguments(version: ApiVersion, scheme: SecurityScheme) -> str:
    names = ", ".join(f"{name}=…" for name in _credentials(version, scheme)[0])
    return f"`Client({names})`"


def _sent(scheme: SecurityScheme) -> str:
    return " ".join(filter(None, (f"`{scheme.kind}`", scheme.wire, scheme.token_url)))


def _words(choice: _Choice) -> str:
    return " with ".join(f"`{name}`" for name in sorted(choice)) or "requests without credentials"
