"""Calls every operation of a client with a fake, and validates what the fake answers."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import httpx2
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from documents.arguments import arguments, bound, methods
from documents.client import Generated
from documents.values import Values
from specquilt.openapi.pointer import parse, resolve, show
from specquilt.openapi.references import follow
from specquilt.python.surface.types import Method

_DOCUMENT = "urn:document"


@dataclass
class Outcome:
    """What became of the calls of one client.

    Args:
        counts: Answers by "decoded", "valid" and "checked".
        problems: One line per call that failed.
        invalid: One line per answer that is not valid by the schema of the document.
    """

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    invalid: list[str] = field(default_factory=list)

    @property
    def valid_share(self) -> float:
        """The share of valid answers."""
        return self.counts["valid"] / max(self.counts["checked"], 1)

    def __str__(self) -> str:
        shown = ", ".join(f"{count} {what}" for what, count in self.counts.items())
        return f"{shown}: {self.valid_share:.2%} valid"


def call_everything(generated: Generated, module: ModuleType) -> Outcome:
    """Call every method, sync and async, and return what became of it."""
    outcome = Outcome()
    values = Values(generated.document, 0, 0.0)
    schemas = Schemas(generated.document)
    fake = module.Fake()
    sent = _recorded(fake)
    flavours = Flavours(fake)
    for method in methods(generated.surface):
        given = arguments(generated.document, method, values)
        sent.clear()
        with _Problems(outcome, method):
            flavours.call(method, given)
            outcome.counts["decoded"] += 1
            assert len(sent) >= 5  # one a client; some read a list in pages
        for content in sent[-1:]:
            schemas.check(method, content, outcome)
    flavours.close()
    return outcome


class Flavours:
    """Clients of a fake: with its own transports, with httpx2 clients of the user, with aiohttp.

    Args:
        fake: The fake.
    """

    def __init__(self, fake: Any) -> None:
        self._loop = asyncio.new_event_loop()
        self._sync = httpx2.Client(transport=fake.http_transport)
        self._async = httpx2.AsyncClient(transport=fake.http_transport)
        self._aiohttp = fake.aiohttp_transport()
        self._syncs = [fake.client(), fake.client(http_client=self._sync)]
        self._asyncs = [
            fake.async_client(),
            fake.async_client(http_client=self._async),
            fake.async_client(transport=self._aiohttp),
        ]

    def call(self, method: Method, given: dict[str, Any]) -> None:
        """Call a method with each client."""
        for client in self._syncs:
            _consume(method, bound(method, client)(**given))
        for client in self._asyncs:
            self._loop.run_until_complete(_consume_async(method, bound(method, client), given))

    def close(self) -> None:
        """Close the clients."""
        self._sync.close()
        self._loop.run_until_complete(self._async.aclose())
        self._loop.run_until_complete(self._aiohttp.close())
        self._loop.close()


class _Problems:
    """Records the error of a call."""

    def __init__(self, outcome: Outcome, method: Method) -> None:
        self._outcome, self._method = outcome, method

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        if isinstance(error, Exception):
            self._outcome.problems.append(f"{self._method.dotted}: {error!r:.400}")
        return isinstance(error, Exception)


def _recorded(fake: Any) -> list[bytes]:
    """Return the list to which the bodies of all responses are added."""
    sent: list[bytes] = []
    respond = fake._server.respond

    def recording(*request: Any) -> Any:
        reply = respond(*request)
        sent.append(b"".join(reply.pieces[:1]))
        return reply

    fake._server.respond = recording
    return sent


def _consume(method: Method, result: Any) -> None:
    if method.response.kind in ("events", "lines"):
        with result:
            assert len(list(result)) == 1
    elif method.response.kind == "binary":
        with result:
            assert result.read() == b"bytes"


async def _consume_async(
    method: Method, call: Callable[..., Awaitable[Any]], given: dict[str, Any]
) -> None:
    result = await call(**given)
    if method.response.kind in ("events", "lines"):
        async with result:
            assert len([each async for each in result]) == 1
    elif method.response.kind == "binary":
        async with result:
            assert await result.read() == b"bytes"


# --- schemas -------------------------------------------------------------------------------------


class Schemas:
    """The schemas of responses in a document.

    Args:
        document: The document.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        resource = DRAFT202012.create_resource(_plain(document))
        self._registry: Any = Registry().with_resource(_DOCUMENT, resource)

    def check(self, method: Method, content: bytes, outcome: Outcome) -> None:
        """Check a response."""
        pointer = next(self._pointers(method), None)
        if pointer is None or not content:
            return
        value = json.loads(content.removeprefix(b"data: "))
        schema = {"$ref": f"{_DOCUMENT}#{show(pointer).removeprefix('#')}"}
        checker = Draft202012Validator.FORMAT_CHECKER
        validator = Draft202012Validator(schema, registry=self._registry, format_checker=checker)
        try:
            error = next(validator.iter_errors(value), None)
        except Unresolvable:
            outcome.counts["unresolvable"] += 1
            return
        outcome.counts["checked"] += 1
        if error is None:
            outcome.counts["valid"] += 1
        else:
            where = "/".join(map(str, error.absolute_path))
            outcome.invalid.append(f"{method.dotted}: {where}: {error.message:.200}")

    def _pointers(self, method: Method) -> Iterator[tuple[str | int, ...]]:
        """Yield where the document has the schema of the response of a method."""
        if method.response.kind not in ("json", "events", "lines"):
            return
        origin = parse(method.origin)
        for status, response in resolve(self._document, origin)["responses"].items():
            place = (*origin, "responses", status)
            found = follow(self._document, response)
            if "$ref" in response:
                place = parse(response["$ref"])
            content = found.get("content", {}).get(method.response.media_type, {})
            if status == method.response.status and content.get("schema"):
                yield (*place, "content", method.response.media_type, "schema")


def _plain(value: Any) -> Any:
    """Return schemas of OpenAPI 3.0 as JSON Schema."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    made = {key: _plain(each) for key, each in value.items() if (key, each) != ("type", None)}
    if made.get("nullable") is True:
        rest = {key: each for key, each in made.items() if key != "nullable"}
        return {"anyOf": [{"type": "null"}, rest]}
    for old, new in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(made.get(new), bool) and old in made:
            made |= {new: made.pop(old)} if made.pop(new) else {}
    return made
