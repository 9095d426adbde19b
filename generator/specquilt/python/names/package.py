"""Names that the generated package needs for itself."""

from __future__ import annotations

from specquilt.python.names.reserved import SOFT_NAMES

# --- arguments and methods -------------------------------------------------------------------

ARGUMENTS = SOFT_NAMES | {"options"}
"""Names a generated method needs for itself."""

CONSTRUCTOR = SOFT_NAMES | {"base_url", "options"}
"""Names the client's constructor needs for itself."""

METHODS = SOFT_NAMES | {"types", "builtins", "datetime"}
"""Names that annotations beside a method look up."""

CLIENT = METHODS | {
    "close",
    "raw_response",
    "response_info",
    "streaming_response",
    "wait",
    "with_options",
}
"""Names of the client's own methods."""

# --- classes ---------------------------------------------------------------------------------

CLASSES = frozenset({"None", "True", "False", "Any", "Annotated", "ConfigDict", "Field"}) | {
    "Literal", "Mapping", "Model", "NotRequired", "Sequence", "TypeAlias", "TypeAliasType",
    "TypedDict", "Union", "UnknownVariant",
}  # fmt: skip
"""Names that the modules of models import."""

RUNTIME_ERRORS = (
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
)
"""Errors of the runtime: no class of a documented status takes their names."""

RUNTIME_CLASSES = frozenset(
    [
        "AsyncBaseClient",
        "AsyncBinaryResponse",
        "AsyncClientOptions",
        "AsyncResource",
        "AsyncStream",
        "BaseClient",
        "Basic",
        "Bearer",
        "ApiKey",
        "Binary",
        "BinaryBody",
        "BinaryResponse",
        "ClientOptions",
        "ClientSpec",
        "CursorPages",
        "Empty",
        "Events",
        "FileArgument",
        "FileContent",
        "FormBody",
        "GlobalHeader",
        "Json",
        "JsonBody",
        "Lines",
        "MultipartBody",
        "OAuth2ClientCredentials",
        "OffsetPages",
        "Omit",
        "Operation",
        "PageNumberPages",
        "Pages",
        "Param",
        "Polling",
        "RequestOptions",
        "Resource",
        "Stream",
        "Text",
        "WholeBody",
    ]
)
"""Classes of the runtime that modules with methods import."""

TYPING_CLASSES = frozenset(
    [
        "Any",
        "AsyncIterator",
        "Awaitable",
        "Callable",
        "Iterator",
        "Literal",
        "Mapping",
        "Sequence",
        "Unpack",
    ]
)
"""Names that a module with methods imports: no class of a resource takes them."""
