"""Data for the README and the reference: samples and example calls."""

from __future__ import annotations

import re
from functools import cached_property
from http import HTTPStatus

from specquilt.api.published import Sample
from specquilt.api.value_types import Constants, ListOf, Named, Type
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.page import PYTHON_LABELS
from specquilt.python.render.docstrings import about
from specquilt.python.render.facts import Module, modules
from specquilt.python.render.polls import Poll, polls
from specquilt.python.render.snippets import Snippets
from specquilt.python.render.values import quoted
from specquilt.python.surface.method_parts import Argument
from specquilt.python.surface.models import ModelClass
from specquilt.python.surface.types import Method, Surface

_FEW = 25
_IMPORT = re.compile(r"^import (\w+)$", re.MULTILINE)


@dataclass(frozen=True)
class Documentation:
    """Data that only the README and the reference need."""

    surface: Surface

    @cached_property
    def modules(self) -> list[Module]:
        """The client and all resources, if they have methods."""
        everything = [Module(self.surface, self.surface.root), *modules(self.surface)]
        return [module for module in everything if module.methods]

    @cached_property
    def methods(self) -> list[Method]:
        """All methods."""
        return [method for module in self.modules for method in module.methods]

    @property
    def client(self) -> str:
        """Name of the sync client."""
        return self.surface.client_names[0][0]

    @property
    def async_client(self) -> str:
        """Name of the async client."""
        return self.surface.client_names[0][1]

    @property
    def may_need_authentication(self) -> bool:
        """Whether a method documents that credentials may be missing."""
        return any(error.status == HTTPStatus.UNAUTHORIZED for error in self.surface.errors)

    @cached_property
    def upload(self) -> Method | None:
        """The first method that accepts a file."""
        return next((method for method in self.methods if method.files), None)

    @cached_property
    def paged(self) -> Method | None:
        """The first method with pagination."""
        return next((method for method in self.methods if method.pagination), None)

    @cached_property
    def streamed(self) -> Method | None:
        """The first method that responds with a stream of items."""
        kinds = ("events", "lines")
        return next((method for method in self.methods if method.response.kind in kinds), None)

    @cached_property
    def polled(self) -> Method | None:
        """The first method that starts a job that `wait` accepts."""
        names = {name for poll in self.polls for name, _ in poll.waiting.accepts}
        posts = (method for method in self.methods if method.verb == "POST")
        return next((each for each in posts if _named(each.response.type) in names), None)

    @cached_property
    def first_sample(self) -> str:
        """The vendor's first synchronous Python sample."""
        found = [text for method in self.methods for _, text in self.samples(method)]
        return next((text for text in found if "async " not in text), "")

    def samples(self, method: Method) -> list[tuple[str, str]]:
        """Return the vendor's Python samples of a method that work with this package.

        Samples that send requests themselves, or that use another package, are left out.
        """
        listed = (s for s in method.docs.samples if s.language.lower() in PYTHON_LABELS)
        found = ((sample.label, self._with_import(sample)) for sample in listed)
        return [(label, text) for label, text in found if self._uses_package(text)]

    @cached_property
    def _clients(self) -> set[str]:
        return {name for pair in self.surface.client_names for name in pair}

    def _uses_package(self, text: str) -> bool:
        package = rf"^[ \t]*(import|from)[ \t]+{re.escape(self.surface.package)}\b"
        used = any(re.search(rf"\b{name}\b", text) for name in self._clients)
        return used and re.search(package, text, re.MULTILINE) is not None

    def _with_import(self, sample: Sample) -> str:
        """Return a sample that imports this package under the name it uses."""

        def replace(found: re.Match[str]) -> str:
            name = found[1]
            used = any(f"{name}.{client}" in sample.source for client in self._clients)
            return f"import {self.surface.package} as {name}" if used else found[0]

        return _IMPORT.sub(replace, sample.source)

    @cached_property
    def polls(self) -> list[Poll]:
        """The methods that `wait` can poll."""
        return polls(self.surface)

    @property
    def types(self) -> tuple[ModelClass, ...]:
        """All models and aliases."""
        return self.surface.models

    @property
    def listed_resources(self) -> list[str]:
        """The first resources, by their paths; all of them would be too many for one line."""
        return [self.dotted(module) for module in self.modules if module.path][:_FEW]

    @property
    def has_more_resources(self) -> bool:
        """Whether there are more resources than are listed."""
        return len([module for module in self.modules if module.path]) > _FEW

    def explained(self, method: Method) -> list[Argument]:
        """Return the documented arguments of a method."""
        arguments = (*method.positional, *method.keyword_only)
        return [each for each in arguments if self.meaning(each)]

    def meaning(self, argument: Argument) -> str:
        """Return the description of an argument, including the known values of an enum."""
        model = self.snippets.models.get(_innermost(argument.type))
        known = self.values(model.alias) if model and model.alias else ()
        listed = ", ".join(f"`{self.shown(value)}`" for value in known)
        return " ".join(
            filter(None, (about(argument), f"Known values: {listed}." if listed else ""))
        )

    def values(self, type_: Type) -> tuple[object, ...]:
        """Return the known values of an enum."""
        return type_.values if isinstance(type_, Constants) else ()

    def shown(self, value: object) -> str:
        """Return a value as a Python literal."""
        return quoted(value)

    def dotted(self, module: Module) -> str:
        """Return the dotted path of a module's resource."""
        return ".".join(module.path)

    def for_all_pages(self, method: Method) -> str:
        """Return the dotted path of the method that iterates over all pages."""
        return ".".join((*method.resource, method.pagination.name)) if method.pagination else ""

    def url(self, method: Method) -> str:
        """Return the URL of a method's page for a Markdown link. Empty unless HTTP or HTTPS."""
        found = method.docs.reference
        return re.sub(r"[\s()<>]", "", found) if found.startswith(("https://", "http://")) else ""

    @cached_property
    def snippets(self) -> Snippets:
        """Code that uses the package."""
        return Snippets(self.surface, self.methods)


def _innermost(type_: Type) -> str:
    return _innermost(type_.item) if isinstance(type_, ListOf) else _named(type_)


def _named(type_: Type | None) -> str:
    return type_.name if isinstance(type_, Named) else ""
