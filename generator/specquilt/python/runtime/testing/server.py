"""What a fake answers to requests, and what it has received."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property, reduce
from importlib import import_module
from itertools import count
from pkgutil import get_data
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import parse_qsl, urlsplit

from ..auth.schemes import ApiKey
from .answers import FakeAnswer, Reply, reply
from .calls import ReceivedCall
from .checking import Requirements
from .operations import Described, Key, Operations
from .problems import FakeError
from .samples import Hints, with_anything
from .stubs import FakeOperation

if TYPE_CHECKING:
    from ..connected import Connected
    from ..core import ClientSpec
    from ..request import Request

_TOKEN: Final = b'{"access_token": "fake-token", "token_type": "bearer", "expires_in": 3600}'


class FakeServer:
    """Answers requests from memory.

    Args:
        package: Name of the package.
        client: A client, for the signatures of its methods.
        strict: Raise an error for a call about which the test has said nothing.
    """

    def __init__(self, package: str, client: Connected, *, strict: bool) -> None:
        self.package, self.client = package, client
        self.spec: ClientSpec = spec_of(package)
        self.calls: list[ReceivedCall] = []
        self.operations = Operations(package, self.spec)
        self._strict = strict
        self._stubs: dict[Key, FakeOperation] = {}
        self._requirements: dict[Key, Requirements] = {}

    def respond(self, request: Request, content: bytes) -> Reply:
        """Return the response to a request, or raise the error of a transport.

        Args:
            request: The request.
            content: Its body.

        Raises:
            FakeError: The API has no such operation, or requires what the request does not have.
        """
        if _asks_for_token(request, content):
            return reply(_TOKEN, "application/json")
        route = self.operations.match(request)
        stub, call = self.stub(route.described), ReceivedCall(request, content, route.parameters)
        self.calls.append(call)
        stub.calls.append(call)
        self._requirements_of(route.described).check(call)
        answer = stub.next() or self._default(stub, route.described)
        return answer.make(request, call)

    def stub(self, described: Described) -> FakeOperation:
        """Return what a test says about an operation."""
        key = described.key
        return self._stubs.get(key) or self._stubs.setdefault(key, FakeOperation(self, described))

    def _default(self, stub: FakeOperation, described: Described) -> FakeAnswer:
        if self._strict:
            name, verb = described.operation.name, "streams" if stub.is_stream else "returns"
            raise FakeError(f"the test says nothing about {name}: add fake.{name}.{verb}(...)")
        return stub.default

    def _requirements_of(self, described: Described) -> Requirements:
        key = described.key
        if key not in self._requirements:
            names = described.operation.name.split(".")
            method = reduce(getattr, names, cast("Any", self.client))
            self._requirements[key] = Requirements(described.operation, method)
        return self._requirements[key]

    # --- data of the document ------------------------------------------------------------------

    @property
    def hints(self) -> Hints:
        """Values that the document wants and types do not tell, by model and field."""
        return self._document[0]

    def example(self, name: str) -> Any:
        """Return the example that the document has for the result of an operation, or None."""
        return self._document[1].get(name)

    @cached_property
    def _document(self) -> tuple[Hints, Mapping[str, Any]]:
        hints: dict[str, Any] = {}
        examples: dict[str, Any] = {}
        for content in self._files():
            part = json.loads(content)
            hints |= with_anything(part["hints"])
            examples |= part["examples"]
        return hints, examples

    def _files(self) -> Iterator[bytes]:
        for number in count():
            try:
                yield get_data(f"{self.package}.testing", f"answers.{number}.json") or b""
            except OSError:
                return


def spec_of(package: str) -> ClientSpec:
    """Return the description of the API of a package."""
    return cast("ClientSpec", vars(import_module(f"{package}.client"))["_SPEC"])


def secrets_of(spec: ClientSpec, target: str, headers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the API keys in a request of a client that has not said what they are."""
    wires = [each.wire for each in spec.auth if isinstance(each, ApiKey)]
    query = dict(parse_qsl(urlsplit(target).query))
    found = (query.get(wire) or headers.get(wire.lower()) for wire in wires)
    return tuple(filter(None, found))


def _asks_for_token(request: Request, content: bytes) -> bool:
    is_form = "x-www-form-urlencoded" in request.headers.get("content-type", "")
    return is_form and b"grant_type=client_credentials" in content and b"client_secret=" in content
