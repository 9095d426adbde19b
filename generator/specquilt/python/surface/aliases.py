"""Aliases: names that were given up, and still work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from specquilt.api.published import Docs
from specquilt.openapi.suggestion import did_you_mean
from specquilt.python.names.published import is_call, is_class
from specquilt.python.surface.types import Method, ResourceClass, Surface

SCHEMAS = "schemas."
"""What the names of classes begin with in a configuration."""


def aliased_types(aliases: Mapping[str, str]) -> dict[str, str]:
    """Return the names of classes by their aliases."""
    return {a.removeprefix(SCHEMAS): n for a, n in aliases.items() if a.startswith(SCHEMAS)}


def aliased_methods(aliases: Mapping[str, str], methods: list[Method]) -> list[Method]:
    """Return a method for each alias of a call.

    Args:
        aliases: Calls by their aliases.
        methods: All methods.
    """
    by_call = {each.dotted: each for each in methods}
    old = {alias: by_call[call] for alias, call in aliases.items() if call in by_call}
    return [_alias(method, alias, aliases) for alias, method in old.items()]


def faults(aliases: Mapping[str, str], surface: Surface) -> Iterator[tuple[str, str, str]]:
    """Yield aliases that cannot be, with what is wrong and how to correct it.

    Args:
        aliases: Calls and classes by their aliases.
        surface: The surface without aliases.
    """
    calls, types = _Calls(surface.root), _types(surface)
    for alias, name in aliases.items():
        if alias.startswith(SCHEMAS):
            found = _fault(alias.removeprefix(SCHEMAS), name, types, types, is_class)
        elif name in calls.pages and not calls.has_alias(calls.pages[name], alias, aliases):
            advice = f"give {calls.pages[name]!r} an alias in the same resource, too"
            found = (f"{name!r} is the method for all pages of another one", advice)
        else:
            known = {*calls.methods, *calls.pages}
            found = _fault(alias, name, known, known | calls.resources, is_call)
        if found:
            yield alias, *found


def _fault(
    alias: str, name: str, known: set[str], taken: set[str], is_valid: Callable[[str], bool]
) -> tuple[str, str] | None:
    if name not in known:
        advice = "write a call such as jobs.get, or a class for an alias such as schemas.Old"
        return f"the client has no {name!r}", did_you_mean(name, known, advice)
    if alias in taken:
        return f"the name {alias!r} is taken", "leave out the alias, or rename what has its name"
    if not is_valid(alias):
        return f"{alias!r} cannot be a name", "for example: jobs.fetch, or schemas.OldJob"
    return None


class _Calls:
    """The names in a client.

    Attributes:
        methods: Calls of operations.
        pages: Those calls by the calls of their methods for all pages.
        resources: Paths of resources.
    """

    def __init__(self, root: ResourceClass) -> None:
        self.methods: set[str] = set()
        self.pages: dict[str, str] = {}
        self.resources: set[str] = set()
        self._add(root, ())

    def has_alias(self, call: str, alias: str, aliases: Mapping[str, str]) -> bool:
        """Return whether a call has an alias in the resource of another alias."""
        resource = alias.rpartition(".")[0]
        return call in (new for old, new in aliases.items() if old.rpartition(".")[0] == resource)

    def _add(self, resource: ResourceClass, path: tuple[str, ...]) -> None:
        for method in resource.methods:
            self.methods.add(method.dotted)
            if method.pagination:
                self.pages[".".join((*path, method.pagination.name))] = method.dotted
        for child in resource.children:
            self.resources.add(".".join((*path, child.name)))
            self._add(child, (*path, child.name))


def _types(surface: Surface) -> set[str]:
    models = surface.models
    return {n for m in models for n in (m.name, m.dict_type, m.known, m.unknown) if n}


def _alias(method: Method, alias: str, aliases: Mapping[str, str]) -> Method:
    *resource, name = alias.split(".")
    pages = method.pagination
    if pages:
        replaced_by = ".".join((*method.resource, pages.name))
        other = _alias_of(replaced_by, resource, aliases) or f"{name}_all"
        pages = replace(pages, name=other, alias_of=replaced_by)
    return replace(
        method,
        name=name,
        resource=tuple(resource),
        pagination=pages,
        polling=None,
        docs=Docs(f"Alias of `client.{method.dotted}`.", deprecated=True),
        alias_of=method.dotted,
    )


def _alias_of(call: str, resource: list[str], aliases: Mapping[str, str]) -> str:
    """Return the name that a call has in a resource; empty if it has no alias there."""
    given = (alias.rpartition(".") for alias, known in aliases.items() if known == call)
    return next((name for path, _, name in given if path == ".".join(resource)), "")
