"""Values of a caller cannot break out of their place in a request."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.python.runtime import InvalidRequestError

from ..conftest import Runner
from ..scenarios import GOOD
from ..server import Loopback


@pytest.mark.parametrize("identifier", ["", ".", "..", None])
def test_path_parameter_that_leaves_its_segment_is_refused(runner: Runner, identifier: Any) -> None:
    with pytest.raises(InvalidRequestError, match="'id'"):
        runner.run(lambda client: client.jobs.get(identifier))


@pytest.mark.parametrize(
    ("identifier", "path"),
    [
        ("a/b c?ü#", "/v1/jobs/a%2Fb%20c%3F%C3%BC%23"),
        ("%2e%2e", "/v1/jobs/%252e%252e"),
        ("../x", "/v1/jobs/..%2Fx"),
        ("...", "/v1/jobs/..."),
        ("a\r\nb\x00", "/v1/jobs/a%0D%0Ab%00"),
        ("a;b=c&d,e@f:g+h\\", "/v1/jobs/a%3Bb%3Dc%26d%2Ce%40f%3Ag%2Bh%5C"),
        (5, "/v1/jobs/5"),
        (True, "/v1/jobs/true"),
    ],
)
def test_path_parameter_is_percent_encoded(
    runner: Runner, server: Loopback, identifier: Any, path: str
) -> None:
    server.answer(GOOD)
    runner.run(lambda client: client.jobs.get(identifier))
    assert server.received[0].target == path


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "\u20ac"])
def test_header_value_that_could_break_out_is_refused(runner: Runner, value: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        runner.run(lambda client: client.jobs.get("x", options={"headers": {"X-A": value}}))
    assert value not in str(caught.value)


@pytest.mark.parametrize("name", ["", "a b", "a\r\nb", "ü", "a:b"])
def test_header_name_that_is_none_is_refused(runner: Runner, name: str) -> None:
    with pytest.raises(InvalidRequestError):
        runner.run(lambda client: client.jobs.get("x", options={"headers": {name: "1"}}))
