"""The runtime of a generated client.

Names load when first used: importing a generated package loads neither pydantic nor an HTTP
library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lazy import lazy_names

if TYPE_CHECKING:
    from .arrays import array_at
    from .async_client import AsyncBaseClient, AsyncResource
    from .auth import ApiKey, Basic, Bearer, Credential, OAuth2ClientCredentials
    from .batch import in_batches, in_batches_async
    from .body import BinaryBody, FormBody, JsonBody, MultipartBody, WholeBody
    from .client import BaseClient, Resource
    from .core import ClientSpec, GlobalHeader
    from .errors import (
        APIConnectionError,
        APITimeoutError,
        ClientClosedError,
        ClientError,
        DeadlineExceededError,
        DecodingError,
        InsecureTransportWarning,
        InvalidRequestError,
        MissingCredentialsError,
        PollingError,
        PollingFailedError,
        PollingTimeoutError,
        RedirectError,
        ResponseError,
        ResponseTooLargeError,
        SDKError,
        ServerError,
        StatusError,
        TransportError,
    )
    from .headers import Headers
    from .model import Model
    from .omit import OMIT, Omit
    from .operation import Operation
    from .options import (
        AsyncClientOptions,
        CallEvent,
        ClientOptions,
        Hooks,
        RequestOptions,
        Timeout,
    )
    from .pages import CursorPages, OffsetPages, PageNumberPages, Pages
    from .parameters import Param
    from .polling import Polling
    from .responses import (
        AsyncBinaryResponse,
        AsyncStreamingResponse,
        BinaryResponse,
        RawResponse,
        StreamingResponse,
    )
    from .results import Binary, Empty, Events, Json, Lines, ResponseInfo, Text, response_info
    from .stream import AsyncStream, Stream
    from .telemetry import opentelemetry_hooks
    from .transport import AsyncTransport, Transport
    from .transport.aiohttp_session import AiohttpTransport
    from .upload import FileArgument, FileContent
else:
    _MODULES = {
        "arrays": ("array_at",),
        "async_client": ("AsyncBaseClient", "AsyncResource"),
        "auth": ("ApiKey", "Basic", "Bearer", "Credential", "OAuth2ClientCredentials"),
        "batch": ("in_batches", "in_batches_async"),
        "body": ("BinaryBody", "FormBody", "JsonBody", "MultipartBody", "WholeBody"),
        "client": ("BaseClient", "Resource"),
        "core": ("ClientSpec", "GlobalHeader"),
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
            "TransportError",
        ),
        "headers": ("Headers",),
        "model": ("Model",),
        "omit": ("OMIT", "Omit"),
        "operation": ("Operation",),
        "options": (
            "AsyncClientOptions",
            "CallEvent",
            "ClientOptions",
            "Hooks",
            "RequestOptions",
            "Timeout",
        ),
        "pages": ("CursorPages", "OffsetPages", "PageNumberPages", "Pages"),
        "parameters": ("Param",),
        "polling": ("Polling",),
        "responses": (
            "AsyncBinaryResponse",
            "AsyncStreamingResponse",
            "BinaryResponse",
            "RawResponse",
            "StreamingResponse",
        ),
        "results": (
            "Binary",
            "Empty",
            "Events",
            "Json",
            "Lines",
            "ResponseInfo",
            "Text",
            "response_info",
        ),
        "stream": ("AsyncStream", "Stream"),
        "telemetry": ("opentelemetry_hooks",),
        "transport": ("AsyncTransport", "Transport"),
        "transport.aiohttp_session": ("AiohttpTransport",),
        "upload": ("FileArgument", "FileContent"),
    }
    _HOME = {name: module for module, names in _MODULES.items() for name in names}

    __getattr__, __dir__ = lazy_names(__name__, _HOME)

__all__ = [
    "OMIT",
    "APIConnectionError",
    "APITimeoutError",
    "AiohttpTransport",
    "ApiKey",
    "AsyncBaseClient",
    "AsyncBinaryResponse",
    "AsyncClientOptions",
    "AsyncResource",
    "AsyncStream",
    "AsyncStreamingResponse",
    "AsyncTransport",
    "BaseClient",
    "Basic",
    "Bearer",
    "Binary",
    "BinaryBody",
    "BinaryResponse",
    "CallEvent",
    "ClientClosedError",
    "ClientError",
    "ClientOptions",
    "ClientSpec",
    "Credential",
    "CursorPages",
    "DeadlineExceededError",
    "DecodingError",
    "Empty",
    "Events",
    "FileArgument",
    "FileContent",
    "FormBody",
    "GlobalHeader",
    "Headers",
    "Hooks",
    "InsecureTransportWarning",
    "InvalidRequestError",
    "Json",
    "JsonBody",
    "Lines",
    "MissingCredentialsError",
    "Model",
    "MultipartBody",
    "OAuth2ClientCredentials",
    "OffsetPages",
    "Omit",
    "Operation",
    "PageNumberPages",
    "Pages",
    "Param",
    "Polling",
    "PollingError",
    "PollingFailedError",
    "PollingTimeoutError",
    "RawResponse",
    "RedirectError",
    "RequestOptions",
    "Resource",
    "ResponseError",
    "ResponseInfo",
    "ResponseTooLargeError",
    "SDKError",
    "ServerError",
    "StatusError",
    "Stream",
    "StreamingResponse",
    "Text",
    "Timeout",
    "Transport",
    "TransportError",
    "WholeBody",
    "array_at",
    "in_batches",
    "in_batches_async",
    "opentelemetry_hooks",
    "response_info",
]
