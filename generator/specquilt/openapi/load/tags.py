"""The tags of YAML's own types (https://yaml.org/type/), as far as JSON has such values."""

from __future__ import annotations

from typing import Any

_STANDARD = "tag:yaml.org,2002:"
TEXT_TAG = f"{_STANDARD}str"
MAP_TAG = f"{_STANDARD}map"
LIST_TAG = f"{_STANDARD}seq"
TEXT_TAGS = frozenset([TEXT_TAG, f"{_STANDARD}timestamp", f"{_STANDARD}binary", "!"])
"""Tags of values that JSON has as text."""

TYPES: dict[str, tuple[type, ...]] = {
    f"{_STANDARD}int": (int,),
    f"{_STANDARD}float": (float, int),  # `!!float 100` is 100.0
    f"{_STANDARD}bool": (bool,),
    f"{_STANDARD}null": (type(None),),
}
"""Types of the values that the other tags may have."""


def tagged(tag: str, value: Any) -> Any:
    """Return a value as the type that its tag names.

    Raises:
        ValueError: It is of another type. The message names the tag.
    """
    if type(value) not in TYPES[tag]:
        raise ValueError(f"not of the type !!{tag.removeprefix(_STANDARD)}")
    return float(value) if float in TYPES[tag] else value
