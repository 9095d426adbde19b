"""Splits names into words, and builds Python names from words."""

from __future__ import annotations

import keyword
import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])[0-9]*|[A-Z]?[^\WA-Z_]+|[A-Z]+")
"""Plural abbreviation, abbreviation, word, or other capitals: ``IDs``, ``ID``, ``Id``, ``HTTP``."""
_TORN_IDS = re.compile(r"(?<![^\W_])i[-_]ds(?![^\W_])", re.IGNORECASE)
_CLASS_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_SPOKEN = (("+", " plus "), ("@", " at "), ("%", " percent "), ("&", " and "), ("#", " hash "))

LONGEST = 100
"""Maximum characters of a name. Names become file names, which are limited to 255 bytes."""

_PROTECTED = ("model_dump", "model_validate")  # pydantic's own protected namespaces

KEYWORDS = frozenset(keyword.kwlist)
SOFT_NAMES = frozenset({"self", "cls", "super", "locals"})
"""Names that already have a meaning inside a method."""

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


def words(text: str) -> list[str]:
    """Return the words of a name in any style: ``datasetType``, ``X-Client-Name``, ``a/b.c``."""
    text = unicodedata.normalize("NFKC", text)
    for sign, spoken in _SPOKEN:
        text = text.replace(sign, spoken)
    text = re.sub(r"^-(?=\d)", "minus ", text)
    text = _TORN_IDS.sub("ids", text)  # documentation exports write "IDs" as "i-ds"
    return [word for part in re.split(r"[\W_]+", text) for word in _WORD.findall(part)]


@lru_cache(maxsize=100_000)
def snake(text: str, prefix: str = "field") -> str:
    """Return a name in snake_case. A name that starts with a digit gets the prefix."""
    return _startable("_".join(word.lower() for word in words(text)), f"{prefix}_", prefix)


@lru_cache(maxsize=100_000)
def pascal(text: str, prefix: str = "Model") -> str:
    """Return a name in PascalCase. A name that is a valid class name is returned unchanged."""
    if _CLASS_NAME.fullmatch(text):
        return text
    return _startable("".join(word[:1].upper() + word[1:] for word in words(text)), prefix, prefix)


def _startable(name: str, prefix: str, fallback: str) -> str:
    """Return a valid identifier of limited length, normalized as Python does (NFKC)."""
    name = unicodedata.normalize("NFKC", name)[:LONGEST].rstrip("_")
    if not name:
        return fallback
    return name if name.isidentifier() else prefix + name


def attribute_needs_other_name(name: str) -> bool:
    """Return whether a pydantic model cannot have a field of this name."""
    return name in ATTRIBUTES or name in PYDANTIC or name.startswith(_PROTECTED)


def identifier(text: str, empty: str = "unnamed") -> str:
    """Return a valid Python name: no keyword, no leading digit, not empty."""
    text = text or empty
    text = f"n{text}" if text[0].isdigit() else text
    return f"{text}_" if text in KEYWORDS | SOFT_NAMES else text
