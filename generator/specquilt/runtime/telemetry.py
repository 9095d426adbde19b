"""One OpenTelemetry span per attempt (extra ``opentelemetry``); imported only if asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from .options import CallEvent, Hooks

_SPAN: Final = "opentelemetry.span"


def opentelemetry_hooks(tracer: Any = None) -> Hooks:
    """Return hooks that record a span for each attempt (HTTP semantic conventions 1.27).

    Args:
        tracer: where spans are made; by default that of the global tracer provider.
    """
    own = tracer or import_module("opentelemetry.trace").get_tracer(__name__)

    def on_request(event: CallEvent) -> None:
        attributes: dict[str, str | int] = {
            "http.request.method": event.method,
            "url.full": event.url,
            "http.request.resend_count": event.attempt - 1,
        }
        event.state[_SPAN] = own.start_span(event.operation, attributes=attributes)

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
            span.end()

    return Hooks(on_request, on_response, on_error)
