"""Operations that respond with a value or a stream. They become two operations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from specquilt.api.media import STREAMS, kind_of, preferred_body
from specquilt.api.references import References
from specquilt.api.schemas import Schemas
from specquilt.api.types import Parameter
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import InputError
from specquilt.openapi.operations import STREAMING
from specquilt.openapi.values import mapping

_DEFAULT_SWITCH = "stream"


@dataclass(frozen=True)
class Variant:
    """An operation with one kind of response.

    Args:
        operation: The operation without the content of the other kind.
        switch: Body property that selects the kind, if there is one.
        streams: Whether this is the streaming variant.
    """

    operation: Cursor
    switch: str = ""
    streams: bool = False

    def with_switch(self, parameters: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
        """Return the parameters with a fixed switch.

        The plain variant omits an optional switch.
        """
        return tuple(map(self._with_switch, parameters))

    def _with_switch(self, parameter: Parameter) -> Parameter:
        if parameter.location != "body" or parameter.wire != self.switch:
            return parameter
        if self.streams or parameter.required:
            return replace(parameter, constant=self.streams)
        return replace(parameter, given="never")


class Streaming:
    """Recognises operations with two kinds of responses, with or without a hint."""

    def __init__(self, references: References, schemas: Schemas) -> None:
        self._references, self._schemas = references, schemas

    def variants(self, operation: Cursor) -> list[Variant]:
        """Return the operation, or its plain and streaming variants."""
        try:
            return self._variants(operation)
        except InputError:  # reported when the operation itself is read
            return [Variant(operation)]

    def _variants(self, operation: Cursor) -> list[Variant]:
        successes = {
            status: self._references.follow(operation.at("responses", status)).value
            for status in operation.mapping("responses")
            if status.startswith("2")
        }
        kinds = {kind_of(media) for value in successes.values() for media in _content(value)}
        if not (kinds - STREAMS and kinds & STREAMS):
            return [Variant(operation)]
        switch = self._switch(operation)
        plain = _with_responses(operation, successes, streams=False)
        streaming = _with_responses(operation, successes, streams=True)
        return [Variant(plain, switch), Variant(_described(streaming), switch, streams=True)]

    def _switch(self, operation: Cursor) -> str:
        hint = operation.get(STREAMING)
        if isinstance(hint, dict) and hint.get("field"):
            return str(hint["field"])
        found = preferred_body(operation, self._references)
        shape = self._schemas.shape_of(found[1]) if found else None
        return _DEFAULT_SWITCH if shape and _DEFAULT_SWITCH in shape.properties else ""


def _content(response: Any) -> dict[str, Any]:
    content = response.get("content") if isinstance(response, dict) else None
    return content if isinstance(content, dict) else {}


def _with_responses(operation: Cursor, successes: dict[str, Any], *, streams: bool) -> Cursor:
    """Return the operation with the content of one kind only."""
    kept = {
        status: {
            **response,
            "content": {
                media: each
                for media, each in _content(response).items()
                if (kind_of(media) in STREAMS) == streams
            },
        }
        for status, response in successes.items()
    }
    responses = {**operation.value["responses"], **kept}
    return operation.of({**operation.value, "responses": responses})


def _described(operation: Cursor) -> Cursor:
    """Return the operation with the summary and description of its streaming variant."""
    hint = mapping(operation.get(STREAMING))
    own = {key: hint[key] for key in ("summary", "description") if hint.get(key)}
    return operation.of({**operation.value, **own, "x-codeSamples": []})
