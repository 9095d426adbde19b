"""Generates and imports the client of a document, and lets it talk to a server of the test."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from documents.arguments import arguments, bound
from documents.values import Values
from loopback import LoopbackServer, Request, Response
from python.proved import write
from specquilt import pipeline
from specquilt.openapi.pointer import parse, resolve
from specquilt.openapi.references import follow
from specquilt.project.configuration import from_sources
from specquilt.python.surface.types import Method, Surface

PACKAGE = "conserved"


@dataclass
class Talk:
    """A client, and a server that gives the answer that the test sets.

    Args:
        document: what the client is made from.
        surface: the names of the client.
        package: the imported package.
        client: the client.
        answer: what the server answers.
        requests: what it has received.
    """

    document: dict[str, Any]
    surface: Surface
    package: ModuleType
    client: Any
    answer: Response
    requests: list[Request]

    @property
    def methods(self) -> list[Method]:
        """All methods of the client."""
        return list(self.surface.root.all_methods())

    def operation(self, method: Method) -> dict[str, Any]:
        """Return the operation of a method in the document."""
        found: dict[str, Any] = resolve(self.document, parse(method.origin))
        return found

    def successes(self, method: Method) -> dict[str, dict[str, Any]]:
        """Return the successful answers of a method by status."""
        listed = self.operation(method).get("responses") or {}
        good = {status: each for status, each in listed.items() if status[:1] == "2"}
        if not good and not any(status[:1] in "45" for status in listed):
            good = {status: each for status, each in listed.items() if status == "default"}
        return {status: follow(self.document, each) for status, each in good.items()}

    def arguments(self, method: Method) -> dict[str, Any]:
        """Return arguments of a call."""
        return arguments(self.document, method, Values(self.document, 0, 1.0))

    def call(self, method: Method, **more: Any) -> Any:
        """Return what a method returns; streams and files are read."""
        return _consumed(method, bound(method, self.client)(**self.arguments(method), **more))

    def raw(self, method: Method, **more: Any) -> Any:
        """Return the raw response of a method."""
        call = bound(method, self.client)
        return self.client.raw_response(call, **self.arguments(method), **more)


@contextmanager
def talk(source: Path, folder: Path) -> Iterator[Talk]:
    """Generate the client of a source in a folder, and start a server for it."""
    job = from_sources([source], [], folder, PACKAGE)
    output = pipeline.generate(job)
    write(output.files, folder)
    made = pipeline.valid_document_of(job).document.data
    with _imported(folder) as package:
        yield from _talking(made, output.surface, package)


@contextmanager
def talk_about(document: dict[str, Any]) -> Iterator[Talk]:
    """Generate the client of a document, and start a server for it."""
    with TemporaryDirectory() as folder:
        source = Path(folder, "api.json")
        source.write_text(json.dumps(document), encoding="utf-8")
        with talk(source, Path(folder, "client")) as found:
            yield found


def _talking(document: dict[str, Any], surface: Surface, package: ModuleType) -> Iterator[Talk]:
    found = Talk(document, surface, package, None, Response(200, {}, b""), [])
    with LoopbackServer(lambda _: found.answer) as server:
        found.requests = server.requests
        options = {"base_url": server.url, "max_retries": 0, "follow_redirects": False}
        with package.Client(**options, **_credentials(surface)) as found.client:
            yield found


def _credentials(surface: Surface) -> dict[str, str]:
    headers = {header.name: "quilt" for header in surface.headers if header.required}
    return {name: "key" for each in surface.credentials for name in each.arguments} | headers


@contextmanager
def _imported(folder: Path) -> Iterator[ModuleType]:
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield importlib.import_module(PACKAGE)
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
            del sys.modules[name]


_READ: dict[str, Callable[[Any], Any]] = {
    "events": list,
    "lines": list,
    "binary": lambda result: result.read(),
}


def _consumed(method: Method, result: Any) -> Any:
    read = _READ.get(method.response.kind)
    if read is None:
        return result
    with result:
        return read(result)
