"""What README and reference show: samples, and calls to make examples of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from specquilt.api.types import Api, Model, Param, Sample
from specquilt.api.value_types import Constants, ListOf, Named, Type
from specquilt.python.render.docstrings import about
from specquilt.python.render.examples import Examples, quoted, required
from specquilt.python.render.facts import Call, Module, modules
from specquilt.python.render.polls import Poll, polls

_PYTHON = frozenset({"python", "python3", "py"})
_IMPORT = re.compile(r"^import (\w+)$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """The facts that only the documents for people need."""

    api: Api

    @cached_property
    def modules(self) -> list[Module]:
        """The client and all its resources that have methods."""
        everything = [Module(self.api, self.api.root), *modules(self.api)]
        return [module for module in everything if module.calls]

    @cached_property
    def calls(self) -> list[Call]:
        """All calls."""
        return [call for module in self.modules for call in module.calls]

    @property
    def client(self) -> str:
        """Name of the sync client."""
        return self.api.client_names[0][0]

    @property
    def async_client(self) -> str:
        """Name of the async client."""
        return self.api.client_names[0][1]

    @cached_property
    def simplest(self) -> Call | None:
        """The call that takes least."""
        weighed = sorted(self.calls, key=lambda call: len(required(call)))
        readable = [call for call in weighed if call.operation.response.kind == "json"]
        return next(iter([*readable, *weighed]), None)

    @cached_property
    def upload(self) -> Call | None:
        """A call that takes a file."""
        return next((call for call in self.calls if call.files), None)

    @cached_property
    def paged(self) -> Call | None:
        """A call with pages."""
        return next((call for call in self.calls if call.operation.pagination), None)

    @cached_property
    def streamed(self) -> Call | None:
        """A call whose answer is a stream of items."""
        kinds = ("events", "lines")
        return next((c for c in self.calls if c.operation.response.kind in kinds), None)

    @cached_property
    def polled(self) -> Call | None:
        """A call that starts something to wait for."""
        waited = [call.operation.polling for call in self.calls if call.operation.polling]
        names = {name for polling in waited for name, _ in polling.accepts}
        posts = (call for call in self.calls if call.operation.method == "POST")
        return next((c for c in posts if _named(c.operation.response.type) in names), None)

    @cached_property
    def first_sample(self) -> str:
        """The vendor's first Python sample that does not wait for anything."""
        found = [text for call in self.calls for _, text in self.samples(call)]
        return next((text for text in found if "async " not in text), "")

    def samples(self, call: Call) -> list[tuple[str, str]]:
        """Return the vendor's Python samples of a call, importing this package."""
        listed = (s for s in call.operation.docs.samples if s.language.lower() in _PYTHON)
        return [(sample.label, self._adopted(sample)) for sample in listed]

    def _adopted(self, sample: Sample) -> str:
        """Let a sample import this package under the name it uses."""
        clients = {name for pair in self.api.client_names for name in pair}

        def replace(found: re.Match[str]) -> str:
            name = found[1]
            used = any(f"{name}.{client}" in sample.source for client in clients)
            return f"import {self.api.package} as {name}" if used else found[0]

        return _IMPORT.sub(replace, sample.source)

    @property
    def polls(self) -> list[Poll]:
        """What can be waited for."""
        return polls(self.api)

    @property
    def types(self) -> tuple[Model, ...]:
        """All models and aliases."""
        return self.api.models

    def explained(self, call: Call) -> list[Param]:
        """Return the arguments of a call that have something to say."""
        return [p for p in (*call.positional, *call.keyword_only) if self.meaning(p)]

    def meaning(self, param: Param) -> str:
        """Return what is known of an argument, its usual values included."""
        model = self._models.get(_innermost(param.type))
        known = self.values(model.alias) if model and model.alias else ()
        listed = ", ".join(f"`{self.shown(value)}`" for value in known)
        return " ".join(filter(None, (about(param), f"Known values: {listed}." if listed else "")))

    def values(self, type_: Type) -> tuple[object, ...]:
        """Return the known values of a choice."""
        return type_.values if isinstance(type_, Constants) else ()

    def shown(self, value: object) -> str:
        """Return a value as it is written in Python."""
        return quoted(value)

    def dotted(self, module: Module) -> str:
        """Return the path of a module's resource."""
        return ".".join(module.path)

    def sibling(self, call: Call) -> str:
        """Return the path of the method that goes through all pages."""
        paging = call.operation.pagination
        return f"{call.path}.{paging.method}".lstrip(".") if paging else ""

    def anchor(self, call: Call) -> str:
        """Return the anchor that Markdown gives the heading of a call."""
        return call.dotted.replace(".", "")

    def url(self, call: Call) -> str:
        """Return the page of a call, fit for a Markdown link; nothing but http is linked to."""
        found = call.operation.docs.reference
        return re.sub(r"[\s()<>]", "", found) if found.startswith(("https://", "http://")) else ""

    # --- examples ----------------------------------------------------------------------------

    @property
    def quick_start(self) -> str:
        """A first program."""
        return f"{self._import}\n\nclient = {self.client}()\n{self._assigned(self.simplest)}"

    @property
    def async_example(self) -> str:
        """A first program that awaits."""
        return (
            f"import asyncio\n\nfrom {self.api.package} import {self.async_client}\n\n\n"
            f"async def main() -> None:\n    async with {self.async_client}() as client:\n"
            f"        {self._assigned(self.simplest, 'await ')}\n\n\nasyncio.run(main())"
        )

    @property
    def upload_example(self) -> str:
        """A call with a file."""
        return self._assigned(self.upload)

    @property
    def wait_example(self) -> str:
        """A call, and waiting for its end."""
        return f"{self._assigned(self.polled)}\nresult = client.wait(response, timeout=3600)"

    @property
    def paged_example(self) -> str:
        """A loop over all pages."""
        if self.paged is None:
            return ""
        needed = self._examples.arguments(self.paged)
        return f"for item in client.{self.sibling(self.paged)}({needed}):\n    print(item)"

    @property
    def stream_example(self) -> str:
        """A loop over a stream."""
        return f"with {self._call(self.streamed)} as stream:\n    for item in stream:\n        print(item)"

    @property
    def error_example(self) -> str:
        """A call that may fail."""
        return (
            f"from {self.api.package} import errors\n\ntry:\n    {self._call(self.simplest)}\n"
            "except errors.ClientError as error:\n"
            "    print(error.status, error.body, error.request_id)"
        )

    @property
    def options_example(self) -> str:
        """Options of a client and of a call."""
        call = self._call(self.simplest)
        inside = call[:-1] + (", " if "=" in call or '"' in call else "")
        return (
            f"client = {self.client}(max_retries=5, timeout=20, deadline=120)\n"
            f'{inside}options={{"deadline": 10, "max_retries": 0}})'
        )

    @cached_property
    def _models(self) -> dict[str, Model]:
        return {model.name: model for model in self.api.models}

    @property
    def _examples(self) -> Examples:
        return Examples(self._models)

    @property
    def _import(self) -> str:
        return f"from {self.api.package} import {self.client}"

    def _assigned(self, call: Call | None, awaiting: str = "") -> str:
        return f"response = {awaiting}{self._call(call)}"

    def _call(self, call: Call | None) -> str:
        """Return an example of a call with the arguments it needs."""
        if call is None:
            return "client"
        return f"client.{call.dotted}({self._examples.arguments(call)})"


def page(api: Api) -> Page:
    """Return the facts for the documents of an API."""
    return Page(api)


def _innermost(type_: Type) -> str:
    return _innermost(type_.item) if isinstance(type_, ListOf) else _named(type_)


def _named(type_: Type | None) -> str:
    return type_.name if isinstance(type_, Named) else ""
