"""Proposes names that make the generated client a replacement: ``[client.names]``, aliases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from specquilt.diff.parity.inventory import Inventory, PublicMethod
from specquilt.diff.parity.match import NameMatch, Status
from specquilt.diff.parity.match_methods import MethodMatch

_SCHEMAS = "schemas."
_STREAM = "_stream"


def propose_calls(
    methods: Iterable[MethodMatch], ours: Inventory
) -> tuple[dict[str, str], dict[str, str]]:
    """Return new names of calls, and aliases for streaming variants, which follow their operation."""
    renamed = {e.ours.call: e.theirs.call for e in methods if e.ours and e.status is Status.RENAMED}
    plain = {str(each.route): each for each in ours.methods if not each.streams}
    names: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for each in ours.methods:
        wanted, base = renamed.get(each.call), plain.get(str(each.route))
        if wanted and (base is None or not each.streams):
            names[str(each.route)] = wanted
        elif wanted and base and (name := _variant(each, base, renamed)) != wanted:
            aliases[wanted] = name
    return names, aliases


def _variant(method: PublicMethod, base: PublicMethod, renamed: Mapping[str, str]) -> str:
    """Return the call of a streaming variant once its operation has its new name."""
    follows = method.call == f"{base.call}{_STREAM}"
    return f"{renamed.get(base.call, base.call)}{_STREAM}" if follows else method.call


def propose_models(
    models: Iterable[NameMatch], taken: Iterable[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return new names of components, and aliases for models that are none.

    Args:
        models: The matched models.
        taken: Names that components and models have.
    """
    found = [each for each in models if each.status is Status.RENAMED]
    free = [each for each in found if each.theirs not in set(taken)]
    names = {f"{_SCHEMAS}{each.note}": each.theirs for each in free if each.note}
    aliases = {f"{_SCHEMAS}{each.theirs}": each.ours for each in free if not each.note}
    return names, aliases
