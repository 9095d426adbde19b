"""Answers that the real API has given are decoded without loss."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from cohere_embed import Client, StatusError, errors, response_info
from cohere_embed._runtime.headers import Headers
from cohere_embed._runtime.request import Request
from shared import SHARED

ROOT = Path(__file__).parents[2]
RECORDED = SHARED / "fixtures/recorded_exchanges.jsonl"

pytestmark = pytest.mark.skipif(
    not RECORDED.is_file(),
    reason="no recorded answers: SPECQUILT_CORPUS names no folder with fixtures/recorded_exchanges.jsonl",
)


class Exchange(NamedTuple):
    """A request that was sent to the API, and its answer."""

    operation: str
    request: dict[str, Any]
    status: int
    headers: dict[str, str]
    body: Any

    def __str__(self) -> str:
        return f"{self.operation} {self.status}"


def exchanges() -> Iterator[Exchange]:
    for line in RECORDED.read_text("utf-8").splitlines() if RECORDED.is_file() else ():
        record = json.loads(line)
        yield Exchange(
            f"{record['method']} {urlsplit(record['url']).path}",
            record["request_body"] or {},
            record["status"],
            # The bodies were recorded unpacked.
            {n: v for n, v in record["response_headers"].items() if n != "content-encoding"},
            record["response_body"],
        )


UNRECORDED = Exchange("nothing recorded", {}, 0, {}, {})
RECORDS = list(exchanges())
OPERATIONS = {"POST /v2/embed": lambda client, request: client.embed(**request)}
OURS = [each for each in RECORDS if each.operation in OPERATIONS]
SUCCESSES = [each for each in OURS if each.status == 200]
FAILURES = [each for each in RECORDS if each.status >= 400]


class Replayed:
    """A transport that gives the recorded answer, whatever is asked."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.sent: list[Request] = []
        self.status = exchange.status
        self.headers = Headers(exchange.headers.items())

    def send(self, request: Request) -> Replayed:
        self.sent.append(request)
        return self

    def chunks(self) -> Iterator[bytes]:
        yield json.dumps(self.exchange.body).encode()

    def close(self) -> None:
        """There is nothing to close."""


def call(transport: Replayed, operation: str) -> Any:
    client = Client("key", transport=transport, max_retries=0)
    return OPERATIONS[operation](client, transport.exchange.request)


def test_there_are_recorded_answers_of_an_operation_of_ours() -> None:
    assert (len(SUCCESSES), len(FAILURES)) >= (20, 20)


@pytest.mark.parametrize("exchange", SUCCESSES or [UNRECORDED], ids=str)
def test_answer_is_decoded_without_loss(exchange: Exchange) -> None:
    answer = call(Replayed(exchange), exchange.operation)
    assert answer.model_dump(mode="json", by_alias=True, exclude_unset=True) == exchange.body
    info = response_info(answer)
    assert info is not None
    assert info.request_id == exchange.headers.get("x-debug-trace-id")


@pytest.mark.parametrize("exchange", SUCCESSES or [UNRECORDED], ids=str)
def test_request_is_sent_as_it_was_recorded(exchange: Exchange) -> None:
    transport = Replayed(exchange)
    call(transport, exchange.operation)
    body = transport.sent[0].body
    assert isinstance(body, bytes)
    assert json.loads(body) == exchange.request


@pytest.mark.parametrize("exchange", FAILURES or [UNRECORDED], ids=str)
def test_error_is_of_the_documented_class_and_says_what_the_server_said(exchange: Exchange) -> None:
    transport = Replayed(exchange)
    with pytest.raises(StatusError, match=str(exchange.status)) as caught:
        Client("key", transport=transport, max_retries=0).embed(model="m", input_type="image")
    assert type(caught.value) is errors.BY_STATUS[exchange.status]
    assert exchange.body["message"][:200] in str(caught.value)
    assert caught.value.data == exchange.body
