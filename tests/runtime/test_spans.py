"""The spans of OpenTelemetry: their facts and their end."""

from __future__ import annotations

import pytest

from specquilt.python.runtime import CallEvent, opentelemetry_hooks


class Span:
    """A span that notes its attributes."""

    def __init__(self, name: str, attributes: dict[str, object], **_: object) -> None:
        self.facts = {"name": name, **attributes}
        self.ended = False

    def set_attribute(self, name: str, value: object) -> None:
        self.facts[name] = value

    def end(self) -> None:
        self.ended = True


class Tracing:
    """Makes such spans."""

    start_span = Span


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("http://a.example/b", "a.example", 80),
        ("https://a.example/b", "a.example", 443),
        ("https://a.example:8443/b", "a.example", 8443),
        ("http:///b", "", 80),
    ],
)
def test_span_has_the_port_of_its_url(url: str, host: str, port: int) -> None:
    event = CallEvent("jobs.get", "GET", url, 3, {})
    begin = opentelemetry_hooks(Tracing()).on_request
    assert begin
    begin(event)
    (span,) = event.state.values()
    assert span.facts == {
        "name": "jobs.get",
        "http.request.method": "GET",
        "url.full": url,
        "server.address": host,
        "server.port": port,
        "http.request.resend_count": 2,
    }


@pytest.mark.parametrize(
    ("status", "request_id", "ended"), [(399, "r-1", True), (400, None, False), (200, "", True)]
)
def test_span_ends_with_an_answer_that_is_no_error(
    status: int, request_id: str | None, ended: bool
) -> None:
    hooks = opentelemetry_hooks(Tracing())
    event = CallEvent("jobs.get", "GET", "https://a.example", 1, {})
    assert hooks.on_request
    assert hooks.on_response
    hooks.on_request(event)
    (span,) = event.state.values()
    hooks.on_response(event._replace(status=status, request_id=request_id))
    assert (span.ended, event.state == {}) == (ended, ended)
    assert span.facts["http.response.status_code"] == status
    assert span.facts.get("http.response.request_id") == (request_id or None)
