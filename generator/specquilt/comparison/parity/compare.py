"""Compares the surface of a generated client with an installed package."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from specquilt.comparison.parity import generated_surface, installed_surface
from specquilt.comparison.parity.find import installed
from specquilt.comparison.parity.inventory import Inventory
from specquilt.comparison.parity.library import Library
from specquilt.comparison.parity.match import Excluded, NameMatch, Parity, Status
from specquilt.comparison.parity.match_arguments import match_arguments
from specquilt.comparison.parity.match_errors import match_errors
from specquilt.comparison.parity.match_methods import MethodMatch, match_methods
from specquilt.comparison.parity.match_models import match_models
from specquilt.comparison.parity.propose import propose_aliases, propose_names
from specquilt.comparison.parity.propose_arguments import propose_arguments
from specquilt.python.surface.types import Surface

Generated = Callable[[Mapping[str, str]], tuple[Surface, Iterable[str]]]
"""Returns the surface with more names in ``[client.names]``, and the names of all components."""


def parity(generated: Generated, package: str, client: str = "") -> Parity:
    """Return how far a generated client replaces an installed package.

    Names of models that the document does not name depend on names that it has: aliases are
    proposed for the client that has the proposed names already.

    Args:
        generated: The generated client.
        package: Import name, name of a distribution, folder or wheel.
        client: ``MODULE:CLASS`` of its client; empty to find it.

    Raises:
        InputError: the package is not found, cannot be read or has no client.
    """
    with installed(package) as found:
        theirs = installed_surface.inventory_of(Library(found), client)
    label = " ".join(filter(None, (found.name, found.version)))
    surface, schemas = generated({})
    result = compared(theirs, generated_surface.inventory_of(surface), label, schemas)
    if result.proposed_names:
        surface, schemas = generated(result.proposed_names)
    renamed = compared(theirs, generated_surface.inventory_of(surface), label, schemas)
    aliases = renamed.proposed_aliases
    return replace(result, proposed_aliases=aliases, proposed=_with(aliases, renamed.names))


def compared(theirs: Inventory, ours: Inventory, label: str, schemas: Iterable[str] = ()) -> Parity:
    """Return how far one inventory replaces another.

    Args:
        theirs: What users rely on.
        ours: What they would get.
        label: Name and version of the installed package.
        schemas: Names that components have.
    """
    methods = match_methods(theirs, ours)
    models = match_models(theirs, ours, methods)
    taken = {*schemas, *(name for each in ours.models for name in (each.name, *each.other_names))}
    used = {call for e in methods if e.ours for call in (e.ours.call, e.ours.alias_of)}
    return Parity(
        package=label,
        client=theirs.client,
        names={
            "methods": tuple(_name(each) for each in methods if each.status),
            "arguments": match_arguments(methods, frozenset(each.call for each in ours.methods)),
            "models": models,
            "errors": match_errors(theirs, ours),
        },
        excluded=tuple(Excluded(e.theirs.call, e.note) for e in methods if not e.status),
        added=tuple(each.call for each in ours.methods if each.call not in used),
        proposed_names=propose_names(methods, models, ours, taken) | propose_arguments(methods),
        proposed_aliases=propose_aliases(methods, models, ours, taken),
    )


def _name(match: MethodMatch) -> NameMatch:
    ours = match.ours.call if match.ours else ""
    return NameMatch(match.theirs.call, match.status or Status.MISSING, ours, match.note)


def _with(
    aliases: Mapping[str, str], names: Mapping[str, tuple[NameMatch, ...]]
) -> dict[str, tuple[NameMatch, ...]]:
    """Return the matches that aliases lead to."""
    known = {alias.removeprefix("schemas.") for alias in aliases}
    return {
        kind: tuple(
            replace(each, status=Status.PRESENT) if each.theirs in known else each for each in found
        )
        for kind, found in names.items()
    }
