"""What recordings show about a document: gathered exchange by exchange."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from specquilt.api.media import essence, kind_of
from specquilt.openapi.finding import Location
from specquilt.openapi.operations import Endpoint
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.references import Target, follow_target
from specquilt.openapi.values import listing, mapping
from specquilt.recordings.decode import UnreadableBody, fields_of, looks_like_json, values_of
from specquilt.recordings.exchange import RecordedExchange, RecordedMessage
from specquilt.recordings.routes import Routes, host_of, path_of, query_of, shown_path
from specquilt.recordings.walk.notes import WalkNotes
from specquilt.recordings.walk.walk import Walker

OPERATION, STATUS, MEDIA_TYPE, PARAMETER = "operation", "status", "media type", "parameter"
"""Kinds of facts about operations."""

_UNTOLD = frozenset({"OPTIONS", "HEAD", "CONNECT", "TRACE"})
"""Methods that documents rarely describe, because every server has them."""

_NOT_MODIFIED = 304


class FirstSeen(NamedTuple):
    """Where something was seen first."""

    operation: str
    place: Location


class OperationFact(NamedTuple):
    """What the document does not say about an operation.

    Args:
        kind: Its kind.
        at: Place in the document that lacks it.
        operation: ``METHOD /path``.
        detail: Status, media type or name.
    """

    kind: str
    at: Pointer
    operation: str
    detail: str


class Evidence:
    """Gathers what exchanges show.

    Args:
        data: The document.
        any_host: Whether exchanges with hosts that are no servers of the document count, too.
    """

    def __init__(self, data: dict[str, Any], *, any_host: bool = False) -> None:
        self.data, self.routes = data, Routes(data)
        self._any_host = any_host
        self.elsewhere: Counter[str] = Counter()
        self.answers, self.requests = WalkNotes(), WalkNotes()
        self._of_answers = Walker(data, self.answers, "writeOnly")
        self._of_requests = Walker(data, self.requests, "readOnly")
        self.facts: dict[OperationFact, tuple[FirstSeen, Counter[str]]] = {}
        self.calls: Counter[str] = Counter()
        self.unreadable: dict[str, tuple[FirstSeen, int]] = {}
        self._elsewhere: dict[tuple[str, str], tuple[FirstSeen, int]] = {}
        self._hosts: set[str] = set()

    def add(self, exchange: RecordedExchange) -> None:
        """Add what an exchange shows."""
        if not exchange.status or exchange.method in _UNTOLD:
            return
        endpoint = self.routes.find(exchange.method, path_of(exchange.url))
        if endpoint is None:
            self._note_elsewhere(exchange)
            return
        if not (self._any_host or self.routes.serves(host_of(exchange.url))):
            self.elsewhere[host_of(exchange.url)] += 1
            return
        self._hosts.add(host_of(exchange.url))
        self.calls[endpoint.name] += 1
        source = FirstSeen(endpoint.name, exchange.place)
        self.answers.source = self.requests.source = source
        try:
            self._add_answer(exchange, endpoint, source)
            if exchange.is_success:
                self._add_request(exchange, endpoint, source)
        except UnreadableBody as error:
            first, count = self.unreadable.get(str(error), (source, 0))
            self.unreadable[str(error)] = first, count + 1

    def undocumented_operations(self) -> dict[str, tuple[FirstSeen, int]]:
        """Return the operations that servers of this API have, and the document does not.

        Recordings of a browser have many other hosts.
        """
        return {
            name: found
            for (host, name), found in self._elsewhere.items()
            if host in self._hosts or self.routes.hosts.fullmatch(host)
        }

    def _note_elsewhere(self, exchange: RecordedExchange) -> None:
        if not exchange.is_success:
            return
        name = f"{exchange.method} {shown_path(exchange.url)}"
        key = (host_of(exchange.url), name)
        first, count = self._elsewhere.get(key, (FirstSeen(name, exchange.place), 0))
        self._elsewhere[key] = first, count + 1

    # Answers

    def _add_answer(
        self, exchange: RecordedExchange, endpoint: Endpoint, source: FirstSeen
    ) -> None:
        at = (*endpoint.pointer, "responses")
        responses = mapping(endpoint.value.get("responses"))
        key = _status_key(responses, exchange.status)
        if key is None:
            if exchange.status != _NOT_MODIFIED:
                self._note(STATUS, at, source, str(exchange.status))
            return
        self.answers.visits[(*at, key)] += 1
        response = follow_target(self.data, Target((*at, key), responses[key]))
        content = mapping(mapping(response.value).get("content"))
        found = self._media_type(exchange.answer, content)
        if exchange.answer.body.is_empty:
            return
        if found is None:
            media_type = essence(exchange.answer.media_type)
            if media_type:
                self._note(MEDIA_TYPE, response.pointer, source, media_type)
            found = _alike(content, media_type)
        if found is not None:
            place = (*response.pointer, "content", found)
            self._walk_all(exchange.answer, found, place, content[found], self._of_answers)

    def _media_type(self, message: RecordedMessage, content: dict[str, Any]) -> str | None:
        """Return the documented media type of a message; None if there is none."""
        wanted = essence(message.media_type)
        if not wanted:  # the header has been removed from the recording
            is_json = looks_like_json(message.body)
            return next((key for key in content if is_json and kind_of(key) == "json"), None)
        ranges = {wanted, f"{wanted.partition('/')[0]}/*", "*/*"}
        keys = {essence(key): key for key in content}
        return next((key for name, key in keys.items() if name in ranges), None)

    def _walk_all(
        self, message: RecordedMessage, media_type: str, at: Pointer, media: Any, walker: Walker
    ) -> None:
        key = "itemSchema" if "itemSchema" in mapping(media) else "schema"
        if key not in mapping(media):
            return
        for value in values_of(message, message.media_type or media_type):
            walker.walk(value, (*at, key))

    # Requests

    def _add_request(
        self, exchange: RecordedExchange, endpoint: Endpoint, source: FirstSeen
    ) -> None:
        self._add_query(exchange, endpoint, source)
        at = (*endpoint.pointer, "requestBody")
        body = follow_target(self.data, Target(at, endpoint.value.get("requestBody")))
        content = mapping(mapping(body.value).get("content"))
        message = exchange.request
        if message.body.is_empty or not content:
            return
        found = self._media_type(message, content)
        if found is None:
            return  # what servers accept besides what they document says nothing about answers
        place = (*body.pointer, "content", found)
        fields = fields_of(message)
        if fields is None:
            self._walk_all(message, found, place, content[found], self._of_requests)

    def _add_query(self, exchange: RecordedExchange, endpoint: Endpoint, source: FirstSeen) -> None:
        known, is_open = self._query_names(endpoint)
        names = dict.fromkeys(name for name, _ in parse_qsl(query_of(exchange.url), True))
        for name in names if not is_open else ():
            if name not in known and name.partition("[")[0] not in known:
                at = (*endpoint.pointer, "parameters")
                self._note(PARAMETER, at, source, name)

    def _query_names(self, endpoint: Endpoint) -> tuple[set[str], bool]:
        """Return the names that a query may have, and whether it may have any."""
        item = mapping(mapping(self.data.get("paths")).get(endpoint.path))
        lists = (endpoint.value.get("parameters"), item.get("parameters"))
        found = [self._followed(each) for each in lists for each in listing(each)]
        query = [each for each in found if each.get("in") in ("query", "querystring")]
        objects = [each for each in query if self._is_object(each)]
        keys = {str(each.get("name")) for each in self._security() if each.get("in") == "query"}
        names = {str(each.get("name")).partition("[")[0] for each in query}
        return names | {str(each.get("name")) for each in query} | keys, bool(objects)

    def _is_object(self, parameter: dict[str, Any]) -> bool:
        """Return whether the fields of an object are the names in the query."""
        schema = self._followed(parameter.get("schema"))
        is_object = schema.get("type") == "object" or "properties" in schema
        is_form = parameter.get("style", "form") == "form" and parameter.get("explode", True)
        return parameter.get("in") == "querystring" or (is_object and bool(is_form))

    def _security(self) -> list[dict[str, Any]]:
        schemes = mapping(mapping(self.data.get("components")).get("securitySchemes"))
        return [self._followed(each) for each in schemes.values()]

    def _followed(self, value: Any) -> dict[str, Any]:
        return mapping(follow_target(self.data, Target((), value)).value)

    def _note(self, kind: str, at: Pointer, source: FirstSeen, detail: str) -> None:
        fact = OperationFact(kind, at, source.operation, detail)
        _, counts = self.facts.setdefault(fact, (source, Counter()))
        counts[detail] += 1


def _status_key(responses: dict[str, Any], status: int) -> str | None:
    """Return the key of the response that describes a status."""
    known = {key.upper(): key for key in responses}
    wanted = (str(status), f"{status // 100}XX", "DEFAULT")
    return next((known[key] for key in wanted if key in known), None)


def _alike(content: dict[str, Any], media_type: str) -> str | None:
    """Return a media type that is read in the same way, if there is one."""
    kind = kind_of(media_type) if media_type else "binary"
    found = (key for key in content if kind_of(key) == kind and kind in ("json", "lines", "events"))
    return next(found, None)
