"""Which requests have a deadline if the user asked for none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from specquilt.python.runtime.headers import Headers
from specquilt.python.runtime.request import Request

from ..scenarios import JOB
from ..stand_in import Client


class Noting:
    """A transport, and its response, that notes the requests."""

    status = 200
    headers = Headers([("content-type", "application/json")])

    def __init__(self) -> None:
        self.requests: list[Request] = []

    def send(self, request: Request) -> Noting:
        self.requests.append(request)
        return self

    def chunks(self) -> Iterator[bytes]:
        yield JOB

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("options", "has_deadline"), [({}, False), ({"deadline": 600}, True), ({"timeout": 5}, False)]
)
def test_stream_has_no_deadline_unless_it_was_asked_for(
    options: Any, *, has_deadline: bool
) -> None:
    noting = Noting()
    with Client("k", transport=noting) as client:
        client.download(options=options).close()
    with Client("k", transport=noting, **options) as client:
        client.download().close()
    found = [request.expires_at is not None for request in noting.requests]
    assert found == [has_deadline] * 2


def test_other_calls_have_a_deadline_by_default() -> None:
    noting = Noting()
    with Client("k", transport=noting) as client:
        client.jobs.get("j1")
    assert noting.requests[0].expires_at is not None
