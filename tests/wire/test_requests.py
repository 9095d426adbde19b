"""Calls of the generated client send the same requests as the vendor's own SDK."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest

from cohere_embed.types import EmbedInput
from loopback import Response
from recordings.exchange import Call, Exchange, File, describe_request, load
from wire.replay import FLAVOURS, recorded_answer, replay

RECORDINGS: Final = load()
UPLOADS: Final = [exchange for exchange in RECORDINGS if "parts" in exchange.request]

# Content types of parts that differ from the recording: type and reason by file name.
OTHER_PART_TYPES: Final[dict[str, tuple[str, str]]] = {}


def sent(exchange: Exchange, flavour: str) -> dict[str, Any]:
    replayed = replay(exchange.call, recorded_answer(exchange.response), flavour)
    (request,) = replayed.requests
    return describe_request(request)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("exchange", RECORDINGS, ids=lambda exchange: exchange.name)
def test_request_equals_the_recorded_one(exchange: Exchange, flavour: str) -> None:
    assert _without_part_types(sent(exchange, flavour)) == _without_part_types(exchange.request)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("exchange", UPLOADS, ids=lambda exchange: exchange.name)
def test_every_part_has_the_recorded_content_type(exchange: Exchange, flavour: str) -> None:
    assert _part_types(sent(exchange, flavour)) == [
        OTHER_PART_TYPES.get(part["filename"], (part["content_type"], ""))[0]
        for part in exchange.request["parts"]
    ]


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_large_file_is_sent_completely(flavour: str) -> None:
    rows = File("large.jsonl", b"".join(b'{"text": "%d"}\n' % row for row in range(300_000)))
    call = Call("datasets.create", (), {"name": "large", "type": "embed-input", "data": rows})
    (request,) = replay(call, Response.of_json({"id": "a"}), flavour).requests
    (part,) = request.parts
    assert part.filename == "large.jsonl"
    assert part.content == rows.content


def test_models_and_dicts_are_sent_equally() -> None:
    recording = next(exchange for exchange in RECORDINGS if exchange.name == "embed.inputs")
    kwargs = dict(recording.call.kwargs or {})
    kwargs["inputs"] = [EmbedInput.model_validate(item) for item in kwargs["inputs"]]
    assert sent(replace(recording, call=Call("embed", (), kwargs)), "sync") == recording.request


def _part_types(request: Any) -> list[str | None]:
    return [part["content_type"] for part in request["parts"]]


def _without_part_types(request: Any) -> dict[str, Any]:
    if "parts" not in request:
        return dict(request)
    return {**request, "parts": [{**part, "content_type": ...} for part in request["parts"]]}
