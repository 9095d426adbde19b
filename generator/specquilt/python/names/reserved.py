"""Names that Python, pydantic or the generated package needs for itself.

Tables only, and nothing of ours is imported: rules ask them, too.
"""

from __future__ import annotations

import builtins
import keyword

KEYWORDS = frozenset(keyword.kwlist)
SOFT_NAMES = frozenset({"self", "cls", "super", "locals"})
"""Names that already have a meaning inside a method."""

BUILTIN_TYPES = frozenset(
    name for name in vars(builtins) if isinstance(getattr(builtins, name), type)
)

# --- attributes of models --------------------------------------------------------------------

ATTRIBUTES = SOFT_NAMES | {
    "datetime",
    "str",
    "int",
    "float",
    "bool",
    "list",
    "dict",
    "bytes",
    "object",
}
"""Field names that would shadow the type of another field of the same class."""

PYDANTIC = frozenset(
    [
        "construct",
        "copy",
        "dict",
        "fields_set",
        "from_orm",
        "json",
        "parse_file",
        "parse_obj",
        "parse_raw",
        "schema",
        "schema_json",
        "update_forward_refs",
        "validate",
        "model_computed_fields",
        "model_config",
        "model_construct",
        "model_copy",
        "model_extra",
        "model_fields",
        "model_fields_set",
        "model_json_schema",
        "model_parametrized_name",
        "model_post_init",
        "model_rebuild",
    ]
)
"""Attributes of pydantic's BaseModel."""

_PROTECTED = ("model_dump", "model_validate")  # pydantic's own protected namespaces


def attribute_needs_other_name(name: str) -> bool:
    """Return whether a pydantic model cannot have a field of this name."""
    return name in ATTRIBUTES or name in PYDANTIC or name.startswith(_PROTECTED)


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


def identifier(text: str, empty: str = "unnamed") -> str:
    """Return a valid Python name: no keyword, no leading digit, not empty."""
    text = text or empty
    text = f"n{text}" if text[0].isdigit() else text
    return f"{text}_" if text in KEYWORDS | SOFT_NAMES else text
