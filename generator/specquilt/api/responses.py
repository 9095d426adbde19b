"""What an operation answers: one success, and the documented failures."""

from __future__ import annotations

import re
from collections import Counter
from http import HTTPStatus

from specquilt.api.media import Kind, kind_of, rank_of
from specquilt.api.naming import BUILTINS, RUNTIME_ERRORS
from specquilt.api.references import References
from specquilt.api.report import Report
from specquilt.api.schemas import Schemas
from specquilt.api.types import Failure, Response
from specquilt.api.unions import one_of, optional
from specquilt.api.value_types import Scalar, Type
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.naming import pascal, words

_PHRASES = {498: "Invalid Token", 499: "Client Closed Request"}


class Responses:
    """Reads the answers of operations and remembers what each failure status is called."""

    def __init__(self, references: References, schemas: Schemas, report: Report) -> None:
        self._references, self._schemas, self._report = references, schemas, report
        self._names: dict[int, Counter[str]] = {}
        self._failures: dict[int, Failure] = {}

    # --- success -----------------------------------------------------------------------------

    def success(self, operation: Cursor, hint: str) -> Response:
        """Return what a successful call gives."""
        listed = [(s, self._references.follow(p)) for s, p in operation.entries("responses")]
        good = [(s, p) for s, p in listed if s[:1] == "2"] or _only_default(listed)
        if not good:
            return Response("2XX", "empty")
        kinds = [(status, *self._content(place)) for status, place in good]
        filled = [item for item in kinds if item[1] != "empty"]
        if not filled:
            return Response(good[0][0], "empty", description=good[0][1].text("description"))
        return self._response(kinds, filled[0], good, operation, hint)

    def _response(
        self,
        kinds: list[tuple[str, Kind, str, Cursor]],
        first: tuple[str, Kind, str, Cursor],
        good: list[tuple[str, Cursor]],
        operation: Cursor,
        hint: str,
    ) -> Response:
        status, kind, media_type, _ = first
        same = [item for item in kinds if item[1] == kind]
        types = [self._schemas.type_of(item[3], f"{hint}Response") for item in same]
        self._tell_of_other_kinds(
            [k for _, k, _, _ in kinds if k not in (kind, "empty")], operation
        )
        type_: Type = one_of(dict.fromkeys(types))
        if kind == "json" and len(same) < len(kinds):
            type_ = optional(type_)
        self._tell_of_other_forms(good, status, media_type, operation)
        described = next(place.text("description") for each, place in good if each == status)
        return Response(
            status,
            kind,
            _TYPES.get(kind, type_),
            media_type=media_type,
            description=described,
        )

    def _tell_of_other_forms(
        self, good: list[tuple[str, Cursor]], status: str, media_type: str, operation: Cursor
    ) -> None:
        content = next(place.entries("content") for each, place in good if each == status)
        others = [media for media, _ in content if media != media_type]
        if others:
            self._report.add(
                "unsupported-media-type",
                Severity.INFO,
                f"the answer can also be {', '.join(others)}; that is not generated",
                operation.pointer,
            )

    def _tell_of_other_kinds(self, others: list[Kind], operation: Cursor) -> None:
        if others:
            self._report.add(
                "unsupported-media-type",
                Severity.WARNING,
                f"another success status answers with {', '.join(others)}; that is not generated",
                operation.pointer,
            )

    def _content(self, response: Cursor) -> tuple[Kind, str, Cursor]:
        """Return the kind of content that is preferred, its media type and schema."""
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

    # --- failures ----------------------------------------------------------------------------

    def failures(self, operation: Cursor, hint: str) -> tuple[Failure, ...]:
        """Return the documented error statuses; ranges and ``default`` have no class."""
        statuses = [
            (int(status), place)
            for status, place in operation.entries("responses")
            if re.fullmatch(r"[45]\d\d", status)
        ]
        return tuple(
            self._failure(status, place, hint)
            for status, place in sorted(statuses, key=lambda item: item[0])
        )

    def _failure(self, status: int, place: Cursor, hint: str) -> Failure:
        response = self._references.follow(place)
        name = _component(place) or status_name(status)
        self._names.setdefault(status, Counter())[name] += 1
        kind, _, schema = self._content(response)
        body = (
            self._schemas.type_of(schema, f"{hint}{pascal(name)}Body") if kind == "json" else None
        )
        failure = Failure(status, name, response.text("description"), body)
        known = self._failures.get(status)
        if known is None or (known.name != name and _component(place)):
            self._failures[status] = failure
        return failure

    def classes(self) -> dict[int, Failure]:
        """Return one class for each status of the whole API; no class stands for two."""
        usual = {status: names.most_common(1)[0][0] for status, names in self._names.items()}
        shared = Counter(usual.values())
        result: dict[int, Failure] = {}
        for status, name in sorted(usual.items()):
            final = error_class(name)
            if shared[name] > 1 or final in RUNTIME_ERRORS:
                final = error_class(status_name(status))
            if final in BUILTINS:
                final = f"{final.removesuffix('Error')}StatusError"
            failure = self._failures[status]
            result[status] = Failure(status, final, failure.description, failure.body)
        return result


_TYPES: dict[Kind, Type] = {"text": Scalar("str"), "binary": Scalar("bytes")}


def _only_default(listed: list[tuple[str, Cursor]]) -> list[tuple[str, Cursor]]:
    """Take ``default`` for success where nothing else is said of it and nothing of failures."""
    has_failures = any(status[:1] in "45" for status, _ in listed)
    return [] if has_failures else [(s, p) for s, p in listed if s == "default"]


def _component(place: Cursor) -> str:
    return str(place.get("$ref") or "").rpartition("/")[2]


def status_name(status: int) -> str:
    """Return the name of a status: ``Not Found`` (RFC 9110 and IANA's registry)."""
    if status in _PHRASES:
        return _PHRASES[status]
    known = status in HTTPStatus._value2member_map_
    return HTTPStatus(status).phrase if known else f"Status {status}"


def error_class(name: str) -> str:
    """Return the class name for a kind of failure: ``Not Found`` becomes ``NotFoundError``."""
    text = pascal("_".join(words(name.replace("'", ""))), "Status")
    return text if text.endswith(("Error", "Exception")) else f"{text}Error"
