"""Proposes names that make the generated client a replacement: ``[client.names]``, aliases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from specquilt.comparison.parity.inventory import Inventory, PublicMethod
from specquilt.comparison.parity.match import NameMatch, Status
from specquilt.comparison.parity.match_methods import MethodMatch
from specquilt.openapi.words import pascal
from specquilt.python.names.published import is_call, is_class

_SCHEMAS = "schemas."
_STREAM = "_stream"


def propose_names(
    methods: Iterable[MethodMatch],
    models: Iterable[NameMatch],
    ours: Inventory,
    taken: Collection[str],
) -> dict[str, str]:
    """Return new names of operations and components, as in ``[client.names]``.

    Args:
        methods: The matched methods.
        models: The matched models.
        ours: The generated client.
        taken: Names that components and models have.
    """
    renamed, plain = _renamed(methods), _plain(ours)
    calls = {
        str(each.route): renamed[each.call]
        for each in ours.methods
        if each.call in renamed and not (each.streams and str(each.route) in plain)
        if not each.alias_of
    }
    return calls | _new_names(models, taken)


def propose_aliases(
    methods: Iterable[MethodMatch],
    models: Iterable[NameMatch],
    ours: Inventory,
    taken: Collection[str],
) -> dict[str, str]:
    """Return aliases for what no name can be given to: streaming variants, and unnamed models.

    Args:
        methods, models, ours, taken: As in `propose_names`.
    """
    renamed, plain = _renamed(methods), _plain(ours)
    variants = [each for each in ours.methods if each.streams and str(each.route) in plain]
    calls = {
        renamed[each.call]: name
        for each in variants
        if each.call in renamed
        and (name := _variant(each, plain[str(each.route)], renamed)) != renamed[each.call]
        and is_call(renamed[each.call])
    }
    free = [each for each in _open(models, taken) if is_class(each.theirs)]
    return calls | {f"{_SCHEMAS}{each.theirs}": each.ours for each in free}


def merged(names: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    """Return the names of a configuration with new ones, also for what it has renamed already."""
    old = {f"{_SCHEMAS}{new}": key for key, new in names.items() if key.startswith(_SCHEMAS)}
    return {**names, **{old.get(key, key): wanted for key, wanted in more.items()}}


def _renamed(methods: Iterable[MethodMatch]) -> dict[str, str]:
    """Return the calls that the package has, by those of the generated client."""
    return {e.ours.call: e.theirs.call for e in methods if e.ours and e.status is Status.RENAMED}


def _plain(ours: Inventory) -> dict[str, PublicMethod]:
    """Return the methods that do not stream, by their requests."""
    plain = (each for each in ours.methods if not each.streams and not each.alias_of)
    return {str(each.route): each for each in plain}


def _variant(method: PublicMethod, base: PublicMethod, renamed: Mapping[str, str]) -> str:
    """Return the call of a streaming variant once its operation has its new name."""
    follows = method.call == f"{base.call}{_STREAM}"
    return f"{renamed.get(base.call, base.call)}{_STREAM}" if follows else method.call


def _new_names(models: Iterable[NameMatch], taken: Collection[str]) -> dict[str, str]:
    """Return new names of the components that stand for one model, and for no other.

    Classes are written in PascalCase: other names can only be aliases.
    """
    listed = list(models)
    uses = Counter(each.ours for each in listed)
    return {
        f"{_SCHEMAS}{each.note}": each.theirs
        for each in _open(listed, taken)
        if each.note and uses[each.ours] == 1 and pascal(each.theirs) == each.theirs
    }


def _open(models: Iterable[NameMatch], taken: Collection[str]) -> Iterator[NameMatch]:
    return (e for e in models if e.status is Status.RENAMED and e.theirs not in taken)
