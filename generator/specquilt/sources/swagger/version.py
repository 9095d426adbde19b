"""Tells Swagger 2.0 from other formats."""

from __future__ import annotations

import re
from typing import Any

_OTHER = re.compile(r"v?([013-9]|2\d)")


def is_swagger_2(data: Any) -> bool:
    """Return whether a document is Swagger 2.0: its version is, or cannot be read."""
    if not isinstance(data, dict) or "swagger" not in data:
        return False
    is_openapi_3 = str(data.get("openapi")).startswith("3.")
    return not is_openapi_3 and not _OTHER.match(str(data["swagger"]))
