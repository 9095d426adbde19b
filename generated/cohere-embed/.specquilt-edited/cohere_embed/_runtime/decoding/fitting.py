"""Values that may have a type, but need not."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter


def fitted(kind: Any, data: Any) -> Any:
    """Return JSON as a type, or as it is if it does not fit."""
    try:
        # Not `validate_python`: texts are dates in JSON only.
        return _adapter(kind).validate_json(json.dumps(data))
    except (ValueError, RecursionError):
        return data


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
