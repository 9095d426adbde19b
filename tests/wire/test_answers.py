"""Recorded responses are decoded without lost, changed or added data."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import pytest

from recordings.exchange import Exchange, load
from wire.differences import differences
from wire.replay import FLAVOURS, recorded_answer, replay

RECORDINGS: Final = load()
WITH_BODY: Final = [exchange for exchange in RECORDINGS if exchange.response["body"] is not None]
WITHOUT_BODY: Final = [exchange for exchange in RECORDINGS if exchange.response["body"] is None]


def decoded(exchange: Exchange, body: Any, flavour: str) -> Any:
    answer = recorded_answer({**exchange.response, "body": body})
    return replay(exchange.call, answer, flavour).result


def dumped(result: Any) -> Any:
    return result.model_dump(by_alias=True, exclude_unset=True)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("exchange", WITH_BODY, ids=lambda exchange: exchange.name)
def test_the_answer_is_decoded_without_loss(exchange: Exchange, flavour: str) -> None:
    body = exchange.response["body"]
    assert list(differences(dumped(decoded(exchange, body, flavour)), body)) == []


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("exchange", WITHOUT_BODY, ids=lambda exchange: exchange.name)
def test_an_empty_answer_is_none(exchange: Exchange, flavour: str) -> None:
    assert decoded(exchange, None, flavour) is None


@pytest.mark.parametrize("exchange", WITH_BODY, ids=lambda exchange: exchange.name)
def test_undocumented_fields_are_kept(exchange: Exchange) -> None:
    body = _grown(exchange.response["body"])
    assert list(differences(dumped(decoded(exchange, body, "sync")), body)) == []


def test_times_are_decoded_as_times() -> None:
    body = {**_body_of("embed_jobs.get.complete"), "created_at": "2024-04-10T16:22:00+02:00"}
    job = decoded(_named("embed_jobs.get.complete"), body, "sync")
    assert job.created_at == datetime(2024, 4, 10, 14, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("embed_jobs.get.complete", "status"),
        ("embed_jobs.get.complete", "truncate"),
        ("embed.minimal", "response_type"),
    ],
)
def test_undocumented_enum_value_is_kept(name: str, field: str) -> None:
    body = {**_body_of(name), field: "brand-new"}
    assert getattr(decoded(_named(name), body, "sync"), field) == "brand-new"


def _grown(value: Any) -> Any:
    """Return a response of a later API version, in which every object has one more field."""
    if isinstance(value, dict):
        return {**{key: _grown(item) for key, item in value.items()}, "added_later": [{"x": None}]}
    return [_grown(item) for item in value] if isinstance(value, list) else value


def _named(name: str) -> Exchange:
    return next(exchange for exchange in RECORDINGS if exchange.name == name)


def _body_of(name: str) -> Any:
    return _named(name).response["body"]
