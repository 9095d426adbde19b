"""OpenTelemetry spans (extra ``opentelemetry``)."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final
from urllib.parse import urlsplit

from .options import CallEvent, Hooks
from .request import DEFAULT_PORTS

_SPAN: Final = "opentelemetry.span"


def opentelemetry_hooks(tracer: Any = None) -> Hooks:
    """Return hooks that record a span for each attempt (HTTP semantic conventions 1.27).

    Args:
        tracer: Creates the spans. Default: a tracer of the global tracer provider.
    """
    trace = import_module("opentelemetry.trace")
    own = tracer or trace.get_tracer(__name__)

    def on_request(event: CallEvent) -> None:
        address = urlsplit(event.url)
        attributes: dict[str, str | int] = {
            "http.request.method": event.method,
            "url.full": event.url,
            "server.address": address.hostname or "",
            "server.port": address.port or DEFAULT_PORTS[address.scheme],
            "http.request.resend_count": event.attempt - 1,
        }
        kind = trace.SpanKind.CLIENT
        event.state[_SPAN] = own.start_span(event.operation, kind=kind, attributes=attributes)

    def on_response(event: CallEvent) -> None:
        span = event.state[_SPAN]
        span.set_attribute("http.response.status_code", event.status)
        if event.request_id:
            span.set_attribute("http.response.request_id", event.request_id)
        if event.status is not None and event.status < 400:
            event.state.pop(_SPAN).end()

    def on_error(event: CallEvent) -> None:
        span = event.state.pop(_SPAN, None)
        if span is not None:
            span.set_attribute("error.type", type(event.error).__name__)
            span.set_status(trace.StatusCode.ERROR)
            span.end()

    return Hooks(on_request, on_response, on_error)
