"""A call sends what the vendor's own SDK sends for it."""

from __future__ import annotations

from typing import Any, Final

import pytest

from recordings.exchange import Exchange, describe_request, load
from wire.replay import FLAVOURS, recorded_answer, replay

RECORDINGS: Final = load()
UPLOADS: Final = [exchange for exchange in RECORDINGS if "parts" in exchange.request]

# Where the content type of a part differs from the recorded one, and why.
OTHER_PART_TYPES: Final[dict[str, tuple[str, str]]] = {}


def sent(exchange: Exchange, flavour: str) -> dict[str, Any]:
    replayed = replay(exchange.call, recorded_answer(exchange.response), flavour)
    (request,) = replayed.requests
    return describe_request(request)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("exchange", RECORDINGS, ids=lambda exchange: exchange.name)
def test_the_request_is_the_recorded_one(exchange: Exchange, flavour: str) -> None:
    assert _without_part_types(sent(exchange, flavour)) == _without_part_types(exchange.request)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("exchange", UPLOADS, ids=lambda exchange: exchange.name)
def test_every_part_has_the_recorded_content_type(exchange: Exchange, flavour: str) -> None:
    assert _part_types(sent(exchange, flavour)) == [
        OTHER_PART_TYPES.get(part["filename"], (part["content_type"], ""))[0]
        for part in exchange.request["parts"]
    ]


def _part_types(request: Any) -> list[str | None]:
    return [part["content_type"] for part in request["parts"]]


def _without_part_types(request: Any) -> dict[str, Any]:
    if "parts" not in request:
        return dict(request)
    return {**request, "parts": [{**part, "content_type": ...} for part in request["parts"]]}
