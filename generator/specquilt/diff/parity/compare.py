"""Compares the surface of a generated client with an installed package."""

from __future__ import annotations

from collections.abc import Iterable

from specquilt.diff.parity import generated_surface, installed_surface
from specquilt.diff.parity.find import installed
from specquilt.diff.parity.inventory import Inventory
from specquilt.diff.parity.library import Library
from specquilt.diff.parity.match import Excluded, NameMatch, Parity
from specquilt.diff.parity.match_arguments import match_arguments
from specquilt.diff.parity.match_errors import match_errors
from specquilt.diff.parity.match_methods import MethodMatch, match_methods
from specquilt.diff.parity.match_models import match_models
from specquilt.diff.parity.propose import propose_calls, propose_models
from specquilt.python.surface.types import Surface


def parity(surface: Surface, package: str, client: str = "", schemas: Iterable[str] = ()) -> Parity:
    """Return how far the client of a surface replaces an installed package.

    Args:
        surface: The surface of the generated client.
        package: Import name, name of a distribution, folder or wheel.
        client: ``MODULE:CLASS`` of its client; empty to find it.
        schemas: Names of all components of the document.

    Raises:
        InputError: the package is not found, cannot be read or has no client.
    """
    with installed(package) as found:
        theirs = installed_surface.inventory_of(Library(found), client)
    label = " ".join(filter(None, (found.name, found.version)))
    return compared(theirs, generated_surface.inventory_of(surface), label, schemas)


def compared(theirs: Inventory, ours: Inventory, label: str, schemas: Iterable[str] = ()) -> Parity:
    """Return how far one inventory replaces another."""
    methods = match_methods(theirs, ours)
    models = match_models(theirs, ours, methods)
    calls, variants = propose_calls(methods, ours)
    taken = {*schemas, *(n for each in ours.models for n in (each.name, *each.other_names))}
    names, aliases = propose_models(models, taken)
    used = {each.ours.call for each in methods if each.ours}
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
        calls=calls | names,
        aliases=variants | aliases,
    )


def _name(match: MethodMatch) -> NameMatch:
    assert match.status is not None
    ours = match.ours.call if match.ours else ""
    return NameMatch(match.theirs.call, match.status, ours, match.note)
