"""The fake of an API: clients send to it as if it were the server."""

from __future__ import annotations

import sys
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final

from ..public import FAKE_MEMBERS
from .operations import Described, described_in
from .problems import FakeError, hint
from .server import FakeServer, secrets_of, spec_of
from .transports import (
    AsyncFakeTransport,
    AsyncImpatientSender,
    FakeTransport,
    ImpatientSender,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..connected import Connected, ConnectedClient
    from ..request import Request
    from .aiohttp_wire import FakeAiohttpTransport
    from .answers import Reply
    from .calls import ReceivedCall
    from .http_clients import FakeHttpTransport

_KEY: Final = "fake-key"
_HOST: Final = "https://fake.invalid"


class BaseFake:
    """A fake of an API, without a server: clients get its answers from memory.

    Args:
        strict: Raise an error for a call about which the test has said nothing.
    """

    _package: ClassVar[str]
    _clients: ClassVar[tuple[type[ConnectedClient], type[ConnectedClient]]]

    def __init__(self, *, strict: bool = False) -> None:
        self._strict = strict
        self.transport = FakeTransport(self._respond)
        self.async_transport = AsyncFakeTransport(self._respond)

    @cached_property
    def _server(self) -> FakeServer:
        return FakeServer(self._package, self.client(), strict=self._strict)

    def _respond(self, request: Request, content: bytes) -> Reply:
        return self._server.respond(request, content)

    @cached_property
    def http_transport(self) -> FakeHttpTransport:
        """The transport of `httpx2` clients, sync and async, that a program makes itself."""
        from .http_clients import FakeHttpTransport

        return FakeHttpTransport(self._respond, self._secrets_of)

    def aiohttp_transport(self) -> FakeAiohttpTransport:
        """Return a transport of async clients that sends through aiohttp. Close it, as any."""
        from .aiohttp_wire import FakeAiohttpTransport

        return FakeAiohttpTransport(self._respond, self._secrets_of)

    def _secrets_of(self, target: str, headers: Mapping[str, str]) -> tuple[str, ...]:
        return secrets_of(spec_of(self._package), target, headers)

    @property
    def calls(self) -> list[ReceivedCall]:
        """All requests that were received."""
        return self._server.calls

    def client(self, *, waits: bool = False, **options: Any) -> Any:
        """Return a sync client of the fake.

        Args:
            waits: Wait between retries and while a job is running.
            **options: As of the client.
        """
        own = {"transport": self.transport, **_own_connections(options)}
        made = self._made(self._clients[0], {**options, **own})
        if not waits:
            made._sender = ImpatientSender(own)
        return made

    def async_client(self, *, waits: bool = False, **options: Any) -> Any:
        """Return an async client of the fake.

        Args:
            waits: Wait between retries and while a job is running.
            **options: As of the client.
        """
        own = {"transport": self.async_transport, **_own_connections(options)}
        made = self._made(self._clients[1], {**options, **own})
        if not waits:
            made._sender = AsyncImpatientSender(own)
        return made

    def _made(self, kind: Any, options: dict[str, Any]) -> Any:
        spec = spec_of(self._package)
        keys = {name: _KEY for scheme in spec.auth for name in scheme.arguments}
        first = next(iter(spec.servers), "")
        known = {"base_url": first if "://" in first else _HOST, **keys}
        return kind(**{**known, **options})

    def __repr__(self) -> str:
        count = len(self.calls)
        return f"<Fake of {self._package}: {count} call{'' if count == 1 else 's'}>"

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(name)
            inside = name[:-1] if name.removesuffix("_") in FAKE_MEMBERS else name
            return getattr(FakeResource(self._server, self._server.client, ()), inside)


def _own_connections(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the transport or `httpx2` client that a test passes instead of that of the fake.

    Raises:
        FakeError: The `httpx2` client would open sockets.
    """
    client = options.get("http_client")
    if client is not None:
        if type(getattr(client, "_transport", None)).__name__ != "FakeHttpTransport":
            raise FakeError(
                "this http_client opens sockets: create it with transport=fake.http_transport"
            )
        return {"transport": None, "http_client": client}
    return {name: options[name] for name in ("transport",) if name in options}


class FakeResource:
    """A group of operations of a fake.

    Args:
        server: Answers requests.
        resource: The resource of a client.
        path: Its name.
    """

    def __init__(self, server: FakeServer, resource: Connected, path: tuple[str, ...]) -> None:
        self._server, self._resource, self._path = server, resource, path

    def __repr__(self) -> str:
        return f"<FakeResource {'.'.join(self._path)}>"

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(name)
            names = self._names()
            if name not in names:
                owner = ".".join(("fake", *self._path))
                raise AttributeError(f"{owner} has no {name!r}{hint(name, names)}")
            setattr(self, name, self._found(name))
            return getattr(self, name)

    def _found(self, name: str) -> Any:
        member, path = getattr(self._resource, name), (*self._path, name)
        if not callable(member):
            return FakeResource(self._server, member, path)
        return self._server.stub(self._described(".".join(path)))

    def _names(self) -> list[str]:
        names = (name for kind in self._generated() for name in vars(kind))
        return [name for name in names if not name.startswith("_")]

    def _described(self, name: str) -> Described:
        for kind in self._generated():
            for each in described_in(sys.modules[kind.__module__]):
                if each.operation.name == name:
                    return each
        raise AttributeError(f"{name} sends no request of its own")

    def _generated(self) -> list[type]:
        """Return the generated classes that the resource consists of."""
        package = f"{self._server.package}."
        runtime = f"{package}_runtime."
        kinds = type(self._resource).__mro__
        own = [each for each in kinds if each.__module__.startswith(package)]
        return [each for each in own if not each.__module__.startswith(runtime)]
