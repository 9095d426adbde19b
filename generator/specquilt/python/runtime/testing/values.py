"""Values of tests as JSON: models, dates and numbers of numpy become what a server sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast


def plain(value: Any) -> Any:
    """Return a value as JSON; of models, what was set, by the names of the API."""
    from pydantic import BaseModel
    from pydantic_core import to_jsonable_python

    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True, warnings=False)
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, Any]", value).items()
        return {str(name): plain(each) for name, each in fields}
    if isinstance(value, list | tuple):
        return [plain(each) for each in cast("list[Any]", value)]
    return to_jsonable_python(value, by_alias=True)


def written(value: Any) -> bytes:
    """Return JSON as bytes."""
    from pydantic_core import to_json

    return to_json(value)
