"""Arguments and names that belong to a library, not to the API that it calls."""

from __future__ import annotations

OPTIONS = frozenset(
    [
        "accept_header_override",
        "extra_body",
        "extra_headers",
        "extra_query",
        "headers",
        "http_headers",
        "idempotency_key",
        "max_retries",
        "raw_response",
        "request_options",
        "retries",
        "retry_config",
        "server_url",
        "timeout",
        "timeout_ms",
        "url_variables",
    ]
)
"""Arguments of methods with which callers change how a request is sent."""

DICT_ENDINGS = ("TypedDict", "Params", "Param", "Dict")
"""Ends of names of TypedDicts that stand for a model of the rest of the name."""

OTHER_VIEWS = "with_"
"""What the names of properties begin with that hold the same methods with other results."""

MODEL_PACKAGES = frozenset(
    {"components", "model", "models", "operations", "schemas", "shared", "types"}
)
"""Names of packages from which users import models."""
