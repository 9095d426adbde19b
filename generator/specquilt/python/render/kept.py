"""Keeps the modules and pages of resources between runs.

What is made for a resource depends on the resource, and on the few models that its methods name. So
a resource is shown a surface that has nothing else: what it does not show cannot be written. The
models that are looked up are noted. As long as they are the same, what was written is the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from specquilt.output import cache
from specquilt.output.digests import digest
from specquilt.python.cut import cut
from specquilt.python.names.published import PublishedNames
from specquilt.python.render.facts import Module
from specquilt.python.surface.types import Method, ResourceClass, Surface

V = TypeVar("V")

MANY = 200
"""Methods from which on it pays: to write fewer takes no longer than to look them up."""

_KIND, _TYPES, _FAKES = "resource", "types of a reference", "types of a fake"


class _Noted(dict[str, V]):
    """A mapping that notes the keys that are looked up."""

    def __init__(self, values: Mapping[str, V], asked: set[str]) -> None:
        super().__init__(values)
        self._asked = asked

    def __getitem__(self, key: str) -> V:
        self._asked.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._asked.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: V | None = None) -> V | None:  # type: ignore[override]
        self._asked.add(key)
        return super().get(key, default)

    def __iter__(self) -> Iterator[str]:
        raise TypeError("a resource does not depend on all models")

    keys = values = items = __len__ = __iter__  # type: ignore[assignment]


class Kept:
    """What runs keep of the resources of a package.

    Args:
        surface: The surface of the package.
        reuse: Whether to read what earlier runs have kept, and to keep what is made.
    """

    def __init__(self, surface: Surface, *, reuse: bool) -> None:
        self._whole, self._asked = surface, set[str]()
        self._methods: dict[int, tuple[Method, str]] = {}
        self._is_on = reuse and _count(surface.root) >= MANY

    @cached_property
    def surface(self) -> Surface:
        """What resources see of the surface."""
        whole = self._whole
        seen = _blank(whole, package=whole.package, client_names=whole.client_names)
        for name in ("models_by_name", "enums", "dict_types"):
            vars(seen)[name] = _Noted(getattr(whole, name), self._asked)
        return seen

    def types(self, make: Callable[[Surface], str]) -> str:
        """Return the page of all types, of which as much is made as has changed.

        Args:
            make: Makes the start of the page, and the entries of some types, from what it may see
                of the surface.
        """
        whole = self._whole
        start = make(_blank(whole, distribution=whole.distribution))
        groups = cut([each.name for each in whole.models])
        return "\n\n".join([start, *(self._entries(make, each) for each in groups)])

    def _entries(self, make: Callable[[Surface], str], names: list[str]) -> str:
        models = tuple(self._whole.models_by_name[name] for name in names)
        key = "\n".join(map(self._described, names))
        return self._known(lambda: make(_blank(self._whole, models=models)), _TYPES, key)

    def fakes(self, make: Callable[[Surface], dict[str, str]]) -> dict[str, str]:
        """Return the files with the types of the fake, or what was made of equal ones.

        Args:
            make: Makes them from what it may see of the surface.
        """
        whole = self._whole
        shown = {"client_names": whole.client_names, "models": whole.models, "root": whole.root}
        seen, key = _blank(whole, **shown), repr((whole.client_names, _answers(whole.root)))
        text = self._known(lambda: json.dumps(make(seen)), _FAKES, key, whole.outlines_of_models)
        files: dict[str, str] = json.loads(text)
        return files

    def _known(self, make: Callable[[], str], *key: str) -> str:
        known = cache.get(*key) if self._is_on else None
        text = make() if known is None else known
        if self._is_on and known is None:
            cache.put(text, *key)
        return text

    def text(self, template: str, module: Module, more: object, make: Callable[[], str]) -> str:
        """Return what is made for a resource, or what was made for an equal one.

        Args:
            template: What makes it.
            module: The resource; it sees what resources may see.
            more: What else it is made from.
            make: Makes it.
        """
        if not self._is_on:
            return make()
        about = (template, self.surface.package, self.surface.client_names, _own(module), more)
        key = "\n".join((repr(about), *map(self._described_method, module.resource.methods)))
        known = cache.get(_KIND, key)
        if known is not None:
            asked, models, text = json.loads(known)
            if models == self._digest(asked):
                return str(text)
        self._asked.clear()
        text = make()
        asked = sorted(self._asked)
        cache.put(json.dumps([asked, self._digest(asked), text]), _KIND, key)
        return text

    def _digest(self, names: list[str]) -> str:
        return digest(self._described(name).encode("utf-8", "surrogatepass") for name in names)

    def _described_method(self, method: Method) -> str:
        """Return all that is known of a method; it is on a page and in a module."""
        known = self._methods.get(id(method))
        if known is None:
            # The method is kept, too: another one could get its identity otherwise.
            known = self._methods[id(method)] = method, repr(method)
        return known[1]

    def _described(self, name: str) -> str:
        """Return all that is known of a model; nothing if there is none."""
        return self._whole.described_models.get(name, "")


def _blank(whole: Surface, **shown: Any) -> Surface:
    """Return a surface that has nothing but what is to be shown."""
    nothing: dict[str, Any] = dict.fromkeys(("title", "version", "description"), "")
    nothing |= dict.fromkeys(("distribution", "package"), "")
    nothing |= dict.fromkeys(("client_names", "servers", "credentials", "headers"), ())
    nothing |= {"models": (), "errors": (), "error_bodies": {}}
    nothing |= {"type_aliases": {}, "links": (), "webhooks": None}
    root = replace(whole.root, methods=(), children=())
    return replace(whole, **nothing | {"root": root, "published": PublishedNames()} | shown)


def _answers(resource: ResourceClass) -> tuple[object, ...]:
    """Return what a fake shows of a resource: what each method returns, and nothing in words."""
    methods = [
        (each.name, each.response.kind, each.response.type, paging and paging.item_type)
        for each in resource.methods
        for paging in [each.pagination]
    ]
    return resource.name, resource.class_name, methods, [*map(_answers, resource.children)]


def _own(module: Module) -> tuple[object, ...]:
    """Return what a module is made from, besides its methods and models.

    Of nested resources that is only their names.
    """
    below = tuple(replace(each, methods=(), children=()) for each in module.resource.children)
    parts = [(each.resource.module, each.resource.class_name) for each in module.parts]
    return module.path, module.whole, parts, replace(module.resource, methods=(), children=below)


def _count(resource: ResourceClass) -> int:
    return len(resource.methods) + sum(map(_count, resource.children))
