"""Responses of operations: one success response and the documented errors."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cached_property
from http import HTTPStatus
from typing import Any

from specquilt.api.answers import ValidAnswers
from specquilt.api.examples import example_of
from specquilt.api.hints import BODY, RESPONSE, Hint
from specquilt.api.media import XML, Kind, essence, kind_of, rank_of
from specquilt.api.once import Once
from specquilt.api.references import References
from specquilt.api.report import BuildReport
from specquilt.api.schemas import Schemas
from specquilt.api.types import ErrorResponse, Response
from specquilt.api.unions import one_of, optional
from specquilt.api.value_types import ANY, BINARY, STRING, Type
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity

_OTHERS = "the client's raw_response returns it; ask for it with the header accept"
_AS_TEXT = "parse it: xml.etree.ElementTree.fromstring(result)"
_ERROR = re.compile(r"[45]\d\d")
_PHRASES = {498: "Invalid Token", 499: "Client Closed Request"}


class Responses:
    """Reads the responses of operations and collects the names of error statuses.

    Args:
        answers: Whether examples are wanted.
    """

    def __init__(
        self, references: References, schemas: Schemas, report: BuildReport, *, answers: bool
    ) -> None:
        self._references, self._schemas, self._report = references, schemas, report
        self._has_answers = answers
        self._names: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._errors: dict[int, ErrorResponse] = {}
        self._known = Once[ErrorResponse]()

    # --- success -----------------------------------------------------------------------------

    def success(self, operation: Cursor, hint: Hint) -> Response:
        """Return the success response of an operation."""
        listed = [(s, self._references.follow(p)) for s, p in operation.entries("responses")]
        good = [(s, p) for s, p in listed if s[:1] == "2"] or _only_default(listed)
        if not good:
            return _silent(operation, "2XX")
        kinds = [(status, *self._content(place)) for status, place in good]
        filled = [item for item in kinds if item[1] != "empty"]
        if not filled:
            described = next((each for each in good if each[0] not in _NO_CONTENT), good[0])
            return _silent(operation, described[0], described[1].prose("description"))
        return self._response(kinds, filled[0], good, operation, hint)

    def _response(
        self,
        kinds: list[tuple[str, Kind, str, Cursor]],
        first: tuple[str, Kind, str, Cursor],
        good: list[tuple[str, Cursor]],
        operation: Cursor,
        hint: Hint,
    ) -> Response:
        status, kind, media_type, _ = first
        same = [item for item in kinds if item[1] == kind]
        types = [self._schemas.type_of(item[3], hint.word(RESPONSE)) for item in same]
        self._report_other_kinds(kind, [k for _, k, _, _ in kinds], operation)
        type_: Type = one_of(dict.fromkeys(types))
        if kind == "json" and len(same) < len(kinds):
            type_ = optional(type_)
        self._report_other_forms(good, status, media_type, operation)
        self._report_xml(media_type, first[3], operation)
        described = next(place.prose("description") for each, place in good if each == status)
        return Response(
            status,
            kind,
            _TYPES.get(kind, type_),
            media_type=media_type,
            description=described,
            example=self._example(good, status, media_type) if self._has_answers else None,
        )

    def _example(self, good: list[tuple[str, Cursor]], status: str, media_type: str) -> Any:
        content = next(place.at("content", media_type) for each, place in good if each == status)
        schema = content.part("schema")
        if schema is None:
            return example_of(content)
        return self._answers.answer(schema, example_of(content, self._references.follow(schema)))

    @cached_property
    def _answers(self) -> ValidAnswers:
        return ValidAnswers(self._references.root.document)

    def _report_other_forms(
        self, good: list[tuple[str, Cursor]], status: str, media_type: str, operation: Cursor
    ) -> None:
        content = next(place.entries("content") for each, place in good if each == status)
        others = [media for media, _ in content if media != media_type]
        if others:
            self._report.add(
                "unsupported-media-type",
                Severity.INFO,
                f"response can also be {', '.join(others)}; the client expects {media_type}",
                operation.pointer,
                _OTHERS,
            )

    def _report_xml(self, media_type: str, schema: Cursor, operation: Cursor) -> None:
        is_text = self._references.follow(schema).get("type") == "string"
        if XML.match(essence(media_type)) and not is_text:
            message = f"response is {media_type}; the client returns it as text"
            place = operation.pointer
            self._report.add("unsupported-media-type", Severity.INFO, message, place, _AS_TEXT)

    def _report_other_kinds(self, expected: Kind, kinds: list[Kind], operation: Cursor) -> None:
        others = [kind for kind in kinds if kind not in (expected, "empty")]
        if others:
            self._report.add(
                "unsupported-media-type",
                Severity.WARNING,
                f"another 2xx response has {', '.join(others)} content; "
                f"the client expects {expected}",
                operation.pointer,
                _OTHERS,
            )

    def _content(self, response: Cursor) -> tuple[Kind, str, Cursor]:
        """Return the kind, media type and schema of the preferred content."""
        media = response.entries("content")
        ranked = sorted(media, key=lambda item: rank_of(item[0]))
        if not ranked:
            return "empty", "", response.of({})
        media_type, content = ranked[0]
        kind = kind_of(media_type)
        if not content.has("schema"):
            return kind, media_type, content.of({})
        schema = content.at("schema")
        binary = self._references.follow(schema).get("format") == "binary"
        return ("binary" if binary else kind), media_type, schema

    # --- errors ------------------------------------------------------------------------------

    def errors(self, operation: Cursor, hint: Hint) -> tuple[ErrorResponse, ...]:
        """Return the documented errors of single statuses, sorted by status."""
        statuses = [
            (int(status), place)
            for status, place in operation.entries("responses")
            if _ERROR.fullmatch(status)
        ]
        return tuple(
            self._error(status, place, hint)
            for status, place in sorted(statuses, key=lambda item: item[0])
        )

    def _error(self, status: int, place: Cursor, hint: Hint) -> ErrorResponse:
        response = self._references.follow(place)
        name = _component(place) or status_phrase(status)
        self._names[status][name] += 1
        error = self._known.read(
            response,
            lambda: self._new_error(status, name, response, hint),
            also=(status, name),
        )
        known = self._errors.get(status)
        if known is None or (known.name != name and _component(place)):
            self._errors[status] = error
        return error

    def _new_error(self, status: int, name: str, response: Cursor, hint: Hint) -> ErrorResponse:
        described, body = response.prose("description"), self._body(name, response, hint)
        return ErrorResponse(status, name, status_phrase(status), described, body)

    def other_errors(self, operation: Cursor, hint: Hint) -> tuple[tuple[str, Type], ...]:
        """Return the types of the JSON bodies of ``4XX``, ``5XX`` and ``default``.

        Without a 2xx response, ``default`` may be about successes, too.
        """
        listed = operation.mapping("responses")
        has_success = any(status[:1] == "2" for status in listed)
        places = (
            (status, name, self._references.follow(operation.at("responses", status)))
            for status, name in _OTHER_ERRORS.items()
            if status in listed and (has_success or status != "default")
        )
        found = ((status, self._body(name, place, hint)) for status, name, place in places)
        return tuple((status, body) for status, body in found if body is not None)

    def _body(self, name: str, response: Cursor, hint: Hint) -> Type | None:
        """Return the type of an error's JSON body."""
        kind, _, schema = self._content(response)
        inner = hint.error(name).word(BODY)
        return self._schemas.type_of(schema, inner) if kind == "json" else None

    def usual_errors(self) -> tuple[ErrorResponse, ...]:
        """Return one error for each status of the API, with its most common name."""
        usual = {status: names.most_common(1)[0][0] for status, names in self._names.items()}
        return tuple(replace(self._errors[s], name=name) for s, name in sorted(usual.items()))


