"""Names reserved by Python and pydantic.

This module imports nothing from this project, so that rules can use it, too.
"""

from __future__ import annotations

import builtins
import keyword

KEYWORDS = frozenset(keyword.kwlist)
SOFT_NAMES = frozenset({"self", "cls", "super", "locals"})
"""Names with a meaning inside methods."""

ARGUMENTS = SOFT_NAMES | {"options"}
"""Names reserved in generated methods."""

BUILTIN_TYPES = frozenset(
    name for name in vars(builtins) if isinstance(getattr(builtins, name), type)
)

BUILTINS = frozenset(vars(builtins))

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

_PROTECTED = ("model_dump", "model_validate")  # pydantic's default protected namespaces


def attribute_needs_other_name(name: str) -> bool:
    """Return whether a pydantic model cannot have a field of this name."""
    return name in ATTRIBUTES or name in PYDANTIC or name.startswith(_PROTECTED)


def is_argument(name: str) -> bool:
    """Return whether an argument of a generated method can have a name."""
    is_public = name.isascii() and name.isidentifier() and not name.startswith("_")
    return is_public and name not in KEYWORDS | ARGUMENTS


def identifier(text: str, empty: str = "unnamed") -> str:
    """Return a valid Python name: not empty, not a keyword, without a leading digit."""
    text = text or empty
    text = f"n{text}" if text[0].isdigit() else text
    return f"{text}_" if text in KEYWORDS | SOFT_NAMES else text
