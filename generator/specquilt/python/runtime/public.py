"""The public names of the runtime, by the modules that define them.

This is their only declaration: the package loads them from here, generated packages export them,
and names derived from a document avoid them. `__init__` repeats them for type checkers only;
`make golden` writes it.
"""

from __future__ import annotations

from typing import Final

SIGNATURES: Final = {
    "encoding.upload": ("FileArgument", "FileContent"),
    "omit": ("OMIT", "Omit"),
    "options": ("AsyncClientOptions", "ClientOptions", "RequestOptions"),
    "pages.items": ("AsyncItemIterator", "ItemIterator"),
    "responses.binary": ("AsyncBinaryResponse", "BinaryResponse"),
    "responses.stream": ("AsyncStream", "Stream"),
}
"""In the signatures of generated methods; exported by generated packages."""

DESCRIPTIONS: Final = {
    "async_client": ("AsyncBaseClient", "AsyncResource"),
    "auth.schemes": ("ApiKey", "Basic", "Bearer", "OAuth2ClientCredentials"),
    "client": ("BaseClient", "Resource"),
    "core": ("ClientSpec", "GlobalHeader"),
    "decoding.results": ("Binary", "Empty", "Events", "Json", "Lines", "Text"),
    "decoding.undescribed": ("Undescribed",),
    "encoding.bodies": ("BinaryBody", "FormBody", "JsonBody", "MultipartBody", "WholeBody"),
    "encoding.parameters": ("Param",),
    "operation": ("Operation",),
    "pages.counted": ("OffsetPages", "PageNumberPages"),
    "pages.cursors": ("CursorPages", "LastItemPages"),
    "pages.urls": ("LinkPages", "UrlPages"),
    "pages.walk": ("Pages",),
    "polling": ("Polling",),
}
"""What generated modules describe an API with; not exported by generated packages."""

TOOLS: Final = {
    "batch": ("in_batches", "in_batches_async"),
    "decoding.lines": ("ServerSentEvent",),
    "decoding.results": ("ResponseInfo", "response_info"),
    "options": ("CallEvent", "Hooks"),
    "request": ("AsyncTransport", "Transport"),
    "responses.arrays": ("array_at",),
    "responses.binary": ("AsyncStreamingResponse", "StreamingResponse"),
    "responses.raw": ("RawResponse",),
    "telemetry": ("opentelemetry_hooks",),
    "timeouts": ("Timeout",),
    "transport.aiohttp_session": ("AiohttpTransport",),
}
"""For users alone; exported by generated packages."""

ERRORS: Final = {
    "errors": (
        "APIConnectionError",
        "APITimeoutError",
        "ClientClosedError",
        "ClientError",
        "DeadlineExceededError",
        "DecodingError",
        "InsecureTransportWarning",
        "InvalidRequestError",
        "MissingCredentialsError",
        "PollingError",
        "PollingFailedError",
        "PollingTimeoutError",
        "RedirectError",
        "ResponseError",
        "ResponseTooLargeError",
        "SDKError",
        "ServerError",
        "StatusError",
        "StreamError",
        "TransportError",
    ),
}
"""Raised or warned of; exported by generated packages and by their module of errors."""

OTHERS: Final = {
    "auth.schemes": ("Credential",),
    "headers": ("Headers",),
    "model": ("Model",),
}
"""Reached through other names; not exported by generated packages."""

CLIENT_METHODS: Final = ("close", "raw_response", "streaming_response", "with_options")
"""What every client can do."""

FAKE_MEMBERS: Final = (
    "aiohttp_transport",
    "async_client",
    "async_transport",
    "calls",
    "client",
    "http_transport",
    "transport",
)
"""Names of a fake itself: resources and operations with such a name get an underscore there."""

HOMES: Final = {
    name: module
    for table in (SIGNATURES, DESCRIPTIONS, TOOLS, ERRORS, OTHERS)
    for module, names in table.items()
    for name in names
}
"""The module that defines each public name."""