_OTHER_ERRORS = {"4XX": "Client Error", "5XX": "Server Error", "default": "Error"}
"""Errors of several statuses, with the names of their bodies (OpenAPI 3.1, section 4.8.16)."""

_NO_CONTENT = frozenset({"204", "205"})
"""Statuses whose responses have no content (RFC 9110, sections 15.3.5 and 15.3.6)."""

_TYPES: dict[Kind, Type] = {"text": STRING, "binary": BINARY}


def _silent(operation: Cursor, status: str, description: str = "") -> Response:
    """Return the response of an operation whose document describes no content.

    A response to HEAD has none (RFC 9110, section 9.3.2).
    """
    if status in _NO_CONTENT or operation.pointer[-1] == "head":
        return Response(status, "empty", description=description)
    return Response(status, "undescribed", ANY, description=description)


def _only_default(listed: list[tuple[str, Cursor]]) -> list[tuple[str, Cursor]]:
    """Return ``default`` as success if there is no 4xx or 5xx response."""
    has_failures = any(status[:1] in "45" for status, _ in listed)
    return [] if has_failures else [(s, p) for s, p in listed if s == "default"]


def _component(place: Cursor) -> str:
    return str(place.get("$ref") or "").rpartition("/")[2]


def status_phrase(status: int) -> str:
    """Return the reason phrase of a status: ``Not Found`` (RFC 9110, section 15)."""
    if status in _PHRASES:
        return _PHRASES[status]
    known = status in HTTPStatus._value2member_map_
    return HTTPStatus(status).phrase if known else f"Status {status}"
